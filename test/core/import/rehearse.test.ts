import { allExported, imports, importsAll, newStores, rehearses } from '../../support/importing';

const fresh = newStores();

describe('A dry run', () => {
  it('lets a row find what the rows above it would have written, and writes nothing', async () => {
    const store = await fresh();
    const twice = { added: 1, changed: 0, unchanged: 1, failed: 0 };
    expect(await rehearses(store, 'accounts', 'account,crm_id\nAcme,1\nacme,1\n')).toMatchObject(twice);
    await imports(store, 'accounts', 'account,crm_id\nAcme,2\n');
    const changed = { added: 0, changed: 1, unchanged: 1, failed: 0 };
    expect(await rehearses(store, 'accounts', 'account,crm_id\nAcme,1\nacme,1\n')).toMatchObject(changed);
    const carol = 'Acme,Carol,carol@acme.example';
    expect(await rehearses(store, 'contacts', `account,name,email\n${carol}\n${carol}\n`)).toMatchObject(twice);
    const terms = [
      'account,on,type,plan,until',
      'Acme,2026-01-01,started,gold,2026-12-31',
      'Acme,2026-02-01,changed,flat,',
      'Acme,2026-03-01,renewed,,2027-12-31',
      'Acme,2026-04-01,started,gold,',
      'Acme,2026-05-01,cancelled,,2026-06-30',
    ].join('\n');
    const before = await allExported(store);
    const foretold = await rehearses(store, 'subscriptions', terms);
    expect(foretold).toMatchObject({ added: 4, failed: 1, errors: [{ line: 5 }] });
    expect(await allExported(store)).toEqual(before);
    const [, , done] = await importsAll(store, {
      accounts: 'account\n',
      contacts: 'account,name\n',
      subscriptions: terms,
    });
    expect(done).toEqual(foretold);
  });
});
