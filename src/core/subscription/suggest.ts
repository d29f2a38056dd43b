import { sayMoney } from '../billing/money';
import { sayOpenTime } from '../time';
import { MODE_WORDS, type Mode, type PlanBody } from './plan';
import { against, byFit, fitOf, type PlanFit, type Promised } from './plan-fit';
import type { RequirementProfile } from './profile';

export interface Suggestion {
  readonly mode: Mode;
  /** The name of the plan. Absent: none of them fits, and the reasons say why. */
  readonly plan?: string;
  /** Whether the budget reaches for that plan. */
  readonly budget: PlanFit['budget'];
  readonly reasons: readonly string[];
  readonly nextBest?: { readonly plan: string; readonly against: string };
  /** Other modes to offer with it. */
  readonly besides: readonly { readonly mode: Mode; readonly plan?: string; readonly reason: string }[];
}

/** Modes that answer questions; the others are work that is agreed by itself. */
const ANSWERING: readonly Mode[] = ['community', 'on_demand', 'subscription'];

/** Proposes how to serve a customer, by rules that a person can follow and disagree with. */
export function suggest(profile: RequirementProfile, plans: readonly PlanBody[], promised: Promised): Suggestion {
  const { mode, why } = chooseMode(profile);
  const ranked = plans
    .filter((plan) => ANSWERING.includes(plan.mode))
    .map((plan) => fitOf(plan, mode, profile, promised))
    .sort(byFit(profile));
  const [first] = ranked;
  const best = first?.lacks.length === 0 ? first : undefined;
  const next = ranked.find((fit) => fit !== best);
  return {
    mode,
    ...(best === undefined ? {} : { plan: best.plan.name }),
    budget: best?.budget ?? (profile.budget === undefined ? 'none given' : 'not compared'),
    reasons: [
      why,
      ...(best === undefined ? [noneFits(mode, ranked)] : [...offers(best, profile), ...cost(best, profile)]),
    ],
    ...(next === undefined
      ? {}
      : { nextBest: { plan: next.plan.name, against: sentence(next.plan.name, against(next, best, profile)) } }),
    besides: besides(profile, plans),
  };
}

function chooseMode({ useCase, expected, technicalLevel }: RequirementProfile): {
  readonly mode: Mode;
  readonly why: string;
} {
  if (expected === 'day_and_night') {
    return {
      mode: 'subscription',
      why: 'Answers day and night have to be promised, and a subscription promises them.',
    };
  }
  if (useCase === 'critical') {
    const hoped = expected === 'community' ? ' The community promises nothing, whatever is expected of it.' : '';
    return {
      mode: 'subscription',
      why: `The use is critical, so answers have to be promised: a subscription.${hoped}`,
    };
  }
  if (useCase === 'production' && expected === 'office_hours') {
    return { mode: 'subscription', why: 'In production, answers in office hours are worth a promise: a subscription.' };
  }
  if (expected === 'office_hours') {
    return { mode: 'on_demand', why: 'While experimenting, questions come now and then: paying for each costs least.' };
  }
  if (useCase === 'production' && technicalLevel !== 'high') {
    return {
      mode: 'on_demand',
      why: 'The community answers everyday questions; in production somebody should be at hand when it cannot: on demand.',
    };
  }
  return {
    mode: 'community',
    why:
      useCase === 'production'
        ? 'A team that knows the technology well and expects no promise is served by the community.'
        : 'For experiments without a promise the community is enough.',
  };
}

function noneFits(mode: Mode, ranked: readonly PlanFit[]): string {
  const same = ranked.filter(({ plan }) => plan.mode === mode);
  if (same.length === 0) return `No plan fits: the policy file has none for ${MODE_WORDS[mode]}.`;
  return `No plan fits: ${same.map(({ plan, lacks }) => `${plan.name} ${lacks.join(' and ')}`).join('; ')}.`;
}

function offers(
  { plan, dayAndNight, firstResponse }: PlanFit,
  { technicalLevel }: RequirementProfile,
): readonly string[] {
  const when = dayAndNight ? 'day and night' : 'in its opening hours';
  const first = firstResponse === undefined ? '' : `, at best with a first answer within ${sayOpenTime(firstResponse)}`;
  const includes = technicalLevel === 'low' && plan.hours !== undefined;
  return [
    ...(firstResponse === undefined && !dayAndNight ? [] : [`${plan.name} answers ${when}${first}.`]),
    ...(includes ? [`It includes ${sayOpenTime(plan.hours)} a month, which helps a team that is new to it.`] : []),
  ];
}

function cost({ plan, yearly, budget }: PlanFit, profile: RequirementProfile): readonly string[] {
  const has = profile.budget === undefined ? '' : sayMoney(profile.budget);
  switch (budget) {
    case 'none given':
      return yearly === undefined ? [] : [`${plan.name} costs ${sayMoney(yearly)} a year.`];
    case 'reaches':
      if (yearly?.minor === 0) return [`${plan.name} costs nothing.`];
      return [
        `${plan.name} costs ${yearly === undefined ? '' : sayMoney(yearly)} a year; the budget of ${has} reaches.`,
      ];
    case 'short':
      return [
        `The budget does not reach: it is ${has} a year, and ${plan.name}, the cheapest that fits, costs ${yearly === undefined ? 'more' : sayMoney(yearly)}.`,
      ];
    case 'not compared':
      return yearly === undefined
        ? [`${plan.name} has no price for a year, so it is not compared with the budget of ${has}.`]
        : [
            `${plan.name} costs ${sayMoney(yearly)} a year; the budget of ${has} is in another currency and not compared.`,
          ];
  }
}

function besides(
  { needs = [], technicalLevel }: RequirementProfile,
  plans: readonly PlanBody[],
): Suggestion['besides'] {
  const trains = technicalLevel === 'low' && !needs.includes('training');
  const asked = needs.map((mode) => ({ mode, reason: `Asked for: ${MODE_WORDS[mode]}.` }));
  const offered = {
    mode: 'training' as const,
    reason: 'The team is new to the technology: training saves it questions.',
  };
  return [...asked, ...(trains ? [offered] : [])].map(({ mode, reason }) => {
    const plan = plans.find((one) => one.mode === mode)?.name;
    if (plan !== undefined) return { mode, plan, reason };
    return { mode, reason: `${reason} The policy file has no plan for it; it is agreed by itself.` };
  });
}

function sentence(name: string, parts: readonly string[]): string {
  const [last = '', ...others] = [...parts].reverse();
  return `${name} ${others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`}.`;
}
