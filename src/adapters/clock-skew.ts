import { type Instant, type Millis, millis, SECOND, sayDuration } from '../core/time';
import type { Finding, Findings } from './finding';

/** A look at somebody else's clock: it showed a moment between `from` and `to` at some time between asking and answer. */
export interface ClockReading {
  readonly asked: Instant;
  readonly answered: Instant;
  readonly from: Instant;
  readonly to: Instant;
}
const WARN_FROM = 2 * SECOND;
const BROKEN_FROM = 60 * SECOND;

/** A `Date` header names a whole second that has begun. Undefined when there is none, or none that can be read. */
export function readDateHeader(asked: Instant, answered: Instant, header: string | null): ClockReading | undefined {
  const at = Date.parse(header ?? '');
  if (Number.isNaN(at)) return undefined;
  return { asked, answered, from: at as Instant, to: (at + SECOND - 1) as Instant };
}

/** How far our clock is ahead of theirs beyond all doubt; negative when it is behind, 0 when it may well be right. */
export function surelyAhead({ asked, answered, from, to }: ClockReading): Millis {
  const [least, most] = [asked - to, answered - from];
  return millis(Math.max(least, Math.min(most, 0)));
}

const CURE =
  'Let the machine set its clock by NTP (`timedatectl set-ntp true`, or chrony): every promise is counted by it.';

/** `theirs` is whose clock it was, as in "Slack’s". `limit` is where it becomes more than a warning. */
export function skewFinding(
  about: Findings,
  reading: ClockReading | undefined,
  theirs: string,
  { brokenFrom = BROKEN_FROM, more = '' }: { readonly brokenFrom?: number; readonly more?: string } = {},
): Finding {
  const cure = `${CURE}${more === '' ? '' : ` ${more}`}`;
  if (reading === undefined) return about.warning(`This machine’s clock could not be compared with ${theirs}.`, cure);
  const ahead = surelyAhead(reading);
  const size = Math.abs(ahead);
  if (size < WARN_FROM) return about.ok(`This machine’s clock agrees with ${theirs}.`);
  const what = `This machine’s clock is ${sayLength(millis(size))} ${ahead > 0 ? 'ahead of' : 'behind'} ${theirs}.`;
  return size >= brokenFrom ? about.broken(what, cure) : about.warning(what, cure);
}

const sayLength = (length: Millis): string =>
  length < 120 * SECOND ? `${Math.round(length / SECOND)} s` : sayDuration(length);
