import { holdSqlite } from '../../src/adapters/database/sqlite';
import { applies, newFile, policyText, type Site, site } from '../support/applying';
import { at, berlin, eventTypes, history, promise, target, ticket } from '../support/facts';
import { TestClock } from '../support/test-clock';

const MONDAY = '2026-11-23T09:00:00Z';
const SHORTER = policyText({ targets: '{ S2: { first_response: 1h, resolution: 8h, update: 2h } }', warnAt: 50 });

/** Acme's #1 and #3, two hours and half an hour old, Globex's #2, and #4 that is resolved. */
async function busy(database?: Site['database']): Promise<Site> {
  const made = await site(new TestClock(MONDAY), database ?? (await newFile()));
  const { w } = made;
  await w.carol.says('acme', 'Upgrade fails');
  await w.chen.says('globex', 'The export hangs');
  await w.pass('90m');
  await w.carol.says('acme', 'Login is slow');
  await w.carol.says('acme', 'Never mind');
  await w.alice.types('triage', '/ticket resolve 4');
  await w.pass('30m');
  return made;
}

describe('steward apply', () => {
  it('shows what would change, and changes nothing', async () => {
    const s = await busy();
    const before = await s.w.store.transact(async (unit) => [
      await unit.desks.number(),
      await unit.policies.latest('premium'),
      await unit.tickets.list({ scope: { of: 'everything' }, limit: 10 }),
    ]);
    const { said, done } = await applies(s, SHORTER, 'no');
    expect(`\n${said}\n`).toBe(`
premium changes (version 1 becomes 2)
  warns at 50 % instead of 80 %
  S2 first answer: 1 h instead of 4 h
  S2 update: 2 h, not promised before
  S3 first answer: no promise any more (was 8 h)
  2 open tickets move to it: 2 clocks due earlier.
  🔴 Becomes late at once:
    #1 (Acme, S2): first answer, 1 h over

1 policy more: no change.
`);
    expect(done).toMatchObject({ applied: false, moved: 0, left: 0 });
    const after = await s.w.store.transact(async (unit) => [
      await unit.desks.number(),
      await unit.policies.latest('premium'),
      await unit.tickets.list({ scope: { of: 'everything' }, limit: 10 }),
    ]);
    expect(after).toEqual(before);
  });

  it('shows no change where a channel is named by the id it goes by now', async () => {
    const s = await busy();
    const place = (placeId: string) => ({ platform: 'playground', placeId });
    await s.w.store.transact((unit) => unit.moves.add(place('acme'), place('shared'), s.w.clock.now()));
    const { said } = await applies(s, SHORTER.replace('playground:acme', 'playground:shared'), 'no');
    expect(said).toBe((await applies(s, SHORTER, 'no')).said);
  });

  it('hands the change over to the desk that holds the file, which moves the open tickets', async () => {
    const s = await busy();
    const release = await holdSqlite(s.database.engine === 'sqlite' ? s.database.path : '');
    const { said, done } = await applies(s, SHORTER, 'yes', () => s.w.settle());
    await release();
    expect(said).toContain('Version 2 of the policy file is in force.\n2 open tickets moved to the new promise.');
    expect(done).toMatchObject({ applied: true, moved: 2, left: 0 });
    expect(await promise(s.w, 1, 'first_response')).toBe('running until Mon 11:00');
    expect(await promise(s.w, 3, 'first_response')).toBe('running until Mon 12:30');
    const moved = (await history(s.w, 1)).find(({ type }) => type === 'repromised');
    expect(moved).toMatchObject({ via: 'apply', why: 'the promise became premium (version 2)' });
    expect(berlin(moved?.at ?? at(MONDAY))).toBe('Mon 12:00');
  });

  it('leaves finished tickets and those of other policies alone, and promises new ones what is new', async () => {
    const s = await busy();
    const settled = await target(s.w, 4, 'resolution');
    const other = await ticket(s.w, 2);
    await applies(s, SHORTER, 'yes');
    await s.w.settle();
    expect(await target(s.w, 4, 'resolution')).toEqual(settled);
    expect(await ticket(s.w, 2)).toEqual(other);
    await s.w.carol.says('acme', 'One more');
    expect(await promise(s.w, 5, 'first_response')).toBe('running until Mon 13:00');
    expect((await ticket(s.w, 5)).policyId).toBe((await ticket(s.w, 1)).policyId);
  });

  it('says of what it makes late that the promise changed, at the moment of the change, and once', async () => {
    const s = await busy();
    await applies(s, SHORTER, 'yes');
    await s.w.settle();
    await s.w.pass('5m');
    const breaches = (await history(s.w, 1)).filter(({ type }) => type === 'breached');
    expect(breaches.map(({ at: when, why }) => [berlin(when), why])).toEqual([
      ['Mon 12:00', 'the promise became premium (version 2)'],
    ]);
    expect(await eventTypes(s.w, 3)).not.toContain('breached');
  });

  it('does nothing a second time', async () => {
    const s = await busy();
    await applies(s, SHORTER, 'yes');
    await s.w.settle();
    const events = await history(s.w, 1);
    const { said } = await applies(s, SHORTER, 'yes');
    expect(said).toBe('Everything in this file is in force already; no open ticket would move.');
    await s.w.settle();
    expect(await history(s.w, 1)).toEqual(events);
  });
});

describe('a promise that a change of policy put off', () => {
  it('is not said to be due earlier', async () => {
    const s = await busy();
    await applies(s, policyText({ targets: '{ S2: { first_response: 5h, resolution: 8h } }' }), 'yes');
    await s.w.settle();
    await s.w.pass('2h');
    expect(s.w.reads('triage').join('\n')).toMatch(
      /⏳ #1 \(Acme, S2\) needs a first answer by 15:00 .*It was counted anew when the promise became premium \(version 2\)\./,
    );
  });
});

describe('a promise that a change of policy broke', () => {
  /** #1 is made late by the change; #3 and #5 are in time after it; #2 of Globex is late by people. */
  async function broken(): Promise<Site> {
    const s = await busy();
    await applies(s, SHORTER, 'yes');
    await s.w.settle();
    await s.w.pass('10m');
    return s;
  }

  it('is told apart from one that people broke in the alert, on the card, in why and in lists', async () => {
    const { w } = await broken();
    const triage = w.reads('triage').join('\n');
    expect(triage).toMatch(/🔴 first answer was due 11:00 \(1 h 10 min ago\), late since the policy changed/);
    expect(triage).toMatch(
      /🔴 #1 \(Acme, S2\): first answer was due 11:00.*\n.*It was in time until the policy changed, 12:00: the promise became premium \(version 2\)\./,
    );
    await w.alice.types('triage', '/ticket why 1');
    expect(w.told('alice').at(-1)).toMatch(/until then it was in time, so the change of policy made it late\./);
    await w.alice.types('triage', '/ticket list');
    expect(w.told('alice').at(-1)).toContain('late since the policy changed');
  });

  it('is told apart line by line when several come as one message', async () => {
    const s = await busy();
    await applies(s, policyText({ targets: '{ S2: { first_response: 10m } }' }), 'yes');
    await s.w.settle();
    await s.w.pass('1m');
    const bundle = s.w.reads('triage').find((text) => text.includes('Look at 2 promises'));
    expect(bundle).toMatch(/#1 \(Acme, S2\): first answer was due 10:10 .*, late since the policy changed/);
    expect(bundle).toMatch(/#3 \(Acme, S2\): first answer was due 11:40 .*, late since the policy changed/);
  });

  it('is told apart in its alert even after it was settled', async () => {
    const { w } = await broken();
    await w.alice.types('triage', '/ticket reply 1 We look into it');
    await w.settle();
    expect(w.reads('triage').join('\n')).toMatch(
      /#1 \(Acme, S2\) answered 12:10 by Alice, 1 h 10 min late; it was in time until the policy changed\./,
    );
  });

  it('of people is never put down to the policy, even when the promise changes again', async () => {
    const { w, database } = await busy();
    await w.pass('3h');
    await applies({ w, database }, SHORTER, 'yes');
    await w.settle();
    expect((await target(w, 1, 'first_response'))?.changed).toMatchObject({ by: 'policy', late: true });
    const lateByPolicy = w.reads('triage').filter((text) => text.includes('late since the policy changed'));
    // #3 was in time until then; #1 was not.
    expect(lateByPolicy).toEqual([expect.stringContaining('#3 Login is slow')]);
    await w.alice.types('triage', '/ticket why 1');
    expect(w.told('alice').at(-1)).not.toContain('the change of policy made it late');
  });

  it('has a count of its own in the digest', async () => {
    const { w } = await broken();
    await w.alice.types('triage', '/ticket claim 1');
    await w.pass('21h');
    const digest = w.reads('triage').find((text) => text.includes('Overdue since the policy changed'));
    expect(digest).toMatch(/🔴 Overdue since the policy changed \(1\): #1 Acme, first answer was due/);
    expect(digest).toMatch(/promises kept, 1 more broken by a change of policy\./);
    expect(digest).toMatch(/🔴 Overdue \(\d+\): .*#3 Acme/);
    expect(digest?.split('🔴 Overdue since')[0]).not.toContain('#1 Acme, first answer');
  });

  it('has a count of its own in the digest once it was answered, too', async () => {
    const { w } = await broken();
    await w.alice.types('triage', '/ticket reply 1 "Try 5.2.1"');
    await w.pass('21h');
    const digest = w.reads('triage').find((text) => text.includes('Since'));
    expect(digest).toMatch(/promises kept, 1 more broken by a change of policy\./);
  });
});
