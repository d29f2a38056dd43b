import { sayDate } from '../calendar/say-date';
import { addDays, daysBetween, type LocalDate } from '../calendar/zone';
import type { InForce, Standing } from './term';

export const REMINDER_STEPS: readonly number[] = [90, 30, 7];

export interface Reminder {
  /** The same for one end and one step, whenever it is asked for: told once by it. */
  readonly key: string;
  /** What comes: the end, a renewal by itself, or the last day on which notice can be given. */
  readonly about: 'end' | 'renewal' | 'notice';
  readonly day: LocalDate;
  readonly daysLeft: number;
  /** How many days before it this is the reminder of. */
  readonly step: number;
  readonly line: string;
}

/**
 * What is to be said by that day of an end that comes near: only the tightest step that was reached, so that after days
 * without a run nobody hears what is no longer true.
 */
export function remindersDue(
  account: string,
  standing: Standing,
  day: LocalDate,
  steps: readonly number[] = REMINDER_STEPS,
): readonly Reminder[] {
  if (standing.tag !== 'in_force' || standing.until === undefined) return [];
  const { until, noticeDays, autoRenew, from } = standing;
  const key = (about: 'end' | 'notice', step: number) => `reminder:${account}:${until}:${about}:${step}`;
  const due = (to: LocalDate, among: readonly number[]) => {
    const daysLeft = daysBetween(day, to);
    const step = tightest(daysLeft, among);
    return step === undefined ? [] : [{ day: to, daysLeft, step }];
  };
  if (!autoRenew) {
    const among = noticeDays === undefined ? steps : [...steps, noticeDays];
    return due(until, among).map((found) => ({
      ...found,
      key: key('end', found.step),
      about: 'end',
      line: endLine(standing, until, found.daysLeft),
    }));
  }
  // Else a month that renews by itself would be announced 90 days ahead on its first day, every month.
  const within = (to: LocalDate) => steps.filter((step) => step < daysBetween(from, to));
  const lastNotice = noticeDays === undefined ? undefined : addDays(until, -noticeDays);
  const notice = lastNotice === undefined ? [] : due(lastNotice, within(lastNotice));
  return [
    ...due(until, within(until)).map(
      (found): Reminder => ({
        ...found,
        key: key('end', found.step),
        about: 'renewal',
        line: renewalLine(standing, until, found.daysLeft),
      }),
    ),
    ...notice.map(
      (found): Reminder => ({
        ...found,
        key: key('notice', found.step),
        about: 'notice',
        line: noticeLine(standing, until, found),
      }),
    ),
  ];
}

function tightest(daysLeft: number, steps: readonly number[]): number | undefined {
  const reached = daysLeft < 0 ? [] : steps.filter((step) => daysLeft <= step);
  return reached.length === 0 ? undefined : Math.min(...reached);
}

/** How far off a day is. */
export const sayDays = (days: number): string => (days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`);
const subject = ({ plan, trial }: InForce): string => (trial ? `The trial of ${plan}` : plan);

function endLine(standing: InForce, until: LocalDate, daysLeft: number): string {
  const when = `${sayDate(until)}, ${sayDays(daysLeft)}`;
  if (standing.cancelled) return `${subject(standing)} was cancelled; its last day is ${when}.`;
  return `${subject(standing)} ends on ${when}. It does not renew by itself.`;
}

function renewalLine(standing: InForce, until: LocalDate, daysLeft: number): string {
  const when = `${sayDate(until)}, ${sayDays(daysLeft)}`;
  if (standing.trial) return `${subject(standing)} ends on ${when}; the subscription then goes on by itself.`;
  return `${subject(standing)} runs until ${when}, and then renews by itself.`;
}

function noticeLine(standing: InForce, until: LocalDate, last: { readonly day: LocalDate; readonly daysLeft: number }) {
  const when = `${sayDate(last.day)}, ${sayDays(last.daysLeft)}`;
  return `The last day to give notice for ${standing.plan} is ${when}. Without it, ${standing.plan} renews by itself after ${sayDate(until)}.`;
}
