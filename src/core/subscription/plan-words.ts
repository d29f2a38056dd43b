import { sayMoney } from '../billing/money';
import type { Line } from '../message';
import { sayOpenTime } from '../time';
import { MODE_WORDS, type PlanBody } from './plan';
import { sayPrice } from './term-words';

/** What a plan gives, a line for each kind of thing, in words that a customer may read. */
export function planLines(plan: PlanBody): readonly Line[] {
  const { mode, severities, contacts, channels, products, hours, incidents, overage, features } = plan;
  const who = [
    contacts === undefined ? 'everybody of the account may ask' : `${contacts} named contacts may ask`,
    ...(channels === undefined ? [] : [`in ${channels} ${channels === 1 ? 'channel' : 'channels'}`]),
  ];
  const work = [
    ...(hours === undefined ? [] : [`${sayOpenTime(hours)} a month included`]),
    ...(overage === undefined ? [] : [`${sayMoney(overage)} for each further hour`]),
    ...(incidents === undefined ? [] : [incidentsWords(incidents)]),
  ];
  const covered = Object.entries(products ?? {}).map(([name, versions]) => `${name} ${versions.join(', ')}`);
  return [
    [
      `${plan.name}: ${MODE_WORDS[mode]}, promise "${plan.policy}"${severities === undefined ? '' : ` for ${severities.join(', ')}`}.`,
    ],
    [`${who.join(', ')}.`.replace(/^./, (first) => first.toUpperCase())],
    ...(work.length === 0 ? [] : [[`Work: ${work.join('; ')}.`]]),
    ...(covered.length === 0 ? [] : [[`Covers ${covered.join('; ')}.`]]),
    ...(features.length === 0 ? [] : [[`Also: ${features.join(', ')}.`]]),
  ];
}

const incidentsWords = ({ aYear, price }: NonNullable<PlanBody['incidents']>): string =>
  `${aYear} requests a year included${price === undefined ? '' : `, ${sayMoney(price)} for each further one`}`;

/** One line of a list. */
export const planLine = (plan: PlanBody): string =>
  `${plan.name} · ${MODE_WORDS[plan.mode]} · promise "${plan.policy}"${plan.price === undefined ? '' : ` · ${sayPrice(plan.price)}`}`;
