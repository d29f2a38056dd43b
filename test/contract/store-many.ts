import { StaleWrite } from '../../src/core/errors';
import type { Store, Unit } from '../../src/core/store';
import { millis } from '../../src/core/time';
import { addTicket, carol, channel, happened, later, NOW } from '../support/tickets';

const words = (text: string) => ({ lines: [[text]] });
const act = { type: 'post', channel } as const;
/** More than one statement takes. */
const MANY = 1_100;

/** What a burst of deadlines asks for: many at once come to the same as each by itself. */
export function manyContract(open: () => Promise<Store>): void {
  const inStore = async <T>(work: (unit: Unit) => Promise<T>) => (await open()).transact(work);

  it('adds to the histories of many tickets at once, each in the order it was written', () =>
    inStore(async ({ tickets, ...unit }) => {
      const [a, b] = [await addTicket({ tickets, ...unit }, 'a'), await addTicket({ tickets, ...unit }, 'b')];
      await tickets.note(
        [a, b],
        [happened(a, 'breached', later(9)), happened(b, 'warned'), happened(a, 'warned', later(1))],
      );
      const histories = await tickets.histories([b.id, a.id, 'none' as never]);
      const types = [a, b].map(({ id }) => histories.get(id)?.map(({ type }) => type));
      expect([types, histories.size]).toEqual([
        [
          ['opened', 'breached', 'warned'],
          ['opened', 'warned'],
        ],
        2,
      ]);
      expect(new Map((await tickets.getAll([a.id, b.id])).map(({ id, version }) => [id as string, version]))).toEqual(
        new Map([
          ['a', 2],
          ['b', 2],
        ]),
      );
    }));

  it('notes nothing of any ticket when one of them was changed meanwhile', async () => {
    const store = await open();
    const all = await store.transact(async (unit) => [await addTicket(unit, 'a'), await addTicket(unit, 'b')]);
    const [a, b] = all;
    if (a === undefined || b === undefined) throw new Error('no tickets');
    await store.transact((unit) => unit.tickets.save({ next: b, events: [happened(b, 'claimed')] }));
    const noting = store.transact((unit) => unit.tickets.note([a, b], [happened(a, 'warned'), happened(b, 'warned')]));
    await expect(noting).rejects.toThrow(StaleWrite);
    const histories = await store.transact((unit) => unit.tickets.histories([a.id, b.id]));
    expect([...histories.values()].map((events) => events.map(({ type }) => type))).toEqual([
      ['opened'],
      ['opened', 'claimed'],
    ]);
  });

  it('finds the words each of many tickets began with', () =>
    inStore(async (unit) => {
      const [a, b] = [await addTicket(unit, 'a'), await addTicket(unit, 'b')];
      const message = { ticketId: a.id, by: carol, byName: 'Carol', audience: 'customer', side: 'theirs' } as const;
      const said = (text: string, ref = a.root) => ({ ...message, ref, text, files: [], sentAt: NOW });
      await unit.messages.add(said('It fails'));
      await unit.messages.add(said('Still', { ...a.root, messageId: 'later' }));
      expect(await unit.messages.rootTexts([a.id, b.id])).toEqual(new Map([[a.id, 'It fails']]));
    }));

  it('shows many deliveries at once: new, changed, the same, and the last of those under one key', () =>
    inStore(async ({ outbox }) => {
      const card = (key: string, text: string) => ({ key, act, message: words(text) });
      await outbox.show([card('changed', 'one'), card('same', 'one')], NOW);
      await outbox.show(
        [card('new', 'one'), card('changed', 'two'), card('same', 'one'), card('new', 'last')],
        later(1),
      );
      const seen = [];
      for (let at = 0; at < 4; at++) {
        const [row] = await outbox.claim(later(2), millis(9), 10);
        if (row === undefined) continue;
        seen.push([row.key, row.message, row.revision]);
        await outbox.sent(row, undefined, later(2));
      }
      expect(seen).toEqual([
        ['changed', words('two'), 2],
        ['same', words('one'), 1],
        ['new', words('last'), 1],
      ]);
    }));

  it('puts more at once than one statement takes, in their order', () =>
    inStore(async ({ outbox }) => {
      const keys = Array.from({ length: MANY }, (_, at) => `ack:${at}`);
      await outbox.put(
        keys.map((key) => ({ key, act })),
        NOW,
      );
      expect((await outbox.under('ack:')).map(({ key }) => key)).toEqual(keys);
      expect((await outbox.known([...keys, 'other'])).size).toBe(MANY);
      expect((await outbox.claim(NOW, millis(9), 10)).map(({ key }) => key)).toEqual(['ack:0']);
    }));
}
