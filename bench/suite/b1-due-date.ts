import { addOpenTime } from '../../src/core/calendar/open-time';
import { HOUR, type Instant, millis } from '../../src/core/time';
import { type Benchmark, NoPeer } from '../benchmark';
import { sideBySide } from '../measure';
import { HOLIDAYS, office, starts, ZONE } from '../office';

const HOURS = 8;
const COUNT = 200;
const PEER = 'moment-business-time';

/** What is used of the peer, whose types are published apart. */
interface PeerMoment {
  addWorkingTime(amount: number, unit: 'hours'): PeerMoment;
  valueOf(): number;
}
interface Peer {
  (at: number): PeerMoment;
  updateLocale(name: string, config: Readonly<Record<string, unknown>>): unknown;
  locale(): string;
}

async function loadPeer(): Promise<Peer> {
  // It has no zones of its own and counts in the host's.
  process.env.TZ = ZONE;
  try {
    const name: string = PEER;
    const loaded: { readonly default: Peer } = await import(name);
    const day = ['09:00:00', '17:00:00'];
    const workinghours = { 0: null, 1: day, 2: day, 3: day, 4: day, 5: day, 6: null };
    loaded.default.updateLocale(loaded.default.locale(), { workinghours, holidays: HOLIDAYS });
    return loaded.default;
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND' &&
      (error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND'
    )
      throw error;
    throw new NoPeer(`${PEER} is not installed: run npm ci`);
  }
}

export const benchmark: Benchmark = {
  id: 'B1',
  what: `due date: ${HOURS} business hours in ${ZONE} with holidays, warm calendar`,
  against: PEER,
  goal: { is: 'at least', ratio: 1_000 },
  async run(size) {
    const peer = await loadPeer();
    const calendar = office();
    const from = starts(COUNT);
    const budget = millis(HOURS * HOUR);
    const ours = (at: Instant): number => addOpenTime(calendar, at, budget);
    const theirs = (at: Instant): number => peer(at).addWorkingTime(HOURS, 'hours').valueOf();
    const differ = from.filter((at) => ours(at) !== theirs(at)).length;
    // A loop for each: in one that both go through, the engine compiles neither in, and that call is a good part of ours.
    const measured = sideBySide(
      { name: 'steward', count: COUNT, run: () => from.reduce((total, at) => total + ours(at), 0) },
      { name: PEER, count: COUNT, run: () => from.reduce((total, at) => total + theirs(at), 0) },
      size === 'full' ? 31 : 11,
    );
    return { ...measured, note: differ === 0 ? 'same due dates' : `${differ} of ${COUNT} due dates differ` };
  },
};
