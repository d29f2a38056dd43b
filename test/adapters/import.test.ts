import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openToLook } from '../../src/adapters/database/look';
import { openBeside, openDatabase } from '../../src/adapters/database/open';
import { exportFile, exportTo } from '../../src/adapters/export';
import { importFile, sayImported } from '../../src/adapters/import';
import { loadPolicyFile } from '../../src/adapters/policy-file';
import { StoreUnavailable } from '../../src/core/errors';
import { SHEETS, type SheetName } from '../../src/core/import/sheet';
import { PLATFORMS, sellingDesk } from '../support/importing';
import { accountsFile } from '../support/many-accounts';

jest.setTimeout(120_000);
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-import-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const databaseIn = (name: string) => ({ engine: 'sqlite', path: join(folder, name) }) as const;
const written = (text: string | Uint8Array, name = 'a.csv'): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const importInto = (
  name: string,
  file: string,
  sheet: SheetName = 'accounts',
  mode: 'real' | 'rehearsed' = 'real',
  desk = sellingDesk(),
) => {
  const progress: string[] = [];
  const needs = { sheet, file, mode, desk, platforms: PLATFORMS, rest: async () => undefined };
  return importFile({
    ...needs,
    toLook: () => openToLook(databaseIn(name)),
    toChange: () => openBeside(databaseIn(name)),
    progress: (line) => progress.push(line),
  }).then((done) => ({ ...done, progress }));
};
const exportedFrom = async (name: string, sheet: SheetName = 'accounts'): Promise<string> => {
  const parts: string[] = [];
  await exportTo(
    async (text) => parts.push(text),
    sheet,
    () => openToLook(databaseIn(name)),
  );
  return parts.join('');
};

describe('10,000 accounts, 100 of them wrong', () => {
  it('are imported but for these, which are told; a second run changes nothing; they come out as they went in', async () => {
    const file = written(accountsFile(10_000, 100));
    const done = await importInto('desk.db', file);
    expect(done.progress.at(-1)).toBe('10,000 of 10,000 rows.');
    const said = sayImported('accounts.csv', done);
    expect(said).toHaveLength(102);
    expect(said.slice(0, 6)).toEqual([
      'accounts.csv:101 team: There is no team "cor". Did you mean "core"?',
      'accounts.csv:201 zone: There is no time zone "Europe/Berln". Did you mean "Europe/Berlin"?',
      'accounts.csv:301 owner: There is no person of the support team with the id "playground:alise". Did you mean "playground:alice"?',
      'accounts.csv:401 locale: "german" is not a language; write a tag such as en or pt-BR.',
      'accounts.csv:501 This row has 9 cells and the first line 8. Put a text that has a comma in quotes.',
      'accounts.csv:601 account: "Customer 599" stands on line 600 already, with something else beside it. Keep one of the two.',
    ]);
    expect(said.slice(-2)).toEqual([
      'accounts.csv: 9,900 added, 0 changed, 0 unchanged, 100 not imported.',
      'Put these lines right and import the file again: what is there stays as it is.',
    ]);
    const again = await importInto('desk.db', file);
    expect(again).toEqual({ ...done, added: 0, unchanged: 9_900 });
    const out = join(folder, 'out.csv');
    expect(await exportFile(out, 'accounts', () => openToLook(databaseIn('desk.db')))).toBe(9_900);
    expect(await importInto('other.db', out)).toMatchObject({ added: 9_900, failed: 0 });
    expect(await exportedFrom('other.db')).toBe(readFileSync(out, 'utf8'));
  });

  it('are foretold by a dry run, which leaves nothing behind, and not all shown when more than 200 are wrong', async () => {
    const file = written(accountsFile(1_000, 500));
    const foretold = await importInto('desk.db', file, 'accounts', 'rehearsed');
    expect(readdirSync(folder)).toEqual(['a.csv']);
    const done = await importInto('desk.db', file);
    expect(done).toEqual(foretold);
    const said = sayImported('accounts.csv', done);
    expect(said).toHaveLength(203);
    expect(said.at(200)).toBe('and 300 more.');
    expect(done.errors).toHaveLength(500);
  });
});

describe('A file to be imported', () => {
  it('may begin with a mark, end its lines like Windows and name its columns in any order and case', async () => {
    const text = '\uFEFFZONE,Field:Size,Account\r\nUTC,"1,5\r\nm",Acme\r\n\r\n';
    expect(await importInto('desk.db', written(text))).toMatchObject({ added: 1, failed: 0 });
    expect(await exportedFrom('desk.db')).toBe(
      'account,team,zone,owner,locale,domains,crm_id,field:Size\nAcme,core,UTC,,,,,"1,5\r\nm"\n',
    );
  });

  it.each<[string, SheetName, string | Uint8Array, string]>([
    [
      'of a column that is written wrong',
      'accounts',
      'account,tema\nA,core\n',
      'a.csv:1 tema: There is no such column. Did you mean "team"? Nothing was imported.',
    ],
    [
      'of a column nobody knows',
      'contacts',
      '\naccount,name,colour\n',
      'a.csv:2 colour: There is no such column. The columns are account, name, email and members.',
    ],
    [
      'without a column that is needed',
      'subscriptions',
      'account,on\n',
      'a.csv:1 type: This column is missing; the first line needs account, on and type.',
    ],
    ['with a column twice', 'accounts', 'account,zone,Zone\n', 'a.csv:1 zone: This column is there twice'],
    ['with a field without a name', 'accounts', 'account,field:\n', 'a.csv:1 field:: A field of your own has a name'],
    ['with semicolons', 'accounts', 'account;team\n', 'a.csv:1 The columns are not separated by commas'],
    ['with nothing in it', 'accounts', '\n', 'a.csv is empty. Its first line names the columns'],
    ['that is no CSV', 'accounts', 'account\n"A', 'a.csv:2 a quote is opened here and never closed'],
    ['in another encoding', 'accounts', Uint8Array.of(0x61, 0xff, 0xfe), 'a.csv is not UTF-8 text'],
    ['in UTF-16', 'accounts', 'a\0c\0', 'a.csv has the character NUL in it, as text in UTF-16 does'],
  ])('%s is refused with one sentence, and nothing is done', async (_name, sheet, text, sentence) => {
    await expect(importInto('desk.db', written(text), sheet)).rejects.toThrow(sentence);
    expect(readdirSync(folder)).toEqual(['a.csv']);
  });

  it('that is not there is refused with one sentence', async () => {
    await expect(importInto('desk.db', join(folder, 'b.csv'))).rejects.toThrow(
      'b.csv cannot be read: there is no such file.',
    );
  });

  it('is imported while a desk is at work on the database', async () => {
    const desk = await openDatabase(databaseIn('desk.db'));
    expect(await importInto('desk.db', written('account\nAcme\n'))).toMatchObject({ added: 1 });
    const found = await desk.store.transact(({ accounts }) => accounts.find('acme'));
    expect(found).toMatchObject({ name: 'Acme' });
    await desk.store.close();
    await desk.release();
  });

  it('tries again while the database is busy, and says what to do when it stays so', async () => {
    let rests = 0;
    const attempt = (busy: number) => {
      let left = busy;
      return importFile({
        sheet: 'accounts',
        mode: 'real',
        desk: sellingDesk(),
        platforms: PLATFORMS,
        file: written('account\nAcme\n'),
        toLook: () => openToLook(databaseIn('desk.db')),
        toChange: async () => {
          const opened = await openBeside(databaseIn('desk.db'));
          const { store } = opened;
          const transact: typeof store.transact = (work) => {
            left -= 1;
            return left >= 0
              ? Promise.reject(new StoreUnavailable('the database cannot be written'))
              : store.transact(work);
          };
          return {
            ...opened,
            store: { ready: true, transact, reclaim: async () => undefined, close: () => store.close() },
          };
        },
        rest: async () => {
          rests += 1;
        },
        progress: () => undefined,
      });
    };
    await expect(attempt(1_000)).rejects.toThrow(
      /^the database cannot be written\. What was imported until then is kept: import .*a\.csv again/,
    );
    rests = 0;
    expect(await attempt(2)).toMatchObject({ added: 1 });
    expect(rests).toBe(2);
  });
});

describe('The guide', () => {
  it('shows files that are imported as they stand, and come out again', async () => {
    const root = join(__dirname, '../..');
    const desk = loadPolicyFile(join(root, 'steward.example.yaml'), PLATFORMS);
    const shown = [...readFileSync(join(root, 'docs/import.md'), 'utf8').matchAll(/```csv\n([\s\S]*?)```/g)];
    expect(shown).toHaveLength(SHEETS.length);
    for (const [at, sheet] of SHEETS.entries()) {
      const text = shown[at]?.[1] ?? '';
      const done = await importInto('desk.db', written(text), sheet, 'real', desk);
      expect(done).toMatchObject({ added: text.trim().split('\n').length - 1, failed: 0 });
    }
    expect(await exportedFrom('desk.db', 'subscriptions')).toBe(shown[2]?.[1]);
  });
});

describe('A file that is exported', () => {
  it('is there whole or not at all, and what was there stays when it cannot be', async () => {
    await importInto('desk.db', written('account\nAcme\n'));
    const out = written('before', 'out.csv');
    const broken = async () => {
      const looking = await openToLook(databaseIn('desk.db'));
      return { ...looking, look: () => Promise.reject(new Error('the database is gone')) };
    };
    await expect(exportFile(out, 'contacts', broken)).rejects.toThrow('the database is gone');
    expect(readFileSync(out, 'utf8')).toBe('before');
    await expect(
      exportFile(join(folder, 'none', 'out.csv'), 'accounts', () => openToLook(databaseIn('desk.db'))),
    ).rejects.toThrow(/out\.csv cannot be written .*Give the path of a file in a folder that is there\.$/);
    expect(readdirSync(folder).filter((name) => name.includes('tmp'))).toEqual([]);
    expect(await exportFile(out, 'accounts', () => openToLook(databaseIn('desk.db')))).toBe(1);
    expect(readFileSync(out, 'utf8')).toMatch(/^account,team,.*\nAcme,core,/);
  });
});
