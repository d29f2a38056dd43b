import { imports, newStores, sellingDesk } from '../../support/importing';
import { accountHistory, contactsOf, plainAccount } from './stored-of';

const fresh = newStores();
const lines = (...rows: readonly string[]) => `${rows.join('\n')}\n`;
const said = async (sheet: 'accounts' | 'contacts' | 'subscriptions', ...rows: readonly string[]) => {
  const store = await fresh();
  await imports(store, 'accounts', 'account\nAcme\n');
  const { errors } = await imports(store, sheet, lines(...rows));
  return errors.map(({ line, column, message }) => `${line} ${column ?? '-'}: ${message}`);
};

describe('A row of accounts', () => {
  it('begins an account of the only team, in its zone, and its history says how it came', async () => {
    const store = await fresh();
    await imports(
      store,
      'accounts',
      lines('account,domains,field:Segment', 'Acme,ACME.example; a.example acme.example,SMB'),
    );
    expect(await plainAccount(store, 'acme')).toEqual({
      name: 'Acme',
      team: 'core',
      zone: 'Europe/Berlin',
      domains: ['acme.example', 'a.example'],
      fields: { Segment: 'SMB' },
    });
    expect(await accountHistory(store, 'Acme')).toEqual([['added', 'import']]);
  });

  it('takes away what is empty, but team and zone, and leaves alone what has no column', async () => {
    const store = await fresh();
    await imports(
      store,
      'accounts',
      lines('account,zone,owner,locale,crm_id,field:A,field:B', 'Acme,UTC,playground:alice,de,7,a,b'),
    );
    const { changed } = await imports(store, 'accounts', lines('account,team,zone,crm_id,field:A', 'ACME,,,,'));
    expect(changed).toBe(1);
    expect(await plainAccount(store, 'Acme')).toEqual({
      name: 'Acme',
      team: 'core',
      zone: 'UTC',
      owner: { platform: 'playground', memberId: 'alice' },
      locale: 'de',
      domains: [],
      fields: { B: 'b' },
    });
  });

  it('names what was probably meant by an unknown team, zone, owner or platform', async () => {
    expect(
      await said(
        'accounts',
        'account,team,zone,owner',
        'A,cor,,',
        'B,,Europe/Berln,',
        'C,,,playground:alise',
        'D,,,slak:U1',
        'E,,,Alice',
      ),
    ).toEqual([
      '2 team: There is no team "cor". Did you mean "core"?',
      '3 zone: There is no time zone "Europe/Berln". Did you mean "Europe/Berlin"?',
      '4 owner: There is no person of the support team with the id "playground:alise". Did you mean "playground:alice"?',
      '5 owner: There is no platform "slak". Did you mean "slack"?',
      '6 owner: "Alice" is nobody’s id; write the platform and the member id, such as slack:U0ALICE.',
    ]);
  });

  it('asks for the team where there are several, and takes any owner where a platform has a group of agents', async () => {
    const store = await fresh();
    const one = sellingDesk();
    const [core] = one.teams;
    const desk = {
      ...one,
      teams: [...one.teams, { id: 'asia', name: 'Asia', zone: 'Asia/Singapore', triage: core?.triage ?? [] }],
      agentGroups: [{ group: { platform: 'slack', placeId: 'S1' }, team: 'core', lead: false }],
    };
    const file = lines('account,team,owner', 'Acme,,', 'Globex,asia,slack:U9');
    expect(await imports(store, 'accounts', file, { desk })).toMatchObject({
      added: 1,
      errors: [
        { line: 2, column: 'team', message: expect.stringContaining('Write which one it is for: core or asia.') },
      ],
    });
    expect(await plainAccount(store, 'Globex')).toMatchObject({ zone: 'Asia/Singapore', owner: { memberId: 'U9' } });
  });

  it('says which part cannot be, and that an account is told twice', async () => {
    expect(
      await said(
        'accounts',
        'account,locale,domains,crm_id',
        ',,,',
        'B,german,,',
        'C,,acme,',
        'D,,,1',
        'd,,,1',
        'D,,,2',
        'E,,',
        `${'F'.repeat(201)},,,`,
        `G,,,${'x'.repeat(3_001)}`,
      ),
    ).toEqual([
      '2 account: This cell is empty. Write the name of the account.',
      '3 locale: "german" is not a language; write a tag such as en or pt-BR.',
      '4 domains: "acme" is not a domain; write it like acme.example.',
      '7 account: "D" stands on line 5 already, with something else beside it. Keep one of the two.',
      '8 -: This row has 3 cells and the first line 4. Put a text that has a comma in quotes.',
      '9 account: The name of an account has 1 to 200 characters.',
      '10 crm_id: This text is 3001 characters long; write at most 3000.',
    ]);
  });
});

describe('A row of contacts', () => {
  it('comes after those above it, although all are imported at one moment', async () => {
    const store = await fresh();
    await imports(store, 'accounts', 'account\nAcme\n');
    const rows = ['zoe', 'carol', 'anna'].map((name) => `Acme,${name},${name}@acme.example`);
    await imports(store, 'contacts', lines('account,name,email', ...rows));
    expect((await contactsOf(store, 'Acme')).map(({ name }) => name)).toEqual(['zoe', 'carol', 'anna']);
  });

  it('finds its contact by the address, else by a member, and leaves alone what has no column', async () => {
    const store = await fresh();
    await imports(store, 'accounts', 'account\nAcme\n');
    await imports(store, 'contacts', lines('account,name,members', 'Acme,Carol,slack:U1 discord:2'));
    await imports(
      store,
      'contacts',
      lines('account,name,email,members', 'Acme,Carol,Carol@acme.example,slack:U1 discord:2'),
    );
    const { changed } = await imports(
      store,
      'contacts',
      lines('account,name,email', 'acme,Caroline,carol@acme.example'),
    );
    expect(changed).toBe(1);
    expect(await contactsOf(store, 'Acme')).toMatchObject([
      {
        id: 'slack:U1',
        name: 'Caroline',
        email: 'carol@acme.example',
        members: [{ memberId: 'U1' }, { memberId: '2' }],
      },
    ]);
  });

  it('is refused where nobody, or more than one, can be meant by it', async () => {
    const store = await fresh();
    await imports(store, 'accounts', 'account\nAcme\n');
    await imports(
      store,
      'contacts',
      lines(
        'account,name,email,members',
        'Acme,Carol,carol@acme.example,',
        'Acme,Chen,,slack:U2',
        'Acme,Zoe,zoe@a.example,slack:U3',
      ),
    );
    await imports(store, 'contacts', lines('account,name,email,members', 'Acme,Zoe,zoe@b.example,slack:U3'));
    const { errors } = await imports(
      store,
      'contacts',
      lines(
        'account,name,email,members',
        'Acmee,A,a@acme.example,',
        'Acme,B,,',
        'Acme,C,c at acme,',
        'Acme,D,,slack:C D',
        'Acme,E,,playground:alice',
        'Acme,F,carol@acme.example,slack:U2',
        'Acme,G,zoe@a.example,',
        'Acme,H,h@acme.example,slack:U7',
        'Acme,I,,slack:U7',
      ),
    );
    expect(errors.map(({ line, column, message }) => `${line} ${column ?? '-'}: ${message}`)).toEqual([
      '2 account: There is no account "Acmee". Mend the name, or import accounts first.',
      '3 -: Nobody can be told by their name alone. Write an email, or members.',
      '4 email: "c at acme" is not an e-mail address; write it like carol@acme.example.',
      '5 members: "D" is nobody’s id; write the platform and the member id, such as slack:U0ALICE.',
      '6 members: playground:alice is Alice, one of us, not the customer’s. Leave them out.',
      '7 members: slack:U2 belongs to another contact of the account, Chen. Take it from one of the two.',
      '8 email: zoe@a.example was the address of Zoe, who is a contact with another one now. Remove that contact first.',
      '10 members: "slack:U7" stands on line 9 already, with something else beside it. Keep one of the two.',
    ]);
  });
});

describe('A row of subscriptions', () => {
  const HEADER = 'account,on,type,plan,until,renews,notice_days,amount,currency,per,trial,note';

  it('is refused, with its column, where it says what cannot be', async () => {
    expect(
      await said(
        'subscriptions',
        HEADER,
        'Acme,2026-02-30,started,gold,,,,,,,,',
        'Acme,2026-01-01,begun,gold,,,,,,,,',
        'Acme,2026-01-01,started,golt,,,,,,,,',
        'Acme,2026-01-01,started,gold,2025-12-31,,,,,,,',
        'Acme,2026-01-01,started,gold,,yes,,,,,,',
        'Acme,2026-01-01,started,gold,,ja,,,,,,',
        'Acme,2026-01-01,started,gold,,,x,,,,,',
        'Acme,2026-01-01,started,gold,,,,1.234,,year,,',
        'Acme,2026-01-01,started,gold,,,,12,EURO,year,,',
        'Acme,2026-01-01,started,gold,,,,12,,yaer,,',
        'Acme,2026-01-01,started,gold,,,,,EUR,,,',
        'Acme,2026-01-01,changed,gold,2026-12-31,,,,,,,',
        'Acme,2026-01-01,cancelled,,2026-12-31,,,,,,,',
        'Acme,2031-01-01,started,gold,,,,,,,,',
        'Acme,2030-01-01,cancelled,,2029-12-31,,,,,,,',
        'Nobody,2026-01-01,started,gold,,,,,,,,',
        'Acme,0026-01-01,started,gold,,,,,,,,',
      ),
    ).toEqual([
      '2 on: "2026-02-30" is not a day; write year-month-day, such as 2026-01-31.',
      '3 type: There is no type of change "begun". There is started, changed, renewed or cancelled.',
      '4 plan: There is no plan "golt". Did you mean "gold"?',
      '5 until: It begins on 1 Jan 2026 and cannot end before that, on 31 Dec 2025. Give a later end.',
      '6 until: To renew by itself it needs a first end. Say until when it runs at first.',
      '7 renews: "ja" is neither yes nor no.',
      '8 notice_days: "x" is not a number of days; write one from 0 to 730.',
      '9 amount: "1.234" has more decimals than EUR has; write at most 2.',
      '10 currency: "EURO" is not a currency; write its ISO code, such as EUR.',
      '11 per: There is no period "yaer". Did you mean "year"?',
      '12 amount: There is no amount, but there is something under currency. Write both or neither.',
      '13 until: This says nothing where something is changed. Leave it empty.',
      '14 -: Nothing is in force on 1 Jan 2026: No subscription. There is nothing to cancel.',
      '16 until: Nothing that begins on 1 Jan 2030 could be called off. Where something in force ends, write a day under "on" that is not after its last day.',
      '17 account: There is no account "Nobody". Mend the name, or import accounts first.',
      '18 on: "0026-01-01" is not a day; write year-month-day, such as 2026-01-31.',
    ]);
  });

  it('of a plan that is not sold any more is imported where a version of it is stored', async () => {
    const store = await fresh();
    await imports(store, 'accounts', 'account\nAcme\n');
    const desk = sellingDesk();
    const { gold } = desk.plans;
    if (gold === undefined) throw new Error('no gold');
    await store.transact(({ plans }) => plans.keep([{ ...gold, name: 'bronze' }], 0 as never));
    const rows = lines(
      HEADER,
      'Acme,2020-01-01,started,bronze,2020-12-31,,,,,,,',
      'Acme,2021-01-01,started,GOLD,,,,,,,,',
    );
    expect(await imports(store, 'subscriptions', rows)).toMatchObject({ added: 2, errors: [] });
    const terms = await store.transact(({ subscriptions }) => subscriptions.ofAccount('Acme'));
    expect(terms.map((term) => ('plan' in term ? term.plan : ''))).toEqual(['bronze', 'gold']);
    expect(terms.map(({ via }) => via)).toEqual(['import', 'import']);
  });

  it('is written once more where it was called off in between, and with another note not at all', async () => {
    const store = await fresh();
    await imports(store, 'accounts', 'account\nAcme\n');
    const start = 'Acme,2030-01-01,started,gold,2030-12-31,no,30,12000.00,EUR,year,no';
    const rows = [`${start},first`, 'Acme,2030-01-01,cancelled,,2029-12-31,,,,,,,', `${start},again`];
    expect(await imports(store, 'subscriptions', lines(HEADER, ...rows))).toMatchObject({ added: 3, failed: 0 });
    expect(await imports(store, 'subscriptions', lines(HEADER, ...rows))).toMatchObject({ unchanged: 3, failed: 0 });
    expect(await imports(store, 'subscriptions', lines(HEADER, `${start},other`))).toMatchObject({
      errors: [{ column: 'note', message: expect.stringContaining('what is written down stays') }],
    });
  });

  it('that was refused is refused again, although what stands below it was imported', async () => {
    const store = await fresh();
    await imports(store, 'accounts', 'account\nAcme\n');
    const rows = lines(HEADER, 'Acme,2026-03-01,changed,flat,,,,,,,,', 'Acme,2026-01-01,started,gold,,,,,,,,');
    const first = await imports(store, 'subscriptions', rows);
    expect(first).toMatchObject({ added: 1, failed: 1 });
    expect(await imports(store, 'subscriptions', rows)).toEqual({ ...first, added: 0, unchanged: 1 });
  });
});
