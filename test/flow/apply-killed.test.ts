import { adopt } from '../../src/core/apply/adopt';
import { leftToMove, type MoveNeeds, moveTickets } from '../../src/core/apply/move';
import { fixedDesk } from '../../src/core/desk/source';
import type { Store, Unit } from '../../src/core/store';
import { applies, newFile, policyText, read, type Site, site } from '../support/applying';
import { eventTypes, promise } from '../support/facts';
import { TestClock } from '../support/test-clock';

const SHORTER = policyText({ targets: '{ S2: { first_response: 3h, resolution: 8h } }' });
const COUNT = 45;
const NUMBERS = Array.from({ length: COUNT }, (_, at) => at + 1);

/** A desk that was put away with many open tickets. */
async function full(): Promise<Site> {
  const made = await site(new TestClock('2026-11-23T09:00:00Z'), await newFile());
  for (const number of NUMBERS) await made.w.carol.says('acme', `Request ${number}`);
  return made;
}

/** Dies within the unit of this number: nothing of it is kept, and nothing comes after it. */
const dyingIn = (store: Store, last: number): Store => {
  let units = 0;
  return {
    ...store,
    ready: true,
    transact: <T>(work: (unit: Unit) => Promise<T>) => {
      units += 1;
      if (units > last) return Promise.reject(new Error('this process is dead'));
      return store.transact(async (unit) => {
        const result = await work(unit);
        if (units === last) throw new Error('killed');
        return result;
      });
    },
  };
};

async function killed({ w }: Site, unit: number): Promise<void> {
  const { store, clock } = w;
  const desk = read(SHORTER);
  const { policies } = await store.transact((opened) =>
    adopt(opened, { text: SHORTER, desk, reach: 'open tickets' }, clock.now()),
  );
  const needs: MoveNeeds = {
    store: dyingIn(store, unit),
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    desk: fixedDesk({ ...desk, versions: policies }),
    threadOf: (ref) => ref.place,
    instance: 'the one that dies',
    goesOn: () => true,
  };
  await expect(moveTickets(needs)).rejects.toThrow('this process is dead');
}

describe('an apply that was killed in the middle', () => {
  it('is finished by a second run, and no ticket is moved twice', async () => {
    const s = await full();
    await killed(s, 2);
    expect(await s.w.store.transact(leftToMove)).toBe(COUNT - 20);
    // Its lease ends by itself.
    s.w.clock.set((s.w.clock.now() + 31_000) as never);
    const { said } = await applies(s, SHORTER, 'yes');
    expect(said).toContain(`premium stays as it is (version 2)\n  ${COUNT - 20} open tickets move to it`);
    expect(said).toContain(`${COUNT - 20} open tickets moved to the new promise.`);
    for (const number of NUMBERS) {
      expect((await eventTypes(s.w, number)).filter((type) => type === 'repromised')).toHaveLength(1);
      expect(await promise(s.w, number, 'first_response')).toBe('running until Mon 13:00');
    }
  });

  it('is finished by the next desk, without anybody asking', async () => {
    const s = await full();
    await killed(s, 3);
    await s.w.restart();
    expect(await s.w.store.transact(leftToMove)).toBe(0);
    for (const number of NUMBERS)
      expect((await eventTypes(s.w, number)).filter((type) => type === 'repromised')).toHaveLength(1);
  });
});
