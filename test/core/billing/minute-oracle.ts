import type { Pack } from '../../../src/core/billing/hours';
import type { LocalDate } from '../../../src/core/calendar/zone';
import type { PlanVersion } from '../../../src/core/subscription/plan';
import { MINUTE, type Millis } from '../../../src/core/time';

/** The rules said the slow way: every minute of work looks for the first place that still has one. */
export class MinuteOracle {
  private readonly taken = new Map<string, number>();
  private readonly places = new Map<number, string[]>();

  constructor(private readonly packs: readonly Pack[]) {}

  log(entry: number, day: LocalDate, counted: Millis, plan: PlanVersion | undefined): void {
    const places: string[] = [];
    for (let minute = 0; minute < counted / MINUTE; minute += 1) {
      const place = this.place(day, plan);
      this.taken.set(place, this.minutes(place) + 1);
      places.push(place);
    }
    this.places.set(entry, places);
  }

  takeBack(entry: number): void {
    for (const place of this.places.get(entry) ?? []) this.taken.set(place, this.minutes(place) - 1);
    this.places.delete(entry);
  }

  /** In milliseconds by source, without those that came to nothing. */
  sums(): Record<string, number> {
    return Object.fromEntries(
      [...this.taken].filter(([, count]) => count !== 0).map(([place, count]) => [place, count * MINUTE]),
    );
  }

  private minutes(place: string): number {
    return this.taken.get(place) ?? 0;
  }

  private place(day: LocalDate, plan: PlanVersion | undefined): string {
    const month = `included:${day.slice(0, 7)}`;
    if (plan?.hours !== undefined && this.minutes(month) * MINUTE < plan.hours) return month;
    let best: Pack | undefined;
    for (const pack of this.packs) {
      const fits = pack.from <= day && (pack.until === undefined || pack.until >= day);
      if (!fits || this.minutes(`pack:${pack.id}`) * MINUTE >= pack.length) continue;
      if (best === undefined || older(pack, best)) best = pack;
    }
    if (best !== undefined) return `pack:${best.id}`;
    if (plan?.overage !== undefined) return `overage:${plan.overage.minor} EUR`;
    const counts = plan === undefined || plan.hours !== undefined || plan.mode === 'on_demand';
    return counts ? 'nothing' : 'flat';
  }
}

function older(a: Pack, b: Pack): boolean {
  if (a.from !== b.from) return a.from < b.from;
  if (a.writtenAt !== b.writtenAt) return a.writtenAt < b.writtenAt;
  return a.id < b.id;
}
