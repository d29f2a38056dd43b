import type { Account } from '../account/account';
import { checkedAccount } from '../account/check-account';
import { changeAccount, type Hand, keepAccount } from '../account/keep';
import type { Desk } from '../desk/desk';
import type { Unit } from '../store';
import { type AccountRow, accountCells, teamFor } from './account-row';
import type { Kept } from './kept';

/** @throws CellError or UserError before anything is written */
export async function keepAccountRow(unit: Unit, row: AccountRow, desk: Desk, hand: Hand): Promise<Kept> {
  const before = await unit.accounts.find(row.account);
  if (before === undefined) {
    const begun = { domains: [], fields: {}, since: hand.at, name: row.account, ...teamFor(row, desk) };
    await keepAccount(unit, checkedAccount(told(begun, row)), hand);
    return 'added';
  }
  if (isSame(before, told(before, row))) return 'unchanged';
  await unit.accounts.hold(before.name);
  // Whoever changed it while we waited changed it first.
  const now = (await unit.accounts.find(before.name)) ?? before;
  const changed = await changeAccount(unit, now, checkedAccount(told(now, row)), hand);
  return changed ? 'changed' : 'unchanged';
}

/** The account as the row has it. */
function told(account: Account, row: AccountRow): Account {
  const { owner, locale, crmId, domains, ...rest } = account;
  const fields = { ...account.fields, ...row.fields };
  return {
    ...rest,
    team: row.team ?? account.team,
    zone: row.zone ?? account.zone,
    ...said('owner', row.owner, owner),
    ...said('locale', row.locale, locale),
    domains: row.domains === undefined ? domains : (row.domains ?? []),
    ...said('crmId', row.crmId, crmId),
    // In one order, or the same fields would look like others.
    fields: Object.fromEntries(
      Object.keys(fields)
        .sort()
        .flatMap((name) => (fields[name] ? [[name, fields[name]]] : [])),
    ),
  };
}

const said = <K extends string, T>(
  key: K,
  next: T | null | undefined,
  before: T | undefined,
): { readonly [P in K]?: T } => {
  const value = next === undefined ? before : next;
  return (value === undefined || value === null ? {} : { [key]: value }) as { readonly [P in K]?: T };
};

/** As far as a file can tell. */
function isSame(a: Account, b: Account): boolean {
  const fields = [...new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])];
  return JSON.stringify(accountCells(a, fields)) === JSON.stringify(accountCells(b, fields));
}
