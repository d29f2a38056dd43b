import { at, berlin, eventTypes, history, promise, target, unheard } from '../support/facts';
import { type World, world } from '../support/world';

const reading = (w: World, placeId: string) => w.reads(placeId).join('\n');

describe('a reply heard of late', () => {
  /** Alice answered at 10:50, ten minutes before it was due; the desk heard of it at 11:10. */
  async function heardLate(): Promise<World> {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('50m');
    unheard(w, 'alice', `acme/${root}`, 'Use 5.2.1');
    await w.pass('20m');
    return w;
  }

  it('leaves a breach on record, with its correction after it', async () => {
    const w = await heardLate();
    await w.steward.catchUp();
    await w.settle();
    const types = await eventTypes(w, 1);
    expect(types).toContain('breached');
    expect(types).toContain('verdict_corrected');
  });

  it('counts as kept in the digest', async () => {
    const w = await heardLate();
    await w.steward.catchUp();
    await w.alice.types('triage', '/ticket resolve 1');
    await w.pass('1d');
    expect(w.reads('triage').at(-1)).toContain('2 of 2 promises kept');
  });

  it('that was late stays late, whenever it is heard', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.pass('65m');
    unheard(w, 'alice', `acme/${root}`, 'Use 5.2.1');
    await w.pass('1h');
    await w.steward.catchUp();
    await w.settle();
    expect(await promise(w, 1, 'first_response')).toBe('missed');
    expect(reading(w, 'triage')).toMatch(/#1.*answered 11:05 by Alice.*5 min late/);
  });
});

describe('the verdict', () => {
  /** The same day for everybody: only when the desk looks differs. */
  async function day(look: (w: World, until: string) => Promise<void>) {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await look(w, '2026-11-23T10:05:00Z');
    await w.alice.says(`acme/${root}`, 'Which version?');
    await look(w, '2026-11-23T11:00:00Z');
    await w.alice.types('triage', '/ticket wait 1');
    await look(w, '2026-11-23T13:30:00Z');
    await w.carol.says(`acme/${root}`, '5.2');
    await look(w, '2026-11-23T19:30:00Z');
    await w.alice.types('triage', '/ticket resolve 1');
    const kinds = ['first_response', 'resolution'] as const;
    const states = await Promise.all(kinds.map(async (kind) => (await target(w, 1, kind))?.state));
    const told = (await history(w, 1)).map(({ type, at: when }) => `${type} ${berlin(when)}`);
    return { states, told: told.filter((line) => !line.startsWith('warned')).sort() };
  }
  const minutes = (w: World, until: string) => {
    const left = at(until) - w.clock.now();
    return Math.max(0, Math.floor(left / 60_000));
  };

  it('is the same whether the desk looks every minute, when it must, or only when something comes in', async () => {
    const often = await day(async (w, until) => {
      for (let left = minutes(w, until); left > 0; left -= 7) await w.pass(`${Math.min(7, left)}m`);
    });
    const due = await day((w, until) => w.pass(`${minutes(w, until)}m`));
    const never = await day(async (w, until) => w.clock.set(at(until)));
    expect(due.states).toEqual(often.states);
    expect(never.states).toEqual(often.states);
    expect(due.told).toEqual(often.told);
    expect(often.states).toEqual([
      { tag: 'missed', at: at('2026-11-23T10:05:00Z'), dueAt: at('2026-11-23T10:00:00Z') },
      { tag: 'met', at: at('2026-11-23T19:30:00Z'), dueAt: at('2026-11-23T19:30:00Z') },
    ]);
  });
});
