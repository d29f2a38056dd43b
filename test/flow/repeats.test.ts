import fc from 'fast-check';
import { SqliteStore } from '../../src/adapters/database/sqlite-store';
import { PlaygroundPlatform } from '../../src/adapters/playground/platform';
import type { RawEvent } from '../../src/core/chat';
import { tickets } from '../support/facts';
import { TestClock } from '../support/test-clock';
import { type World, world } from '../support/world';

/** `PROPERTY_RUNS=1000 npx jest test/flow/repeats` for the long run. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 60);

type Deed = (w: World, root: () => string) => Promise<unknown>;
const deeds: Readonly<Record<string, Deed>> = {
  'Carol asks': (w) => w.carol.says('acme', 'The licence page is blank'),
  'Carol adds': (w) => w.carol.says('acme', 'Version 5.2'),
  'Carol thanks': (w) => w.carol.says('acme', 'thanks!'),
  'Carol goes on in the thread': (w, root) => w.carol.says(`acme/${root()}`, 'It still fails'),
  'Carol edits': (w, root) => w.carol.edits('acme', root(), 'Upgrade to 5.2 fails'),
  'Carol marks it solved': (w, root) => w.carol.reacts('acme', root(), '✅'),
  'Carol takes that back': (w, root) => w.carol.unreacts('acme', root(), '✅'),
  'Carol asks for urgency': (w, root) => w.carol.reacts('acme', root(), '🚨'),
  'Alice answers in the thread': (w, root) => w.alice.says(`acme/${root()}`, 'Which version?'),
  'Alice answers at the top': (w) => w.alice.says('acme', 'Use 5.2.1'),
  'Alice claims by sign': (w, root) => w.alice.reacts('acme', root(), '👀'),
  'Alice opens by sign': (w, root) => w.alice.reacts('acme', root(), '🎫'),
  'Bob claims by command': (w) => w.bob.types('triage', '/ticket claim 1'),
  'Bob waits': (w) => w.bob.types('triage', '/ticket wait 1'),
  'Bob replies from triage': (w) => w.bob.types('triage', '/ticket reply 1 Use 5.2.1'),
  'Dana sets S1': (w) => w.dana.types('triage', '/ticket severity 1 S1'),
  'Dana resolves': (w) => w.dana.types('triage', '/ticket resolve 1'),
  'an hour passes': (w) => w.pass('1h'),
};
interface Step {
  readonly deed: string;
  /** How often its event is delivered at once. */
  readonly copies: number;
  /** Which earlier events come again afterwards. */
  readonly again: readonly number[];
  /** Whether the platform is asked for everything it has. */
  readonly catchUp: boolean;
}
const step: fc.Arbitrary<Step> = fc.record({
  deed: fc.constantFrom(...Object.keys(deeds)),
  copies: fc.integer({ min: 1, max: 3 }),
  again: fc.array(fc.nat({ max: 30 }), { maxLength: 3 }),
  catchUp: fc.boolean(),
});

/** Delivers each event as often as it is told to; remembers them all. */
class Repeating extends PlaygroundPlatform {
  readonly told: RawEvent[] = [];
  copies = 1;
  override async tell(event: RawEvent): Promise<void> {
    this.told.push(event);
    await Promise.all(Array.from({ length: this.copies }, () => super.tell(event)));
  }
}

async function begin() {
  const clock = new TestClock('2026-11-23T09:00:00Z');
  const platform = new Repeating({ clock, page: 'http://localhost/' });
  const w = await world({ clock, platform, store: await SqliteStore.open(':memory:') });
  const first = await w.carol.says('acme', 'Upgrade fails');
  return { w, platform, root: () => first };
}

async function repeat({ w, platform }: Awaited<ReturnType<typeof begin>>, { again, catchUp }: Step): Promise<void> {
  const events = again.flatMap((at) => platform.told[at % platform.told.length] ?? []);
  await Promise.all(events.map((event) => platform.desk().accept(event)));
  if (catchUp) await w.steward.catchUp();
  await w.settle();
}

/** A day of these steps, each event delivered once, or as often as the step says. */
async function live(steps: readonly Step[], how: 'once' | 'repeatedly'): Promise<string> {
  const day = await begin();
  for (const one of steps) {
    day.platform.copies = how === 'once' ? 1 : one.copies;
    await deeds[one.deed]?.(day.w, day.root);
    if (how === 'repeatedly') await repeat(day, one);
  }
  const state = await stateOf(day.w);
  await day.w.close();
  return state;
}

/** Everything the desk knows and everything it said, without the ids it made up. */
async function stateOf(w: World) {
  const all = await tickets(w);
  const rows = await w.store.transact((unit) =>
    Promise.all(
      all.map(async (one) => ({
        ...one,
        events: await unit.tickets.history(one.id),
        targets: await unit.targets.ofTicket(one.id),
        messages: (await unit.messages.ofTicket(one.id)).map(({ text, audience, side, sentAt }) => ({
          text,
          audience,
          side,
          sentAt,
        })),
      })),
    ),
  );
  const ids = all.flatMap(({ id, policyId }) => [id, policyId]);
  const nameless = (text: string) => ids.reduce((left, id, at) => left.replaceAll(id, `id ${at}`), text);
  const said = w.platform.room
    .entries()
    .map(({ by, text, body, signs, onlyFor, ref }) => ({ by, text, body, signs, onlyFor, place: ref.place.placeId }));
  return nameless(JSON.stringify({ rows, said })).replace(/\d{15}-\d{6}/g, 'message');
}

describe('the same event any number of times', () => {
  it(`changes nothing when it comes again, however much later, over ${RUNS} random days`, async () => {
    const days = fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 3 }), async (steps) => {
      const day = await begin();
      for (const one of steps) {
        await deeds[one.deed]?.(day.w, day.root);
        const before = await stateOf(day.w);
        await repeat(day, one);
        expect(await stateOf(day.w)).toBe(before);
      }
      await day.w.close();
    });
    await fc.assert(days, { numRuns: RUNS });
  }, 3_600_000);

  it('leaves the desk as if each had come once and in order', async () => {
    const days = fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 3 }), async (steps) => {
      expect(await live(steps, 'repeatedly')).toBe(await live(steps, 'once'));
    });
    await fc.assert(days, { numRuns: Math.ceil(RUNS / 10) });
  }, 3_600_000);
});
