import type { Store, Unit } from '../../src/core/store';
import { addTicket, channel, later } from '../support/tickets';

const words = (text: string) => ({ lines: [[text]] });
const act = { type: 'post', channel } as const;
const ref = { place: channel, messageId: 'm1' };

/** What a target waits for, and what was told of it. */
export function alertContract(open: () => Promise<Store>): void {
  const inStore = async <T>(work: (unit: Unit) => Promise<T>) => (await open()).transact(work);
  const keys = (rows: readonly { readonly key: string }[]) => rows.map(({ key }) => key);

  it('lets a target wait for these deadlines and no others, and forgets none that fired', () =>
    inStore(async (unit) => {
      const { id: ticketId } = await addTicket(unit, 'a');
      const at = (key: string, targetId: string, due: number) =>
        ({ key, kind: 'breach', ticketId, targetId, dueAt: later(due) }) as const;
      await unit.deadlines.replace('t', [at('one', 't', 5), at('two', 't', 10), at('three', 't', 15)]);
      await unit.deadlines.replace('other', [at('four', 'other', 10)]);
      expect(keys(await unit.deadlines.fire(later(5), 10))).toEqual(['one']);
      await unit.deadlines.replace('t', [at('one', 't', 6), at('three', 't', 9)]);
      expect(keys(await unit.deadlines.fire(later(99), 10))).toEqual(['three', 'four']);
      await unit.deadlines.replace('t', []);
      expect(await unit.deadlines.next()).toBeUndefined();
    }));

  it('keeps the alerts of a ticket, each told once, and those of a message in their order', () =>
    inStore(async ({ alerts }) => {
      const shown = (standing: 'late' | 'over') => ({ standing, message: words(standing), root: ref });
      const alert = (key: string, ticketId: string, line: number) =>
        ({ key, ticketId, targetId: 't', terms: '1', kind: 'breach', messageKey: 'm', line, act }) as const;
      const late = { shown: shown('late') };
      await alerts.add([
        { ...alert('b', 'two', 1), ...late },
        { ...alert('a', 'one', 0), ...late },
      ] as never);
      await alerts.show([{ key: 'a', shown: shown('over') }]);
      expect([...(await alerts.known(['a', 'c']))]).toEqual(['a']);
      expect(keys(await alerts.ofTickets(['two', 'three'] as never))).toEqual(['b']);
      expect((await alerts.inMessages(['m', 'other'])).map((one) => [one.key, one.shown.standing])).toEqual([
        ['a', 'over'],
        ['b', 'late'],
      ]);
    }));
}
