import { isExhausted } from '../billing/balance';
import { type LocalDate, startOfDay } from '../calendar/zone';
import type { CustomerChannel } from '../desk/desk';
import { sameMember, samePlace } from '../message';
import type { Severity } from '../sla/policy';
import type { Unit } from '../store';
import { type Contract, contractAt, hoursOf } from '../subscription/contract';
import { addMonths, monthsUntil } from '../subscription/months';
import type { Named } from '../ticket/ticket';
import type { Instant } from '../time';
import { sayMember } from './account';
import type { Coverage } from './coverage';
import { entitlement, type Facts } from './entitlement';

/** What is asked, by whom, where and when. */
export interface Asked {
  readonly channel: Pick<CustomerChannel, 'place' | 'account' | 'policy'>;
  readonly requester: Named;
  readonly severity: Severity;
  readonly at: Instant;
  readonly product?: string;
  readonly productVersion?: string;
  /** What was true of the hours then, where it is known; else they are reckoned by all that is drawn by now. */
  readonly hoursLeft?: Facts['hoursLeft'];
}

/** Whether the contract covers a request, by what was in force when it was made. */
export async function coverageOf(unit: Unit, asked: Asked): Promise<Coverage> {
  const { channel, requester, severity, at, product, productVersion } = asked;
  const about = {
    ...(channel.policy === undefined ? {} : { channelPolicy: channel.policy }),
    severity,
    asks: { id: sayMember(requester.member), name: requester.name },
    ...(product === undefined ? {} : { product }),
    ...(productVersion === undefined ? {} : { productVersion }),
  };
  const account = await unit.accounts.find(channel.account);
  if (account === undefined) return entitlement({ ...UNKNOWN, ...about });
  const contract = await contractAt(unit, account, at);
  return entitlement({ ...about, ...(await factsOf(unit, contract, asked)) });
}

const UNKNOWN = {
  standing: { tag: 'none' },
  day: '1970-01-01' as LocalDate,
  named: false,
  channel: 1,
  hoursLeft: 'some',
  incidents: { since: '1970-01-01' as LocalDate, count: 0 },
} as const;

async function factsOf(
  unit: Unit,
  contract: Contract,
  { channel, requester, at, hoursLeft }: Asked,
): Promise<Omit<Facts, 'severity' | 'asks'>> {
  const { account, day, standing, plan } = contract;
  const known = { ...UNKNOWN, account: account.name, standing, day };
  if (standing.tag !== 'in_force' || plan === undefined) return known;
  const contacts = plan.contacts === undefined ? [] : await unit.accounts.contacts(account.name);
  const places = plan.channels === undefined ? [] : await unit.accounts.channelsOf(account.name);
  const since = yearOf(standing.from, day);
  return {
    ...known,
    plan,
    // Whoever was named first keeps their place when a smaller plan has fewer.
    named: contacts
      .slice(0, plan.contacts)
      .some(({ members }) => members.some((member) => sameMember(member, requester.member))),
    channel:
      1 +
      Math.max(
        0,
        places.findIndex((place) => samePlace(place, channel.place)),
      ),
    hoursLeft: hoursLeft ?? (isExhausted(day, await hoursOf(unit, contract)) ? 'none' : 'some'),
    incidents: {
      since,
      count:
        plan.incidents === undefined
          ? 0
          : await unit.tickets.countCovered(account.name, startOfDay(account.zone, since), at),
    },
  };
}

/** The day on which the year of the subscription began that this day lies in. */
function yearOf(from: LocalDate, day: LocalDate): LocalDate {
  const grid = { first: from, short: 'last day' } as const;
  return addMonths(grid, 12 * Math.floor(monthsUntil(grid, day) / 12));
}
