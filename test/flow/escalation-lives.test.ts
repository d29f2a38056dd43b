import * as fc from 'fast-check';
import { member } from '../../src/adapters/playground/ids';
import { between, HOUR, MINUTE, millis } from '../../src/core/time';
import { ticket, unheard } from '../support/facts';
import { atPercent, breach, deskWithSteps, hours, overdueBy } from '../support/steps';
import { type World, world } from '../support/world';

// Whole lives of tickets, with restarts: long on a busy machine.
jest.setTimeout(240_000);
/** `PROPERTY_RUNS=400 npx jest test/flow/escalation-lives` for the long run. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 40);
const BUDGET = 240;
/** Each step has a reader of its own, who hears of nothing else. */
const STEPS = [
  { moment: atPercent(50), to: [{ group: 'warned' }] },
  { moment: breach, to: ['leads'] },
  { moment: overdueBy(HOUR, 'open_time', 2), to: [{ group: 'managers' }] },
  { moment: overdueBy(hours(3), 'wall_time'), to: [{ group: 'patient' }] },
] as const;
function desk() {
  const made = deskWithSteps('premium', STEPS, { targets: { S2: { resolution: millis(BUDGET * MINUTE) } } });
  return { ...made, groups: { warned: [member('alice')], managers: [member('bob')], patient: [member('olaf')] } };
}

const DEEDS = ['answer', 'customer', 'wait', 'hold', 'resume', 'resolve', 'restart', 'sweeps', 'redelivery'] as const;
type Deed = (typeof DEEDS)[number];
interface Stay {
  readonly minute: number;
  readonly status: string;
}

async function act(w: World, root: string, deed: Deed): Promise<void> {
  switch (deed) {
    case 'answer':
      return void (await w.alice.says(`acme/${root}`, 'We are looking into it'));
    case 'customer':
      return void (await w.carol.says(`acme/${root}`, 'It still fails, what now?'));
    case 'restart':
      return w.restart();
    case 'sweeps':
      return void (await Promise.all([w.steward.tick(), w.steward.tick(), w.steward.tick()]));
    case 'redelivery': {
      const event = unheard(w, 'carol', `acme/${root}`, 'And the log is empty');
      for (let time = 0; time < 3; time++) await w.platform.tell(event);
      return w.settle();
    }
    default:
      return void (await w.alice.types('triage', `/ticket ${deed === 'resume' ? 'reopen' : deed} 1`));
  }
}

/** When each reader heard of what, in minutes from the beginning. */
const heard = (w: World, from: number) =>
  Object.fromEntries(
    ['alice', 'dana', 'bob', 'olaf'].map((who) => [
      who,
      w.platform.room
        .entries()
        .filter(({ ref, by }) => ref.place.placeId === `dm-${who}` && by.memberId === 'steward')
        .map((entry) => Math.floor(between(from as typeof entry.at, entry.at) / MINUTE)),
    ]),
  );

/** The same minute by minute, from nothing but how the ticket stood. */
function expected(stays: readonly Stay[], end: number) {
  const told: Record<'alice' | 'dana' | 'bob' | 'olaf', number[]> = { alice: [], dana: [], bob: [], olaf: [] };
  let [spent, status, broken] = [0, 'open', Number.POSITIVE_INFINITY];
  for (let minute = 0; minute <= end; minute++) {
    if (status === 'open' && minute > 0) spent += 1;
    if (status === 'open' && spent === BUDGET / 2 && told.alice.length === 0) told.alice.push(minute);
    if (spent === BUDGET) broken = Math.min(broken, minute);
    status = stays.findLast((stay) => stay.minute <= minute)?.status ?? status;
    if (status !== 'resolved' && spent >= BUDGET && told.dana.length === 0) told.dana.push(minute);
    if (status !== 'open') continue;
    if (spent >= BUDGET + 60 * (told.bob.length + 1) && told.bob.length < 2) told.bob.push(minute);
    if (minute >= broken + 180 && told.olaf.length === 0) told.olaf.push(minute);
  }
  return told;
}

describe('for whatever becomes of a ticket', () => {
  it('each step is sent at most once, and exactly when its moment comes while the promise is open', async () => {
    const life = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 150 }), deed: fc.constantFrom(...DEEDS) }), {
      minLength: 2,
      maxLength: 9,
    });
    await fc.assert(
      fc.asyncProperty(life, async (deeds) => {
        const w = await world({ desk: desk() });
        const start = w.clock.now();
        const root = await w.carol.says('acme', 'Upgrade fails');
        const stays: Stay[] = [];
        let minute = 0;
        for (const { gap, deed } of deeds) {
          await w.pass(`${gap}m`);
          minute += gap;
          await act(w, root, deed);
          stays.push({ minute, status: (await ticket(w, 1)).status });
        }
        // A little over the hour, since a breach comes just after its due time.
        await w.pass('600m 1s');
        expect(heard(w, start)).toEqual(expected(stays, minute + 600));
        await w.close();
      }),
      // The first life that goes wrong says enough; looking for a shorter one takes minutes.
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});
