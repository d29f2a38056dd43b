import { type Correction, correct } from '../../../src/core/billing/correct';
import { drawFor } from '../../../src/core/billing/draw';
import type { Draw, Pack, TimeEntry } from '../../../src/core/billing/hours';
import { type HoursFacts, sourceKey, takenBySource } from '../../../src/core/billing/ledger';
import { currencyOf, parseMoney } from '../../../src/core/billing/money';
import { countedLength } from '../../../src/core/billing/rounding';
import type { LocalDate } from '../../../src/core/calendar/zone';
import type { PlanVersion } from '../../../src/core/subscription/plan';
import { HOUR, instant, type Millis, millis } from '../../../src/core/time';

export const ALICE = { member: { platform: 'test', memberId: 'alice' }, name: 'Alice' };
export const on = (text: string) => text as LocalDate;
export const hours = (count: number): Millis => millis(count * HOUR);
export const euros = (text: string) => parseMoney(text, currencyOf('EUR'));

export const planWith = (more: Partial<PlanVersion> = {}): PlanVersion => ({
  name: 'premium',
  mode: 'subscription',
  policy: 'premium',
  features: [],
  rounding: millis(0),
  version: 1,
  since: instant(0),
  ...more,
});

export const packOf = (id: string, length: Millis, from: string, until?: string): Pack => ({
  id,
  account: 'acme',
  length,
  from: on(from),
  ...(until === undefined ? {} : { until: on(until) }),
  writtenAt: instant(0),
});

export interface Given {
  readonly packs?: readonly Pack[];
  readonly plan?: PlanVersion;
  /** The plan of each day, where it changes. */
  readonly planOn?: (day: LocalDate) => PlanVersion | undefined;
}

/** An account whose entries and draws are kept, as a store would. */
export class AccountHours {
  readonly packs: Pack[];
  readonly entries: TimeEntry[] = [];
  readonly draws: Draw[] = [];
  private readonly planOn: (day: LocalDate) => PlanVersion | undefined;

  constructor({ packs = [], plan, planOn = () => plan }: Given) {
    this.packs = [...packs];
    this.planOn = planOn;
  }

  facts(day: LocalDate): HoursFacts {
    return { account: 'acme', packs: this.packs, draws: [...this.draws], plan: this.planOn(day) };
  }

  logs(day: LocalDate, length: Millis, more: Partial<TimeEntry> = {}): TimeEntry {
    const facts = this.facts(day);
    const entry: TimeEntry = {
      id: this.entries.length + 1,
      account: 'acme',
      mode: 'subscription',
      day,
      length,
      counted: countedLength(length, facts.plan),
      billable: true,
      by: ALICE,
      writtenAt: instant(this.entries.length),
      ...more,
    };
    this.entries.push(entry);
    this.draws.push(...drawFor(entry, facts));
    return entry;
  }

  corrects(entry: TimeEntry, length: Millis, more: Partial<Correction> = {}): TimeEntry {
    const next = {
      id: this.entries.length + 1,
      length,
      by: ALICE,
      writtenAt: instant(this.entries.length),
      ...more,
    };
    const by = this.entries.find(({ corrects }) => corrects === entry.id);
    const facts = { ...this.facts(entry.day), ...(by === undefined ? {} : { correctedBy: by.id }) };
    const corrected = correct(entry, next, facts);
    this.entries.push(corrected.entry);
    this.draws.push(...corrected.draws);
    return corrected.entry;
  }

  /** Entries that no other takes the place of. */
  standing(): TimeEntry[] {
    return this.entries.filter(({ id }) => !this.entries.some(({ corrects }) => corrects === id));
  }

  drawnBy({ id }: TimeEntry): Readonly<Record<string, number>> {
    return inHours(this.draws.filter(({ entry }) => entry === id));
  }

  drawn(): Readonly<Record<string, number>> {
    return inHours(this.draws);
  }
}

/** What was taken from each source, in hours; what came to nothing is left out. */
const inHours = (draws: readonly Draw[]) =>
  Object.fromEntries(
    [...takenBySource(draws).values()]
      .filter(({ length }) => length !== 0)
      .map(({ source, length }) => [sourceKey(source), length / HOUR]),
  );
