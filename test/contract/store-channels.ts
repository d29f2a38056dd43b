import { StaleWrite } from '../../src/core/errors';
import type { Place } from '../../src/core/message';
import { calledNow, knownAs } from '../../src/core/moved';
import type { Store, Unit } from '../../src/core/store';
import { type Millis, SECOND } from '../../src/core/time';
import { channel, event, later, NOW } from '../support/tickets';

const LEASE = (30 * SECOND) as Millis;

/** Channels that are nobody's, and channels that get another id: nothing said in them is lost, and nothing is done twice. */
export function channelContract(open: () => Promise<Store>): void {
  const inStore = async <T>(work: (unit: Unit) => Promise<T>) => (await open()).transact(work);
  const keys = (rows: readonly { readonly key: string }[]) => rows.map(({ key }) => key);

  it('keeps what was said in a channel until it is somebody’s, and says of which channels something is kept', () =>
    inStore(async ({ inbox }) => {
      await inbox.add([event('a1', 'a'), event('a2', 'a')], NOW);
      for (let round = 0; round < 2; round++)
        for (const row of await inbox.claim(NOW, LEASE, 10)) {
          await inbox.keepFor(channel, row);
          await inbox.done(row, 'kept', NOW);
        }
      expect([await inbox.keeps(channel), await inbox.keeps({ ...channel, placeId: 'else' })]).toEqual([true, false]);
      expect(await inbox.kept()).toEqual([{ place: channel, since: NOW }]);
      expect(await inbox.again(channel)).toBe(2);
      expect(await inbox.kept()).toEqual([]);
      expect(keys(await inbox.claim(NOW, LEASE, 10))).toEqual(['a1']);
    }));

  it('takes what is stored under a channel’s new id for the channel’s own, and works on it anew', () =>
    inStore(async ({ inbox, moves }) => {
      const [old, now] = ['C0OLD', 'C0NEW'].map((placeId) => ({ ...channel, placeId })) as [Place, Place];
      const said = (id: string, lane: string) => event(`message:${lane}:${id}`, lane);
      await inbox.add([said('1', 'C0OLD'), said('1', 'C0NEW'), said('2', 'C0NEW'), said('3', 'C0NEW')], NOW);
      const work = async (outcome: string) => {
        const [row] = (await inbox.claim(NOW, LEASE, 10)).filter(({ lane }) => lane === 'C0NEW');
        if (row === undefined) throw new Error('nothing was claimed');
        await inbox.done(row, outcome, NOW);
      };
      await work('nothing: not in the policy file');
      await work('nothing: not in the policy file');
      const [busy] = (await inbox.claim(NOW, LEASE, 10)).filter(({ lane }) => lane === 'C0NEW');
      await moves.add(old, now, NOW);
      // What was being worked on as a stranger's is not finished as that.
      expect(busy && (await inbox.done(busy, 'nothing', NOW))).toBe(false);
      // Told once more, or found later: known by either id.
      await inbox.add([said('2', 'C0NEW'), said('3', 'C0OLD'), said('4', 'C0NEW')], NOW);
      const heard: string[] = [];
      for (let round = 0; round < 10; round++)
        for (const row of await inbox.claim(later(LEASE), LEASE, 10)) {
          heard.push(`${row.lane} ${row.key}`);
          await inbox.done(row, 'heard', NOW);
        }
      expect(heard.sort()).toEqual(['1', '2', '3', '4'].map((id) => `C0OLD message:C0OLD:${id}`));
    }));

  it('knows a channel by its first id, however moves are told', () =>
    inStore(async ({ moves }) => {
      const [a, b, c] = ['a', 'b', 'c'].map((placeId) => ({ ...channel, placeId })) as [Place, Place, Place];
      await moves.add(b, c, later(2));
      await moves.add(a, b, later(1));
      expect([knownAs(await moves.all())(c), calledNow(await moves.all())(a)]).toEqual([a, c]);
    }));

  it('knows a channel by its first id, however often it gets another one, and keeps nothing under another', () =>
    inStore(async ({ accounts, inbox, moves }) => {
      const [a, b, c] = ['a', 'b', 'c'].map((placeId) => ({ ...channel, placeId })) as [Place, Place, Place];
      const before = await accounts.channelsVersion();
      await moves.add(a, b, NOW);
      await moves.add(b, c, NOW);
      expect(await moves.all()).toEqual([
        { known: a, now: b },
        { known: a, now: c },
      ]);
      await inbox.add([event('b1', 'b')], NOW);
      const [row] = await inbox.claim(NOW, LEASE, 1);
      await expect(row && inbox.keepFor(b, row)).rejects.toThrow(StaleWrite);
      await moves.add(c, a, later(1));
      expect(calledNow(await moves.all())(a)).toEqual(a);
      expect(knownAs(await moves.all())(b)).toEqual(a);
      expect(await accounts.channelsVersion()).toBe(before + 3);
    }));
}
