import { PostgresStore } from '../../src/adapters/database/postgres-store';
import type { Store } from '../../src/core/store';
import type { TicketId } from '../../src/core/ticket/ticket';
import { allUntil, dice } from '../support/lanes';
import { PostgresServer } from '../support/postgres';
import { addTicket, event, happened, later, NOW, premium } from '../support/tickets';

const UNITS = 200;
let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server?.stop());
jest.setTimeout(120_000);

describe.each([2, 3])('%i instances on one PostgreSQL database', (instances) => {
  let stores: readonly PostgresStore[] = [];
  const some = (n: number): Store => stores[n % stores.length] as Store;
  beforeEach(async () => {
    const url = await server.database();
    // All begin on an empty database at once: one of them makes the tables.
    stores = await Promise.all(Array.from({ length: instances }, () => PostgresStore.open(url)));
  });
  afterEach(() => Promise.all(stores.map((store) => store.close())));

  it('keep all of every unit that ends well and nothing of those that throw', async () => {
    const throwing = (n: number) => n % 10 === 3;
    const all = Array.from({ length: UNITS }, (_, n) => n);
    const ended = await Promise.allSettled(
      all.map((n) =>
        some(n).transact(async (unit) => {
          const number = await unit.tickets.nextNumber();
          await unit.inbox.add([event(`e${n}`, `lane ${n}`)], NOW);
          await unit.deadlines.set({ key: `warn:${n}`, kind: 'warn', ticketId: 'a' as TicketId, dueAt: NOW });
          if (throwing(n)) throw new Error('no');
          return number;
        }),
      ),
    );
    expect(ended.map(({ status }) => status)).toEqual(all.map((n) => (throwing(n) ? 'rejected' : 'fulfilled')));
    const numbers = ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(new Set(numbers).size).toBe(UNITS * 0.9);
    const kept = await some(0).transact(async (unit) => [
      await unit.inbox.waiting(),
      await unit.deadlines.overdue(NOW),
    ]);
    expect(kept).toEqual([UNITS * 0.9, UNITS * 0.9]);
  });

  it('fire each deadline once, while its ticket is changed by others and units fail', async () => {
    const TICKETS = 12;
    const DEADLINES = 180;
    const roll = dice(instances);
    const ids = Array.from({ length: TICKETS }, (_, n) => `t${n}` as TicketId);
    await some(0).transact(async (unit) => {
      for (const id of ids) await addTicket(unit, id);
      for (let n = 0; n < DEADLINES; n++) {
        const ticketId = ids[n % TICKETS] as TicketId;
        await unit.deadlines.set({ key: `d${n}`, kind: 'warn', ticketId, dueAt: later(n) });
      }
    });
    const now = later(DEADLINES);
    const fired: string[] = [];
    const changes: Promise<void>[] = [];
    const change = (store: Store, id: TicketId, key: string) =>
      store.transact(async (unit) => {
        const ticket = await unit.tickets.get(id);
        await unit.tickets.save({ next: ticket, events: [happened(ticket, 'noted')] });
        await unit.deadlines.set({ key, kind: 'warn', ticketId: id, dueAt: now });
      });
    const round = async (store: Store, who: number) => {
      const ticket = roll(TICKETS);
      changes.push(change(some(who + 1), ids[ticket] as TicketId, `d${ticket + TICKETS * roll(DEADLINES / TICKETS)}`));
      const broken = roll(10) === 0;
      const due = await store
        .transact(async (unit) => {
          const rows = await unit.deadlines.fire(now, 5);
          for (const { ticketId } of rows) {
            const found = await unit.tickets.get(ticketId);
            await unit.tickets.save({ next: found, events: [happened(found, 'warned')] });
          }
          if (broken) throw new Error('no');
          return rows;
        })
        .catch(() => []);
      fired.push(...due.map(({ key }) => key));
    };
    await allUntil(stores, round, async () => (await some(0).transact((unit) => unit.deadlines.overdue(now))) === 0);
    await Promise.all(changes);
    expect(fired.toSorted()).toEqual(Array.from({ length: DEADLINES }, (_, n) => `d${n}`).sort());
    const warned = await Promise.all(ids.map((id) => some(0).transact((unit) => unit.tickets.history(id))));
    expect(warned.flat().filter(({ type }) => type === 'warned')).toHaveLength(DEADLINES);
    expect(warned.flat().filter(({ type }) => type === 'noted')).toHaveLength(changes.length);
  });

  it('lose no change of a ticket that all of them change', async () => {
    await some(0).transact((unit) => addTicket(unit, 'a'));
    const CHANGES = 6;
    await Promise.all(
      stores.map(async (store) => {
        for (let n = 0; n < CHANGES; n++) {
          await store.transact(async (unit) => {
            const ticket = await unit.tickets.get('a' as TicketId);
            await unit.tickets.save({ next: { ...ticket, subject: `${ticket.subject}+` }, events: [] });
          });
        }
      }),
    );
    const { subject, version } = await some(1).transact((unit) => unit.tickets.get('a' as TicketId));
    expect(subject).toBe(`Upgrade fails${'+'.repeat(CHANGES * instances)}`);
    expect(version).toBe(1 + CHANGES * instances);
  });

  it('begin a unit again when it and another block each other', async () => {
    await some(0).transact(async (unit) => {
      for (const id of ['a', 'b']) await addTicket(unit, id);
    });
    const touch = (n: number, first: string, second: string, met: () => Promise<void>) =>
      some(n).transact(async (unit) => {
        for (const id of [first, second]) {
          const ticket = await unit.tickets.get(id as TicketId);
          await unit.tickets.save({ next: ticket, events: [happened(ticket, 'noted')] });
          await met();
        }
      });
    const meet = barrier(2);
    await Promise.all([touch(0, 'a', 'b', meet), touch(1, 'b', 'a', meet)]);
    const versions = await some(0).transact(async (unit) => [
      (await unit.tickets.get('a' as TicketId)).version,
      (await unit.tickets.get('b' as TicketId)).version,
    ]);
    expect(versions).toEqual([3, 3]);
  });

  it('have one digest, one version of a policy and one record of a message between them', async () => {
    const message = { ticketId: 'a' as TicketId, ref: { place: { platform: 'p', placeId: 'c' }, messageId: '1' } };
    const word = { by: { platform: 'p', memberId: 'm' }, byName: 'M', audience: 'customer', side: 'theirs' } as const;
    const tried = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        some(n).transact(async (unit) => ({
          digest: await unit.digests.claim('core', '2026-11-23', NOW),
          policy: (await unit.policies.current(premium, NOW)).id,
          message: await unit.messages.add({ ...message, ...word, text: `${n}`, files: [], sentAt: NOW }),
        })),
      ),
    );
    expect(tried.filter(({ digest }) => digest)).toHaveLength(1);
    expect(tried.filter((one) => one.message)).toHaveLength(1);
    expect(new Set(tried.map(({ policy }) => policy)).size).toBe(1);
  });
});

/** The first so many calls wait for each other; later ones pass. */
function barrier(parties: number): () => Promise<void> {
  let here = 0;
  let open = (): void => undefined;
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    here += 1;
    if (here >= parties) open();
    return all;
  };
}
