import type { TicketEvent } from '../ticket/ticket';
import { earlier, type Instant, later } from '../time';
import { type PausingStatus, type PolicyBody, pausedIn, type TargetKind } from './policy';
import type { Run } from './target';

/** How a ticket stands, as far as its clocks care. */
export type Standing = 'open' | PausingStatus | 'done';

/** A span in which a ticket stood one way; the last one has no end. */
export interface Stay {
  readonly standing: Standing;
  readonly from: Instant;
  readonly to?: Instant;
}

/** How a ticket stands after an event; undefined when the event leaves that as it was. */
export function standingAfter(type: TicketEvent['type']): Standing | undefined {
  switch (type) {
    case 'waited':
      return 'waiting';
    case 'held':
      return 'on_hold';
    case 'resumed':
    case 'reopened':
      return 'open';
    case 'resolved':
    case 'dismissed':
      return 'done';
    default:
      return undefined;
  }
}

export const runsIn = (standing: Standing, kind: TargetKind, policy: PolicyBody): boolean =>
  standing === 'open' || (standing !== 'done' && !pausedIn(policy, standing).includes(kind));

/**
 * When a clock ran: the stays that do not stop it, cut to what lies between its start and its end. Made anew from the
 * stays each time, so that another policy with other pauses recounts the clock from its own start.
 */
export function runsOf(
  stays: readonly Stay[],
  kind: TargetKind,
  policy: PolicyBody,
  from: Instant,
  end?: Instant,
): readonly Run[] {
  const runs: Run[] = [];
  for (const stay of stays) {
    if (!runsIn(stay.standing, kind, policy)) continue;
    const begins = later(stay.from, from);
    const ends = end === undefined ? stay.to : earlier(stay.to ?? end, end);
    if (ends !== undefined && ends <= begins) continue;
    const last = runs.at(-1);
    const joins = last !== undefined && last.to === begins;
    if (joins) runs.pop();
    runs.push({ from: joins ? last.from : begins, ...(ends === undefined ? {} : { to: ends }) });
  }
  return runs;
}
