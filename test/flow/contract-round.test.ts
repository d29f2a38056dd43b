import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteStore } from '../../src/adapters/database/sqlite-store';
import { demoDesk } from '../../src/adapters/playground/people';
import type { Account } from '../../src/core/account/account';
import type { NewTerm } from '../../src/core/account/books';
import type { LocalDate } from '../../src/core/calendar/zone';
import type { Desk } from '../../src/core/desk/desk';
import type { Store, Unit } from '../../src/core/store';
import { contractRound } from '../../src/core/subscription/contract-round';
import { instant } from '../../src/core/time';
import { directTo, passUntil } from '../support/contracts';
import { SELLING } from '../support/plans';
import { type World, world } from '../support/world';

const desk: Desk = { ...demoDesk(), ...SELLING };
const first = (w: World, who = 'dana') => directTo(w, who).map(([when, words]) => `${when} ${words}`);
async function acmeOn(line: string, more: Parameters<typeof world>[0] = {}): Promise<World> {
  const w = await world({ desk, ...more });
  await w.dana.types('triage', '/account change Acme owner:@dana');
  await w.dana.types('triage', `/subscription start Acme ${line}`);
  return w;
}
const history = (w: World, account = 'Acme') =>
  w.store.transact(async (unit) => (await unit.accounts.history(account, 50)).map(({ type }) => type));

/** As an import leaves it behind, before the desk has ever run. */
async function storeWith(accounts: readonly (readonly [name: string, from: string, until: string])[]): Promise<Store> {
  const store = await SqliteStore.open(join(await mkdtemp(join(tmpdir(), 'steward-')), 'desk.db'));
  await store.transact(async (unit) => {
    for (const [name, from, until] of accounts) await write(unit, name, from as LocalDate, until as LocalDate);
  });
  return store;
}
async function write({ accounts, subscriptions }: Unit, name: string, on: LocalDate, until: LocalDate): Promise<void> {
  const at = instant(0);
  const account: Account = { name, team: 'core', zone: 'Europe/Berlin', domains: [], fields: {}, since: at };
  await accounts.add(account, { account: name, type: 'added', at, via: 'import' });
  const term: NewTerm = {
    account: name,
    on,
    writtenAt: at,
    via: 'import',
    type: 'started',
    plan: 'flat',
    until,
    autoRenew: false,
    trial: false,
  };
  await subscriptions.add(term);
}

describe('a desk that was down', () => {
  it('for weeks tells of an end that came nearer only the tightest step', async () => {
    const w = await acmeOn('flat 2026-01-01 2026-12-31');
    await passUntil(w, '2026-11-25T09:00:00Z');
    await w.halt();
    await passUntil(w, '2026-12-28T09:00:00Z');
    await w.resume();
    await w.pass('1d');
    expect(first(w)).toEqual([
      '2026-11-24 09:00 ⏳ Acme: flat ends on 31 Dec 2026, in 37 days. It does not renew by itself.',
      '2026-12-28 10:00 ⏳ Acme: flat ends on 31 Dec 2026, in 3 days. It does not renew by itself.',
    ]);
  });

  it('beyond an end tells of the end alone', async () => {
    const w = await acmeOn('flat 2026-01-01 2026-12-01');
    await w.halt();
    await passUntil(w, '2026-12-10T09:00:00Z');
    await w.resume();
    await w.pass('2d');
    expect(first(w)).toEqual([expect.stringMatching(/^2026-12-10 10:00 🔴 Acme: flat ended on 1 Dec 2026\. /)]);
  });

  it('tells of the last of several renewals, and keeps each in the history', async () => {
    const w = await acmeOn('hourly 2026-11-18 2026-11-24 renews:yes');
    await w.halt();
    await passUntil(w, '2026-12-10T09:00:00Z');
    await w.resume();
    expect(first(w)).toEqual(['2026-12-10 10:00 Acme: hourly has renewed itself and runs until 15 Dec 2026.']);
    expect((await history(w)).filter((type) => type === 'renewed')).toHaveLength(3);
  });
});

describe('what a person put right before the morning', () => {
  it('is not told as an end, and still stands in the history', async () => {
    const w = await acmeOn('flat 2026-01-01 2026-11-27');
    await passUntil(w, '2026-11-30T07:00:00Z');
    await w.dana.types('triage', '/subscription start Acme flat until:2027-11-29');
    await w.pass('1d');
    expect(first(w).join('\n')).not.toContain('ended');
    expect(await history(w)).toContain('lapsed');
    expect(w.reads('triage').join('\n')).not.toContain('Ended since');
  });
});

/** Throws when the second page of accounts is asked for. */
class BrokenOff implements Store {
  broken = true;
  constructor(private readonly whole: Store) {}
  get ready() {
    return this.whole.ready;
  }
  transact<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    return this.whole.transact((unit) => {
      const list: Unit['accounts']['list'] = async (page) => {
        if (this.broken && (page.after ?? '') !== '') throw new Error('the disk is full');
        return unit.accounts.list(page);
      };
      return work({ ...unit, accounts: { ...unit.accounts, list } });
    });
  }
  reclaim = () => this.whole.reclaim();
  close = () => this.whole.close();
}

describe('a round that is broken off in the middle', () => {
  it('is simply run again: everybody is told once, and the digest has them all', async () => {
    const names = Array.from({ length: 70 }, (_, n) => `Customer ${String(n).padStart(2, '0')}`);
    const store = new BrokenOff(await storeWith(names.map((name) => [name, '2026-01-01', '2026-11-23'])));
    const w = await world({ desk, store });
    await passUntil(w, '2026-11-24T08:00:00Z');
    expect(w.logged.join()).toContain('the disk is full');
    // Acme is on the first page of fifty too.
    expect(first(w)).toHaveLength(49);
    expect(w.reads('triage').join()).not.toContain('Core team, Tuesday');
    store.broken = false;
    await w.pass('5m');
    await w.pass('3h');
    expect(first(w).map((line) => /Customer \d\d/.exec(line)?.[0])).toEqual(names);
    expect(w.reads('triage').findLast((text) => text.includes('Core team, Tuesday'))).toContain(
      'Ended since the last digest (70): Customer 00, ',
    );
  });

  it('and one that runs three times at once tell once', async () => {
    const w = await acmeOn('flat 2026-01-01 2026-11-23');
    w.clock.set(instant(Date.parse('2026-11-24T08:00:00Z')));
    await Promise.all([w.steward.tick(), w.steward.tick(), w.steward.tick()]);
    await w.settle();
    expect(first(w)).toHaveLength(1);
    expect((await history(w)).filter((type) => type === 'lapsed')).toHaveLength(1);
  });
});

describe('an account that nobody looks after', () => {
  it('is told of to every lead of its team, and to no other team', async () => {
    const people = desk.people.map((person) => ({
      ...person,
      lead: true,
      team: person.name === 'Bob' ? 'other' : 'core',
    }));
    const other = { id: 'other', name: 'Other team', zone: 'Europe/Berlin', triage: [] };
    const w = await world({ desk: { ...desk, people, teams: [...desk.teams, other] } });
    await w.dana.types('triage', '/subscription start Acme flat 2026-01-01 2026-11-30');
    await w.pass('1d');
    const words = '2026-11-24 09:00 ⏳ Acme: flat ends on 30 Nov 2026, in 6 days. It does not renew by itself.';
    expect([first(w, 'dana'), first(w, 'alice'), first(w, 'bob')]).toEqual([[words], [words], []]);
  });
});

describe('a round whose unit is begun again because others were first', () => {
  it('finds everything once', async () => {
    const w = await acmeOn('flat 2026-01-01 2026-11-30');
    const again = {
      transact: async <T>(work: (unit: Unit) => Promise<T>): Promise<T> => {
        const first = w.store.transact(async (unit) => {
          await work(unit);
          throw new Error('others were first');
        });
        await expect(first).rejects.toThrow('others were first');
        return w.store.transact(work);
      },
    } as Store;
    const [team] = desk.teams;
    if (team === undefined) throw new Error('a desk without a team');
    const now = w.clock.now();
    const { renewals } = await contractRound(again, { desk, team, now, since: now });
    expect(renewals.map(({ account }) => account)).toEqual(['Acme']);
  });
});

describe('an account of a team that is gone from the policy file', () => {
  it('is reminded of by the first team all the same', async () => {
    const store = await storeWith([['Initech', '2026-01-01', '2026-11-30']]);
    const teams = desk.teams.map((team) => ({ ...team, id: 'renamed' }));
    const people = desk.people.map((person) => ({ ...person, team: 'renamed' }));
    const channels = desk.channels.map((channel) => ({ ...channel, team: 'renamed' }));
    const w = await world({ desk: { ...desk, teams, people, channels }, store });
    await w.pass('1d');
    expect(first(w)).toEqual([expect.stringContaining('Initech: flat ends on 30 Nov 2026, in 6 days.')]);
  });
});

describe('days', () => {
  it.each([
    ['Asia/Tokyo', 'America/Los_Angeles'],
    ['America/Los_Angeles', 'Asia/Tokyo'],
    ['Pacific/Kiritimati', 'Pacific/Pago_Pago'],
    ['Europe/Berlin', 'Europe/Berlin'],
  ])('are the account’s own: a team in %s is told of an end in %s, once', async (zone, accountZone) => {
    const teams = desk.teams.map((team) => ({ ...team, zone }));
    const w = await world({ desk: { ...desk, teams } });
    await w.dana.types('triage', `/account change Acme owner:@dana zone:${accountZone}`);
    await w.dana.types('triage', '/subscription start Acme flat 2026-01-01 2026-12-01');
    await w.pass('12d');
    const ends = first(w).filter((line) => line.includes('🔴'));
    expect(ends).toEqual([expect.stringContaining('🔴 Acme: flat ended on 1 Dec 2026.')]);
  });

  it('begin with the morning of the team, wherever the desk runs', async () => {
    const teams = desk.teams.map((team) => ({ ...team, zone: 'Asia/Kolkata' }));
    const w = await acmeOn('flat 2026-01-01 2026-11-23', { desk: { ...desk, teams } });
    await w.pass('2d');
    expect(first(w)[0]).toMatch(/^2026-11-24 04:30 🔴/);
  });

  it('come for a team without digests too', async () => {
    const teams = desk.teams.map(({ digest: _, ...team }) => team);
    const w = await acmeOn('flat 2026-01-01 2026-11-23', { desk: { ...desk, teams } });
    await w.pass('2d');
    expect(first(w)[0]).toMatch(/^2026-11-24 09:00 🔴/);
    expect(w.reads('triage').join()).not.toContain('Core team');
  });
});

describe('a subscription that renews by itself', () => {
  it('is announced, then told once with what the period that is over used, and stands in the history', async () => {
    const w = await acmeOn('hourly 2026-01-01 2026-12-31 renews:yes notice:14');
    await w.alice.types('triage', '/work log Acme 20m subscription on:2026-11-20');
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket resolve 1');
    await passUntil(w, '2027-01-06T09:00:00Z');
    expect(first(w)).toEqual([
      '2026-11-24 09:00 ⏳ Acme: hourly runs until 31 Dec 2026, in 37 days, and then renews by itself.',
      '2026-11-24 09:00 ⏳ Acme: The last day to give notice for hourly is 17 Dec 2026, in 23 days. Without it, hourly renews by itself after 31 Dec 2026.',
      '2026-12-01 09:00 ⏳ Acme: hourly runs until 31 Dec 2026, in 30 days, and then renews by itself.',
      '2026-12-10 09:00 ⏳ Acme: The last day to give notice for hourly is 17 Dec 2026, in 7 days. Without it, hourly renews by itself after 31 Dec 2026.',
      '2026-12-24 09:00 ⏳ Acme: hourly runs until 31 Dec 2026, in 7 days, and then renews by itself.',
      '2027-01-01 09:00 Acme: hourly has renewed itself and runs until 31 Dec 2027.',
    ]);
    expect(directTo(w, 'dana').at(-1)?.slice(2)).toEqual([
      'Used from 1 Jan 2026 to 31 Dec 2026: 1 request, 30 min of work (1 h a month included).',
      '[Show]',
    ]);
    await w.dana.types('triage', '/account show Acme');
    expect(
      w
        .told('dana')
        .at(-1)
        ?.match(/hourly renewed itself until 31 Dec 2027/g),
    ).toHaveLength(1);
    expect(w.reads('triage').find((text) => text.includes('Friday 11 December'))).toContain(
      'Acme renews itself after 31 Dec 2026 (in 20 days) · Acme can give notice until 17 Dec 2026 (in 6 days)',
    );
  });

  it('after a trial is told as such', async () => {
    const w = await acmeOn('flat 2026-11-16 2026-11-29 renews:yes trial:yes');
    await w.pass('8d');
    expect(first(w).at(-1)).toBe(
      '2026-11-30 09:00 Acme: The trial is over; flat goes on by itself and runs until 13 Dec 2026.',
    );
  });
});

describe('a trial', () => {
  it('that ends is told as a trial', async () => {
    const w = await acmeOn('flat 2026-11-16 2026-11-29 trial:yes');
    await w.pass('8d');
    expect(first(w).at(-1)).toContain('🔴 Acme: The trial of flat ended on 29 Nov 2026.');
  });
});

describe('contracts that were over before the desk began', () => {
  it('are told of to nobody', async () => {
    const store = await storeWith([
      ['Long gone', '2020-01-01', '2020-12-31'],
      ['Last week', '2026-01-01', '2026-11-16'],
      ['Yesterday', '2026-01-01', '2026-11-22'],
    ]);
    const w = await world({ desk, store });
    await w.pass('3d');
    await w.dana.types('triage', '/subscription start Globex flat 2025-01-01 2025-12-31');
    await w.pass('3d');
    expect(first(w)).toEqual([]);
    expect(w.reads('triage').join()).not.toContain('Ended since');
    expect(await history(w, 'Yesterday')).toEqual(['added']);
  });
});
