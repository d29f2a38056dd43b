import { type Money, minus, sayMoney, share, zero } from '../billing/money';
import { SEVERITIES } from '../sla/severity';
import { type Millis, sayOpenTime } from '../time';
import { MODE_WORDS, MONTHS_IN, type Mode, type PlanBody } from './plan';
import type { RequirementProfile } from './profile';

/** What a plan's policy promises, which the plan itself does not say. */
export interface Promised {
  readonly dayAndNight: (plan: PlanBody) => boolean;
  /** The shortest first response it promises for any severity. */
  readonly fastest: (plan: PlanBody) => Millis | undefined;
}
/** A plan held against a profile. */
export interface PlanFit {
  readonly plan: PlanBody;
  readonly yearly?: Money;
  readonly budget: 'reaches' | 'short' | 'not compared' | 'none given';
  readonly dayAndNight: boolean;
  readonly firstResponse?: Millis;
  /** Why it does not serve, each to be read after its name. */
  readonly lacks: readonly string[];
}

export function fitOf(plan: PlanBody, mode: Mode, profile: RequirementProfile, promised: Promised): PlanFit {
  const yearly = yearlyOf(plan, profile.budget);
  const firstResponse = promised.fastest(plan);
  const dayAndNight = promised.dayAndNight(plan);
  const [worst] = SEVERITIES;
  const lacks = [
    ...(plan.mode === mode ? [] : [`is ${MODE_WORDS[plan.mode]}, not ${MODE_WORDS[mode]}`]),
    ...(profile.expected === 'day_and_night' && !dayAndNight ? ['does not answer day and night'] : []),
    ...(profile.useCase === 'critical' && plan.severities?.includes(worst) === false
      ? [`does not cover ${worst}, the most severe`]
      : []),
  ];
  return {
    plan,
    ...(yearly === undefined ? {} : { yearly }),
    budget: budgetFor(yearly, profile.budget),
    dayAndNight,
    ...(firstResponse === undefined ? {} : { firstResponse }),
    lacks,
  };
}

/** Community costs nothing unless it says so; a plan without a price for a time is paid for by use. */
function yearlyOf({ price, mode }: PlanBody, budget: Money | undefined): Money | undefined {
  if (price !== undefined) return share({ minor: price.minor, currency: price.currency }, 12, MONTHS_IN[price.per]);
  return mode === 'community' && budget !== undefined ? zero(budget.currency) : undefined;
}

function budgetFor(yearly: Money | undefined, budget: Money | undefined): PlanFit['budget'] {
  if (budget === undefined) return 'none given';
  if (yearly === undefined || yearly.currency !== budget.currency) return 'not compared';
  return yearly.minor <= budget.minor ? 'reaches' : 'short';
}

const BUDGET_RANK: Readonly<Record<PlanFit['budget'], number>> = {
  reaches: 0,
  'none given': 0,
  'not compared': 1,
  short: 2,
};
const LAST = Number.MAX_SAFE_INTEGER;

/** The better one first; plans that are alike stay in the order of the policy file. */
export const byFit =
  (profile: RequirementProfile) =>
  (a: PlanFit, b: PlanFit): number => {
    const [ranksOfA, ranksOfB] = [ranks(a, profile), ranks(b, profile)];
    const at = ranksOfA.findIndex((rank, i) => rank !== ranksOfB[i]);
    return (ranksOfA[at] ?? 0) - (ranksOfB[at] ?? 0);
  };

function ranks(fit: PlanFit, { useCase, technicalLevel, expected }: RequirementProfile): readonly number[] {
  const { plan, yearly, dayAndNight, firstResponse = LAST } = fit;
  const critical = useCase === 'critical';
  return [
    fit.lacks.length,
    BUDGET_RANK[fit.budget],
    // What is out of reach is worse the dearer it is, whatever it offers.
    fit.budget === 'short' ? (yearly?.minor ?? LAST) : 0,
    expected !== 'day_and_night' && dayAndNight && !critical ? 1 : 0,
    critical ? firstResponse : 0,
    technicalLevel === 'low' && plan.hours === undefined ? 1 : 0,
    yearly?.minor ?? LAST,
    firstResponse,
  ];
}

/** What speaks against it, beside the one proposed. */
export function against(fit: PlanFit, best: PlanFit | undefined, profile: RequirementProfile): readonly string[] {
  const { yearly, budget, firstResponse } = fit;
  const said = [...fit.lacks];
  if (budget === 'short' && yearly !== undefined && profile.budget !== undefined) {
    said.push(`costs ${sayMoney(yearly)} a year, ${sayMoney(minus(yearly, profile.budget))} more than the budget`);
  }
  if (best === undefined) return said;
  const known = yearly !== undefined && best.yearly !== undefined && yearly.currency === best.yearly.currency;
  if (known && budget !== 'short' && yearly.minor > best.yearly.minor) {
    said.push(`costs ${sayMoney(minus(yearly, best.yearly))} more a year`);
  }
  if (profile.expected !== 'day_and_night' && fit.dayAndNight && !best.dayAndNight) {
    said.push('answers day and night, which is more than was asked for');
  }
  if (best.firstResponse !== undefined && (firstResponse ?? LAST) > best.firstResponse) {
    const slower = firstResponse === undefined ? 'no first answer in a set time' : sayOpenTime(firstResponse);
    said.push(
      `promises ${slower} where ${best.plan.name} promises a first answer in ${sayOpenTime(best.firstResponse)}`,
    );
  }
  if (profile.technicalLevel === 'low' && fit.plan.hours === undefined && best.plan.hours !== undefined) {
    said.push('includes no hours');
  }
  return said.length > 0 ? said : [`serves as well as ${best.plan.name}, which the policy file names first`];
}
