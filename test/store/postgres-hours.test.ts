import { PostgresStore } from '../../src/adapters/database/postgres-store';
import { demoDesk } from '../../src/adapters/playground/people';
import { PlaygroundPlatform } from '../../src/adapters/playground/platform';
import type { Room } from '../../src/adapters/playground/room';
import accountChange from '../../src/commands/account-change';
import type { Account } from '../../src/core/account/account';
import type { TimeEntry } from '../../src/core/billing/hours';
import { correctTime, logTime } from '../../src/core/billing/log-time';
import type { Store } from '../../src/core/store';
import { startSubscription } from '../../src/core/subscription/start-subscription';
import { contractHeld, writeTerm } from '../../src/core/subscription/write-term';
import { openTicket } from '../../src/core/ticket/open';
import { instant, MINUTE, millis } from '../../src/core/time';
import type { Work } from '../../src/core/work';
import { type Books, booksOf, directTo, flawsIn } from '../support/contracts';
import { SELLING } from '../support/plans';
import { PostgresServer } from '../support/postgres';
import { TestClock } from '../support/test-clock';
import { type World, world } from '../support/world';

const desk = { ...demoDesk(), ...SELLING };
const TODAY = '2026-11-23' as Parameters<typeof flawsIn>[1];
const MORNING = '2026-11-24T08:00:00Z';
let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server?.stop());
jest.setTimeout(120_000);

/** Another instance's connection to the same chat. */
class SameRoom extends PlaygroundPlatform {
  constructor(clock: TestClock, room: Room) {
    super({ clock, page: 'http://localhost/' });
    Object.assign(this, { room });
  }
}
interface Desks {
  readonly a: World;
  readonly b: World;
  readonly clock: TestClock;
}
/** Two desks that began on one database, with Acme on a plan and looked after by Dana. */
async function twoDesks(plan: string): Promise<Desks> {
  const url = await server.database();
  const clock = new TestClock('2026-11-23T09:00:00Z');
  const first = new PlaygroundPlatform({ clock, page: 'http://localhost/' });
  const a = await world({ desk, clock, platform: first, store: await PostgresStore.open(url) });
  const b = await world({
    desk,
    clock,
    platform: new SameRoom(clock, first.room),
    store: await PostgresStore.open(url),
  });
  await a.dana.types('triage', '/account change Acme owner:@dana');
  await a.dana.types('triage', `/subscription start Acme ${plan}`);
  return { a, b, clock };
}
const books = (store: Store) => store.transact((unit) => booksOf(unit, 'Acme'));

/**
 * What a command is given, save that entry numbers come from here: the shared counter would make everybody wait in line,
 * and so hide whether the account is held.
 */
async function onAcme<T>({ store, clock }: World, act: (work: Work, account: Account) => Promise<T>): Promise<T> {
  return store.transact(async (unit) => {
    const account = await unit.accounts.find('Acme');
    if (account === undefined) throw new Error('there is no Acme');
    const nextEntry = async () => numbers++;
    const own = { ...unit, ledger: { ...unit.ledger, nextEntry } };
    const threadOf = () => ({ platform: 'playground', placeId: 'none' });
    return act({ unit: own, desk, now: clock.now(), threadOf }, account);
  });
}
let numbers = 1;
const by = { member: { platform: 'playground', memberId: 'alice' }, name: 'Alice' };
const logs = (w: World, minutes: number) =>
  onAcme(w, (work, account) =>
    logTime(work, { account, mode: 'subscription', length: millis(minutes * MINUTE), billable: true, by }),
  );
const corrects = (w: World, id: number, minutes: number) =>
  onAcme(w, (work) => correctTime(work, id, { length: millis(minutes * MINUTE), by }));
const HANDS = 8;
const allAtOnce = <T>({ a, b }: Desks, act: (w: World, n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: HANDS }, (_, n) => act(n % 2 === 0 ? a : b, n)));
const drawn = ({ draws }: Books, from: string) =>
  draws.filter(({ source }) => source.from === from).reduce((sum, { length }) => sum + length, 0) / MINUTE;

describe('two desks on one PostgreSQL database', () => {
  it('draw the last hour of a pack once, though all log it at the same moment; the others go beyond', async () => {
    const desks = await twoDesks('bought');
    await desks.a.dana.types('triage', '/pack add Acme 5h');
    await allAtOnce(desks, (w) => logs(w, 60));
    const kept = await books(desks.b.store);
    expect(flawsIn(kept, TODAY)).toEqual([]);
    expect([drawn(kept, 'pack'), drawn(kept, 'nothing')]).toEqual([300, 180]);
    await Promise.all([desks.a.settle(), desks.b.settle()]);
    const told = directTo(desks.a, 'dana').map(([, words]) => words);
    expect(told).toEqual([expect.stringContaining('80 %'), expect.stringContaining('has used up')]);
  });

  it('give what is left of a pack to one of several corrections at the same moment', async () => {
    const desks = await twoDesks('bought');
    await desks.a.dana.types('triage', '/pack add Acme 4h30m');
    const entries: TimeEntry[] = [];
    for (let n = 0; n < HANDS; n++) entries.push(await logs(desks.a, 30));
    await allAtOnce(desks, (w, n) => corrects(w, entries[n]?.id ?? 0, 60));
    const kept = await books(desks.b.store);
    expect(flawsIn(kept, TODAY)).toEqual([]);
    expect([drawn(kept, 'pack'), drawn(kept, 'nothing')]).toEqual([270, 210]);
  });

  it('correct an entry once, and tell the other which entry to correct', async () => {
    const desks = await twoDesks('metered');
    const { id } = await logs(desks.a, 180);
    const ends = await allAtOnce(desks, (w) => corrects(w, id, 60).catch((error: Error) => error.message));
    const refused = ends.filter((end) => typeof end === 'string');
    expect(refused).toHaveLength(HANDS - 1);
    expect(refused[0]).toMatch(/^Entry \d+ was corrected by entry \d+ already; /);
    expect(flawsIn(await books(desks.b.store), TODAY)).toEqual([]);
  });

  it('start one subscription, though all ask at the same moment; the others are told which there is', async () => {
    const desks = await twoDesks('flat');
    const starts = ({ store, clock }: World) =>
      store.transact(async (unit) => {
        const call = { unit, desk, now: clock.now(), at: clock.now(), via: 'command', actor: by } as never;
        const contract = await contractHeld(call, 'Globex');
        return writeTerm(call, contract, startSubscription(contract.terms, { plan: 'flat' }, contract.day), undefined);
      });
    const ends = await allAtOnce(desks, (w) => starts(w).catch((error: Error) => error.message));
    expect(ends.filter((end) => String(end).startsWith('There is a subscription on'))).toHaveLength(HANDS - 1);
    expect(await desks.a.store.transact((unit) => unit.subscriptions.ofAccount('Globex'))).toHaveLength(1);
  });

  it('cover the last included request once, though it is asked for in many channels at the same moment', async () => {
    const desks = await twoDesks('twice');
    const channel = desk.channels.find(({ account }) => account === 'Acme');
    if (channel === undefined) throw new Error('Acme has no channel');
    // The later ones may well be first.
    await allAtOnce(desks, (w, n) =>
      onAcme(w, (work) => {
        const sentAt = instant(w.clock.now() - n);
        const ref = { place: channel.place, messageId: `m${n}` };
        const message = { ref, by: by.member, channel: channel.place, sentAt, text: 'It fails', files: [] };
        const unit = { ...work.unit, tickets: { ...work.unit.tickets, nextNumber: async () => numbers++ } };
        const deed = { by, at: sentAt, via: 'message' };
        const asked = { channel, message, requester: by, deed, startedAt: sentAt, cause: 'asked' } as never;
        return openTicket({ ...work, unit }, asked);
      }),
    );
    const found = await desks.a.store.transact(({ tickets }) =>
      tickets.list({ scope: { of: 'everything' }, limit: 50 }),
    );
    expect(found.filter(({ coverage }) => coverage?.verdict === 'covered')).toHaveLength(2);
  });

  it('keep what each lead changed of an account, though all did at the same moment', async () => {
    const desks = await twoDesks('flat');
    const asks = [
      ['zone', 'Asia/Tokyo'],
      ['locale', 'de'],
      ['crm', '0017'],
      ['zone', 'Asia/Tokyo'],
    ];
    await allAtOnce(desks, ({ store, clock }, n) =>
      store.transact(async (unit) => {
        const input = Object.fromEntries([['account', 'Acme'], asks[n % 4] ?? []]);
        const call = { unit, desk, input, now: clock.now(), at: clock.now(), via: 'command', actor: by } as never;
        return accountChange.run(call);
      }),
    );
    const account = await desks.b.store.transact((unit) => unit.accounts.find('Acme'));
    expect(account).toMatchObject({ zone: 'Asia/Tokyo', locale: 'de', crmId: '0017' });
  });

  it('make one round of a morning between them', async () => {
    const { a, b, clock } = await twoDesks('flat 2026-01-01 2026-11-23');
    clock.set(instant(Date.parse(MORNING)));
    await Promise.all([a.settle(), b.settle()]);
    await Promise.all([a.settle(), b.settle()]);
    expect(directTo(a, 'dana').map(([, words]) => words)).toEqual([
      expect.stringContaining('🔴 Acme: flat ended on 23 Nov 2026.'),
    ]);
    const history = await a.store.transact((unit) => unit.accounts.history('Acme', 50));
    expect(history.filter(({ type }) => type === 'lapsed')).toHaveLength(1);
    expect(a.reads('triage').filter((text) => text.includes('Core team, Tuesday'))).toHaveLength(1);
    expect([...a.logged, ...b.logged]).toEqual([]);
  });
});
