import type { Unit } from '../../src/core/store';
import { sweep } from '../../src/core/sweep';
import { plus } from '../../src/core/time';
import { eventTypes, target } from '../support/facts';
import { alertsIn, breach, deskWithSteps, hours } from '../support/steps';
import { type World, world } from '../support/world';

const steps = [{ moment: breach, to: ['triage', 'leads'] }] as const;
const desk = () => {
  const made = deskWithSteps('premium', steps);
  return { ...made, channels: made.channels.map((channel) => ({ ...channel, groupMinutes: 0 })) };
};

/** So many requests at once; nobody looks until all of them are late. */
async function lateAtOnce(count: number): Promise<World> {
  const w = await world({ desk: desk() });
  for (let at = 1; at <= count; at++) await w.carol.says('acme', `Request ${at}`);
  w.clock.set(plus(w.clock.now(), hours(2)));
  return w;
}

/** How often one sweep asks the store for something, whatever it asks for. */
async function questionsOf(w: World): Promise<number> {
  let asked = 0;
  const counted = <T extends object>(repository: T): T =>
    new Proxy(repository, {
      get: (of, name, self) => {
        asked += 1;
        return Reflect.get(of, name, self);
      },
    });
  const { store } = w;
  // Policies are remembered.
  const countedUnit = ({ policies, ...unit }: Unit): Unit =>
    ({ ...Object.fromEntries(Object.entries(unit).map(([name, one]) => [name, counted(one)])), policies }) as never;
  await sweep({
    store: {
      ready: true,
      transact: (work) => store.transact((unit) => work(countedUnit(unit))),
      reclaim: () => store.reclaim(),
      close: () => store.close(),
    },
    clock: w.clock,
    desk: desk(),
    log: { info: () => undefined, warn: () => undefined, error: (message) => expect(message).toBe('') },
    threadOf: (ref) => ref.place,
  });
  return asked;
}

describe('deadlines that come at once', () => {
  it('ask the store no more often than one alone', async () => {
    const [one, many] = [await lateAtOnce(1), await lateAtOnce(20)];
    expect(await questionsOf(many)).toBe(await questionsOf(one));
    await many.settle();
    expect(await Promise.all([1, 20].map((number) => eventTypes(many, number)))).toEqual([
      ['opened', 'breached'],
      ['opened', 'breached'],
    ]);
  });

  it('are announced although one of them cannot be, and that one once it can', async () => {
    const w = await lateAtOnce(3);
    const broken = await target(w, 2, 'first_response');
    if (broken === undefined) throw new Error('no target');
    await w.store.transact((unit) => unit.targets.put({ ...broken, policyId: 'gone' }));
    await w.settle();
    const told = () => alertsIn(w, 'dm-dana').flatMap((text) => text.match(/#\d/g) ?? []);
    expect(told().sort()).toEqual(['#1', '#3']);
    expect(w.logged.join()).toContain('a deadline could not be announced');
    await w.store.transact((unit) => unit.targets.put(broken));
    await w.pass('1m');
    expect(told().sort()).toEqual(['#1', '#2', '#3']);
    expect(await eventTypes(w, 2)).toEqual(['opened', 'breached']);
  });
});
