import { sayMoney } from '../billing/money';
import { sayDate } from '../calendar/say-date';
import type { LocalDate } from '../calendar/zone';
import type { Price } from './plan';
import type { Standing, TermChange } from './term';

/** `12,000.00 EUR a year` */
export const sayPrice = (price: Price): string => `${sayMoney(price)} a ${price.per}`;

/** One dated change, as a list of them shows it. */
export function termLine(term: TermChange & { readonly on: LocalDate }): string {
  const on = sayDate(term.on);
  switch (term.type) {
    case 'started': {
      const until = term.until === undefined ? 'without an end' : `until ${sayDate(term.until)}`;
      const said = [
        `${on}: ${term.trial ? 'a trial of ' : ''}${term.plan} begins, ${until}`,
        ...(term.autoRenew ? ['renews by itself'] : []),
        ...(term.noticeDays === undefined ? [] : [`notice ${days(term.noticeDays)} before`]),
        ...(term.price === undefined ? [] : [sayPrice(term.price)]),
      ];
      return said.join(', ');
    }
    case 'changed':
      return `${on}: ${term.plan} from this day on${priced(term.price)}`;
    case 'renewed': {
      const plan = term.plan === undefined ? '' : ` as ${term.plan}`;
      return `${on}: renewed until ${sayDate(term.until)}${plan}${priced(term.price)}`;
    }
    case 'cancelled':
      return term.until < term.on
        ? `${on}: called off before it began`
        : `${on}: cancelled, the last day is ${sayDate(term.until)}`;
  }
}

/** How an account stands, in a sentence without its full stop, so that it fits into a line or a card. */
export function standingLine(standing: Standing): string {
  switch (standing.tag) {
    case 'none':
      return standing.from === undefined
        ? 'No subscription'
        : `No subscription yet; one begins on ${sayDate(standing.from)}`;
    case 'lapsed':
      return standing.how === 'cancelled'
        ? `${standing.plan} was cancelled; its last day was ${sayDate(standing.until)}`
        : `${standing.plan} ended on ${sayDate(standing.until)}`;
    case 'in_force': {
      const { plan, until, autoRenew, cancelled, trial } = standing;
      const end = until === undefined ? ' without an end' : ` until ${sayDate(until)}`;
      const then = autoRenew ? (trial ? ', then goes on by itself' : ', renews by itself') : '';
      return `${trial ? 'Trial of ' : ''}${plan}${end}${cancelled ? ', cancelled' : then}`;
    }
  }
}

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;
const priced = (price: Price | undefined): string => (price === undefined ? '' : `, ${sayPrice(price)}`);
