import * as fc from 'fast-check';
import { SqliteStore } from '../../../src/adapters/database/sqlite-store';
import { adopt } from '../../../src/core/apply/adopt';
import { type Effect, effectOf } from '../../../src/core/apply/effect';
import { changeOf, moveTickets } from '../../../src/core/apply/move';
import { preview } from '../../../src/core/apply/preview';
import { type Desk, PLAIN } from '../../../src/core/desk/desk';
import { fixedDesk } from '../../../src/core/desk/source';
import { clocksOf } from '../../../src/core/sla/clocks';
import type { PolicyBody, SlaPolicy } from '../../../src/core/sla/policy';
import { isEnded, type SlaTarget } from '../../../src/core/sla/target';
import type { Store } from '../../../src/core/store';
import { isDone, type Ticket, type TicketId } from '../../../src/core/ticket/ticket';
import { HOUR, type Instant, instant, later, millis } from '../../../src/core/time';
import { type Life, lives, POLICIES } from '../../support/lifecycles';

jest.setTimeout(120_000);
const KINDS = ['first_response', 'next_response', 'update', 'resolution'] as const;

/** What the file promises next: any targets on any of the calendars, with any pauses. */
const bodies: fc.Arbitrary<PolicyBody> = fc
  .record({
    like: fc.constantFrom(...POLICIES),
    s1: fc.array(fc.option(fc.integer({ min: 1, max: 40 })), { minLength: 4, maxLength: 4 }),
    s2: fc.array(fc.option(fc.integer({ min: 1, max: 40 })), { minLength: 4, maxLength: 4 }),
    warnAt: fc.constantFrom(50, 80),
    pauses: fc.option(fc.record({ waiting: fc.subarray([...KINDS]), on_hold: fc.subarray([...KINDS]) })),
  })
  .map(({ like, s1, s2, warnAt, pauses }) => {
    const targets = (hours: readonly (number | null)[]) =>
      Object.fromEntries(KINDS.flatMap((kind, i) => (hours[i] ? [[kind, millis((hours[i] ?? 0) * HOUR)]] : [])));
    const { name, calendarName, calendar } = like;
    return {
      name,
      calendarName,
      calendar,
      targets: { S1: targets(s1), S2: targets(s2) },
      warnAt,
      ...(pauses === null ? {} : { pauses }),
    };
  });

/** The lives as the desk would have stored them, each a ticket of its own, under policy versions of the database. */
async function settle(store: Store, all: readonly Life[]): Promise<readonly Ticket[]> {
  return store.transact(async (unit) => {
    const versions: SlaPolicy[] = [];
    for (const { id: _id, version: _version, since, ...body } of POLICIES)
      versions.push(await unit.policies.current(body, since));
    const idOf = (named: unknown) => versions[Number(String(named).slice(1)) - 1]?.id ?? '';
    const policies = new Map(versions.map((version) => [version.id, version]));
    const tickets: Ticket[] = [];
    for (const [at, { ticket, history }] of all.entries()) {
      const id = `life ${at}` as TicketId;
      const next = { ...ticket, id, number: at + 1, version: 1, policyId: idOf(ticket.policyId) };
      const events = history.map((event) => ({
        ...event,
        ticketId: id,
        ...(event.data?.policyId === undefined ? {} : { data: { ...event.data, policyId: idOf(event.data.policyId) } }),
      }));
      await unit.tickets.add({ next, events });
      for (const target of clocksOf(events, policies)) await unit.targets.put(target);
      tickets.push(next);
    }
    return tickets;
  });
}
const targetsOf = (store: Store, tickets: readonly Ticket[]): Promise<readonly (readonly SlaTarget[])[]> =>
  store.transact(async (unit) => Promise.all(tickets.map(({ id }) => unit.targets.ofTicket(id))));

async function move(store: Store, desk: Desk, now: Instant): Promise<void> {
  const clock = { now: () => now };
  await store.transact((unit) => adopt(unit, { text: 'the file', desk, reach: 'open tickets' }, now));
  const log = { info: () => undefined, warn: () => undefined, error: (message: string) => fail(message) };
  const rest = { desk: fixedDesk(desk), threadOf: () => fail('no thread'), instance: 'test', goesOn: () => true };
  expect(await moveTickets({ store, clock, log, ...rest })).toBe('done');
}
const fail = (why: string): never => {
  throw new Error(why);
};

const sum = (effects: readonly Effect[]) => {
  const of = (count: 'earlier' | 'later' | 'gained' | 'lost' | 'relieved') =>
    effects.reduce((total, effect) => total + effect[count], 0);
  return {
    earlier: of('earlier'),
    later: of('later'),
    gained: of('gained'),
    lost: of('lost'),
    relieved: of('relieved'),
  };
};

describe('For any tickets and any change of their policy', () => {
  const towns = fc.tuple(fc.array(lives, { minLength: 1, maxLength: 8 }), bodies);

  test('the preview is what applying then does, and what has ended keeps its verdict', async () => {
    await fc.assert(
      fc.asyncProperty(towns, async ([all, body]) => {
        const store = await SqliteStore.open(':memory:');
        try {
          const tickets = await settle(store, all);
          const desk: Desk = {
            teams: [],
            people: [],
            ...PLAIN,
            agentGroups: [],
            groups: {},
            channels: [],
            policies: { standard: body },
          };
          const now = all.map(({ end }) => end).reduce(later, instant(0));
          const look = <T>(work: Parameters<typeof store.transact<T>>[0]) => store.transact(work);
          const shown = await preview({ look, desk, read: () => fail('nothing was in force'), now });
          const before = await targetsOf(store, tickets);
          await move(store, desk, now);
          const after = await targetsOf(store, tickets);

          const open = tickets.flatMap((ticket, at) => (isDone(ticket.status) ? [] : [{ ticket, at }]));
          const effects = open.map(({ ticket, at }) =>
            effectOf(before[at] ?? [], after[at] ?? [], changeOf(ticket, now)),
          );
          const [policy] = shown.policies;
          expect(policy?.clocks ?? sum([])).toEqual(sum(effects));
          const late = effects.flatMap((effect, i) =>
            effect.late.map((one) => `${open[i]?.ticket.number} ${one.kind} ${one.over}`),
          );
          const foretold = (policy?.late ?? []).map(({ number, kind, over }) => `${number} ${kind} ${over}`);
          expect(foretold.sort()).toEqual(late.sort());

          for (const [at, ticket] of tickets.entries()) {
            if (isDone(ticket.status)) expect(after[at]).toEqual(before[at]);
            const stands = new Map(after[at]?.map((target) => [target.id, target]));
            for (const ended of (before[at] ?? []).filter(isEnded)) expect(stands.get(ended.id)).toEqual(ended);
          }
        } finally {
          await store.close();
        }
      }),
      { numRuns: 60 },
    );
  });
});
