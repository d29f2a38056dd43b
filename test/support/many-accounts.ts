const HEADER = 'account,team,zone,owner,locale,domains,crm_id,field:Segment';

/** So many accounts as a file, of which so many, spread evenly, are wrong in one way after the other. */
export function accountsFile(count: number, wrong: number): string {
  const every = count / wrong;
  const rows = Array.from({ length: count }, (_, at) => {
    const number = at + 1;
    return number % every === 0 ? wrongRow(number, (number / every - 1) % 6) : rowOf(number);
  });
  return `${[HEADER, ...rows].join('\n')}\n`;
}

const rowOf = (number: number): string =>
  `Customer ${number},core,,playground:alice,de,c${number}.example www.c${number}.example,00${number},"SMB, ""new"""`;

function wrongRow(number: number, way: number): string {
  const row = rowOf(number);
  switch (way) {
    case 0:
      return row.replace(',core,', ',cor,');
    case 1:
      return row.replace(',core,,', ',core,Europe/Berln,');
    case 2:
      return row.replace(':alice', ':alise');
    case 3:
      return row.replace(',de,', ',german,');
    case 4:
      return `${row},"one more"`;
    default:
      return row.replace(`Customer ${number}`, `Customer ${number - 1}`);
  }
}
