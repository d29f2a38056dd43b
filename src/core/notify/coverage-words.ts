import { type Cause, type Coverage, isCovered, type Verdict } from '../account/coverage';
import { sayDate } from '../calendar/say-date';
import type { LocalDate } from '../calendar/zone';
import type { Line } from '../message';

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  covered: 'covered',
  not_covered: 'not covered',
  exhausted: 'used up',
  lapsed: 'lapsed',
  unknown: 'no contract',
};

/** `Premium, covered (named contact)`, for the team. Empty where the policy file alone promises. */
export function coverageLine(coverage: Coverage | undefined): readonly Line[] {
  if (coverage === undefined || coverage.cause === 'policy file') return [];
  const { verdict, plan, reason } = coverage;
  const said = `${plan === undefined ? '' : `${plan}, `}${VERDICT_WORDS[verdict]}`;
  if (isCovered(coverage)) return [[`${said}${reason === '' ? '' : ` (${reason})`}`]];
  return [[`⚠ ${capital(said)}: ${reason}`]];
}
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Why no time is promised, so that a customer understands it and is not blamed. */
export function sayToCustomer({ cause, about }: Pick<Coverage, 'cause' | 'about'>): string {
  return `${REASONS[cause](about)}, so we cannot promise a time. We have it all the same and look at it as soon as we can.`;
}
const REASONS: Readonly<Record<Cause, (about: string) => string>> = {
  ended: (day) => `Your support contract ended on ${sayDate(day as LocalDate)}`,
  'not begun': (day) => `Your support contract begins on ${sayDate(day as LocalDate)}`,
  contact: () => 'Your contract has named contacts, and you are not one of them yet',
  channel: () => 'This channel is not part of your support contract',
  severity: () => 'A request this urgent is not part of your support contract',
  product: (product) => `${product} is not part of your support contract`,
  hours: () => 'The hours of your support contract are used up',
  incidents: () => 'The requests of your support contract are used up for this year',
  'no subscription': () => 'There is no support contract for this at the moment',
  'no account': () => 'There is no support contract for this channel',
  plan: () => '',
  'policy file': () => '',
};
