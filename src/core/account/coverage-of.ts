import { isExhausted } from '../billing/balance';
import { addDays, type LocalDate, startOfDay } from '../calendar/zone';
import type { CustomerChannel } from '../desk/desk';
import { sameMember, samePlace } from '../message';
import type { Severity } from '../sla/policy';
import type { Unit } from '../store';
import { type Contract, contractAt, hoursOf } from '../subscription/contract';
import { addMonths, monthsUntil } from '../subscription/months';
import type { InForce } from '../subscription/term';
import type { Named } from '../ticket/ticket';
import type { Instant } from '../time';
import { type Account, sayMember } from './account';
import { type Coverage, isCovered } from './coverage';
import { entitlement, type Facts } from './entitlement';

/** What is asked, by whom, where and when. */
export interface Asked {
  readonly channel: Pick<CustomerChannel, 'place' | 'account' | 'policy'>;
  readonly requester: Named;
  readonly severity: Severity;
  readonly at: Instant;
  readonly product?: string;
  readonly productVersion?: string;
  /** We ask them: whoever of us it is, nothing that is paid for is used. */
  readonly outward?: boolean;
  /** How it was judged before, when it is judged again. */
  readonly before?: Coverage;
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
  { channel, requester, at, outward = false, before }: Asked,
): Promise<Omit<Facts, 'severity' | 'asks'>> {
  const { account, day, standing, plan } = contract;
  const known = { ...UNKNOWN, account: account.name, standing, day };
  if (standing.tag !== 'in_force' || plan === undefined) return known;
  const contacts = plan.contacts === undefined ? [] : await unit.accounts.contacts(account.name);
  const places = plan.channels === undefined ? [] : await unit.accounts.channelsOf(account.name);
  const since = yearOf(standing, day);
  return {
    ...known,
    plan,
    // Whoever was named first keeps their place when a smaller plan has fewer.
    named:
      outward ||
      contacts
        .slice(0, plan.contacts)
        .some(({ members }) => members.some((member) => sameMember(member, requester.member))),
    channel:
      1 +
      Math.max(
        0,
        places.findIndex((place) => samePlace(place, channel.place)),
      ),
    // Once covered, the work on it may be what used them up.
    hoursLeft:
      !outward && !(before && isCovered(before)) && isExhausted(day, await hoursOf(unit, contract)) ? 'none' : 'some',
    incidents: {
      since,
      count: plan.incidents === undefined || outward ? 0 : await incidentsOf(unit, account, since, before && at),
    },
  };
}

/**
 * Covered requests of the year; of one that is judged again, those before it. Whoever asks for the last one in another
 * channel waits, and one that was heard of early counts although it was written later.
 */
async function incidentsOf(
  unit: Unit,
  { name, zone }: Account,
  since: LocalDate,
  before: Instant | undefined,
): Promise<number> {
  await unit.accounts.hold(name);
  const end = addMonths({ first: since, short: 'last day' }, 12);
  return unit.tickets.countCovered(name, startOfDay(zone, since), before ?? startOfDay(zone, end));
}

/**
 * The day on which the year of the subscription began that this day lies in. Periods shorter than that make years together,
 * or what is included in a year would be given out every month.
 */
function yearOf({ from, until, since }: InForce, day: LocalDate): LocalDate {
  const year = addMonths({ first: from, short: 'last day' }, 12);
  const grid = { first: until !== undefined && addDays(until, 1) < year ? since : from, short: 'last day' } as const;
  return addMonths(grid, 12 * Math.floor(monthsUntil(grid, day) / 12));
}
