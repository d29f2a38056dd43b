import { sayMoney } from '../billing/money';
import { sayDate } from '../calendar/say-date';
import type { LocalDate } from '../calendar/zone';
import { COMMUNITY } from '../sla/community';
import type { Severity } from '../sla/severity';
import type { PlanBody } from '../subscription/plan';
import type { Standing } from '../subscription/term';
import type { Cause, Coverage, Verdict } from './coverage';

/** What the check is made from; gathered by coverageOf, so that the rule itself is read in one place. */
export interface Facts {
  readonly account?: string;
  /** What the policy file promises this channel, which counts while the account has never had a subscription. */
  readonly channelPolicy?: string;
  readonly standing: Standing;
  /** The plan of the standing, as it stood that day. */
  readonly plan?: PlanBody;
  readonly day: LocalDate;
  readonly severity: Severity;
  readonly asks: { readonly id: string; readonly name: string };
  /** Whether they are among the contacts that the plan has room for. */
  readonly named: boolean;
  /** The place of this channel among the account's, from 1. */
  readonly channel: number;
  readonly product?: string;
  readonly productVersion?: string;
  readonly hoursLeft: 'some' | 'none';
  /** Covered tickets of this year of the subscription, and the day the year began. */
  readonly incidents: { readonly since: LocalDate; readonly count: number };
}

/** Never an error: a request that is not covered is a ticket all the same, under the community's promise. */
export function entitlement(facts: Facts): Coverage {
  const { standing, plan } = facts;
  if (standing.tag === 'none') return withoutSubscription(facts);
  if (standing.tag === 'lapsed') {
    const ended = standing.how === 'cancelled' ? 'was cancelled and ended' : 'ended';
    const reason = `the subscription ${ended} on ${sayDate(standing.until)}`;
    return community(facts, ['lapsed', reason, 'ended', standing.until]);
  }
  if (plan === undefined) {
    const reason = `no plan "${standing.plan}" was ever in the policy file`;
    return community(facts, ['unknown', reason, 'no subscription', standing.plan]);
  }
  const missing = notCovered(facts, plan) ?? exhausted(facts, plan);
  if (missing !== undefined) return community(facts, missing);
  return {
    verdict: 'covered',
    reason: inFavour(facts, plan),
    cause: 'plan',
    about: plan.name,
    mode: plan.mode,
    policy: plan.policy,
    plan: plan.name,
    ...chargeFor(facts, plan),
  };
}

function withoutSubscription(facts: Facts): Coverage {
  const { account, channelPolicy, standing } = facts;
  if (account === undefined) return community(facts, ['unknown', 'this is nobody’s channel', 'no account', '']);
  if (standing.tag === 'none' && standing.from !== undefined) {
    const reason = `the subscription begins on ${sayDate(standing.from)}`;
    return community(facts, ['unknown', reason, 'not begun', standing.from]);
  }
  if (channelPolicy === undefined)
    return community(facts, ['unknown', 'the account has no subscription', 'no subscription', '']);
  return {
    verdict: 'covered',
    reason: 'promised to this channel by the policy file',
    cause: 'policy file',
    about: channelPolicy,
    mode: channelPolicy === COMMUNITY ? 'community' : 'subscription',
    policy: channelPolicy,
  };
}

type Missing = readonly [verdict: Verdict, reason: string, cause: Cause, about: string];

function notCovered(facts: Facts, plan: PlanBody): Missing | undefined {
  const { severity, asks, named, channel, product, productVersion } = facts;
  if (plan.contacts !== undefined && !named)
    return ['not_covered', `${asks.name} is not a named contact`, 'contact', asks.id];
  if (plan.channels !== undefined && channel > plan.channels)
    return [
      'not_covered',
      `the plan covers ${plan.channels} of the account’s channels, and this is one more`,
      'channel',
      '',
    ];
  if (plan.severities !== undefined && !plan.severities.includes(severity))
    return ['not_covered', `${severity} is not part of the plan`, 'severity', severity];
  if (plan.products === undefined || product === undefined) return undefined;
  const versions = Object.entries(plan.products).find(([name]) => name.toLowerCase() === product.toLowerCase())?.[1];
  if (versions === undefined) return ['not_covered', `${product} is not part of the plan`, 'product', product];
  if (productVersion === undefined || versions.some((covered) => covers(covered, productVersion))) return undefined;
  return ['not_covered', `${product} ${productVersion} is not supported`, 'product', `${product} ${productVersion}`];
}

function exhausted(facts: Facts, plan: PlanBody): Missing | undefined {
  if (facts.hoursLeft === 'none') return ['exhausted', 'no hours are left', 'hours', facts.day.slice(0, 7)];
  const { incidents } = plan;
  if (incidents === undefined || incidents.price !== undefined || facts.incidents.count < incidents.aYear)
    return undefined;
  return ['exhausted', `the ${incidents.aYear} incidents of this year are used up`, 'incidents', facts.incidents.since];
}

function chargeFor({ incidents: { count } }: Facts, { incidents }: PlanBody): Pick<Coverage, 'charge'> {
  return incidents?.price === undefined || count < incidents.aYear ? {} : { charge: incidents.price };
}

/** `5.2` covers itself and `5.2.7`; `5.*` all that begins with `5.`; `*` everything. */
export function covers(covered: string, version: string): boolean {
  if (covered === '*' || covered === version) return true;
  return covered.endsWith('*') ? version.startsWith(covered.slice(0, -1)) : version.startsWith(`${covered}.`);
}

function inFavour(facts: Facts, plan: PlanBody): string {
  const { product, productVersion } = facts;
  const beyond = chargeFor(facts, plan).charge;
  const points = [
    ...(plan.contacts === undefined ? [] : ['named contact']),
    ...(plan.products === undefined || product === undefined
      ? []
      : [`${[product, productVersion].filter(Boolean).join(' ')} supported`]),
    ...(beyond === undefined ? [] : [`one more than included, ${sayMoney(beyond)}`]),
  ];
  return points.join(', ');
}

function community({ standing }: Facts, [verdict, reason, cause, about]: Missing): Coverage {
  const plan = standing.tag === 'none' ? {} : { plan: standing.plan };
  return { verdict, reason, cause, about, mode: 'community', policy: COMMUNITY, ...plan };
}
