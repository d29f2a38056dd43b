import * as fc from 'fast-check';
import { PostgresStore } from '../../src/adapters/database/postgres-store';
import { book, written } from '../core/import/arbitrary-book';
import { allExported, importsAll, newStores, rehearses, sellingDesk } from '../support/importing';
import { PLANS } from '../support/plans';
import { PostgresServer } from '../support/postgres';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server?.stop());
const fresh = newStores();

const LONG = 'x'.repeat(60);
const named = (name: string) => ({ [name]: { ...PLANS.flat, name } }) as typeof PLANS;
const desk = () => ({ ...sellingDesk(), plans: { ...named('silver'), ...named('gold'), ...named('platinum') } });

describe('PostgreSQL', () => {
  it('imports and exports the same files as SQLite, and foretells it', async () => {
    const sqlite = await fresh();
    const [whole] = fc.sample(
      book.filter(({ accounts, terms }) => accounts.length > 2 && terms.length > 4),
      { numRuns: 1, seed: 5 },
    );
    if (whole === undefined) throw new Error('nothing to write down');
    await written(sqlite, whole);
    const files = await allExported(sqlite);
    const postgres = await PostgresStore.open(await server.database());
    expect(await rehearses(postgres, 'accounts', files.accounts)).toMatchObject({ added: whole.accounts.length });
    const done = await importsAll(postgres, files, { desk: desk() });
    expect(done.map(({ added, failed }) => [added, failed])).toEqual([
      [whole.accounts.length, 0],
      [whole.contacts.length, 0],
      [whole.terms.length, 0],
    ]);
    expect(await allExported(postgres)).toEqual(files);
    const again = await importsAll(postgres, files, { desk: desk() });
    expect(again.map(({ added, changed, failed }) => added + changed + failed)).toEqual([0, 0, 0]);
    await postgres.close();
  });

  it('refuses a row for itself, and takes the others of its batch', async () => {
    const postgres = await PostgresStore.open(await server.database());
    await server.ask('desk_2', 'ALTER TABLE account ADD CONSTRAINT short CHECK (length(name) < 50)');
    const rows = ['Acme', LONG, 'Globex'].join('\n');
    const [done] = await importsAll(postgres, {
      accounts: `account\n${rows}\n`,
      contacts: 'account,name\n',
      subscriptions: 'account,on,type\n',
    });
    expect(done).toMatchObject({
      added: 2,
      failed: 1,
      errors: [{ line: 3, message: expect.stringMatching(/^The database does not take this row: .*short/) }],
    });
    await postgres.close();
  });
});
