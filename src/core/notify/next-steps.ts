import { localDateOf } from '../calendar/zone';
import { clock, day, type Line, type Piece } from '../message';
import { type Alarm, alarmsOf } from '../sla/alarm';
import { calendarOf, type SlaPolicy } from '../sla/policy';
import type { Hearer } from '../sla/step';
import type { SlaTarget } from '../sla/target';
import type { Ticket } from '../ticket/ticket';
import { type Instant, sayDuration } from '../time';

/** Further steps than this are far away, and named when they come nearer. */
const MOST_STEPS = 6;

/** The steps still to come for a running clock, as a line of `ticket why`; none where there is nothing more to hear. */
export function nextSteps(ticket: Ticket, target: SlaTarget, policy: SlaPolicy, now: Instant): readonly Line[] {
  if (target.state.tag !== 'running') return [];
  const coming = alarmsOf(target, policy, ticket.severity)
    .filter(({ at, to }) => at > now && to.length > 0)
    .sort((a, b) => a.at - b.at);
  // A step that is repeated says so once.
  const named = coming.filter((alarm, at) => !coming.slice(0, at).some((earlier) => repeats(earlier, alarm)));
  const steps = named.slice(0, MOST_STEPS).map((alarm) => sayStep(alarm, ticket, policy, now));
  const more = named.length > MOST_STEPS ? [`; and ${named.length - MOST_STEPS} more`] : [];
  if (steps.length === 0) return [];
  return [['Next: ', ...steps.flatMap((step, at) => (at === 0 ? step : ['; ', ...step])), ...more, '.']];
}

const repeats = (earlier: Alarm, alarm: Alarm): boolean =>
  alarm.every !== undefined && earlier.every === alarm.every && sameHearers(earlier, alarm);
const sameHearers = (a: Alarm, b: Alarm): boolean =>
  a.waits === b.waits && JSON.stringify(a.to) === JSON.stringify(b.to);

function sayStep(
  { moment, at, to, every, more }: Alarm,
  ticket: Ticket,
  policy: SlaPolicy,
  now: Instant,
): readonly Piece[] {
  const { zone } = calendarOf(policy);
  const time: Piece = localDateOf(zone, at) === localDateOf(zone, now) ? clock(at) : day(at);
  const said: readonly Piece[] = [sayMoment(moment), ' at ', time, ` to ${sayHearers(to, ticket)}`];
  if (every === undefined || more === 0) return said;
  return [...said, `, then every ${sayDuration(every)}, ${more} more ${more === 1 ? 'time' : 'times'}`];
}

function sayMoment(moment: Alarm['moment']): string {
  if (moment.tag === 'before') return `${moment.percent} %`;
  if (moment.tag === 'breach') return 'breach';
  const wall = moment.by === 'wall_time' ? ' of wall time' : '';
  return `${sayDuration(moment.length)}${wall} after the breach`;
}

/** `triage and Alice`: whom it would reach as things are now. */
function sayHearers(to: readonly Hearer[], { assignee }: Ticket): string {
  const names = to.map((hearer) => {
    if (typeof hearer === 'object') return hearer.group;
    if (hearer === 'triage') return 'triage';
    return hearer === 'leads' || assignee === undefined ? 'the leads' : assignee.name;
  });
  const once = [...new Set(names)];
  return once.length < 2 ? once.join('') : `${once.slice(0, -1).join(', ')} and ${once.at(-1)}`;
}
