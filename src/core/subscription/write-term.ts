import { accountHeld, handOf } from '../account/account-in';
import type { Call } from '../command';
import { nearest, oneOf } from '../desk/nearest';
import { UserError } from '../errors';
import { type Line, strong } from '../message';
import { type Contract, contractAt } from './contract';
import type { PlanBody, Price } from './plan';
import { priceIn } from './price-in';
import type { NewChange } from './subscription-checks';
import type { TermChange } from './term';
import { sayPrice, standingLine, termLine } from './term-words';

/** A plan of the policy file. @throws UserError plan.unknown */
export function planNamed({ desk }: Pick<Call<unknown>, 'desk'>, name: string): PlanBody {
  const plans = Object.values(desk.plans);
  const found = plans.find((plan) => plan.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  const names = plans.map((plan) => plan.name);
  const meant = nearest(name, names);
  const cure =
    names.length === 0
      ? 'The policy file has none: write them under `plans`.'
      : meant === undefined
        ? `There are ${oneOf(names)}.`
        : `Did you mean "${meant}"?`;
  throw new UserError('plan.unknown', `There is no plan "${name}". ${cure} Nothing was changed.`);
}

/** An account's contract, which nobody else can change before this unit ends: what is checked now is still so when it is written. */
export async function contractHeld({ unit, now }: Call<unknown>, name: string): Promise<Contract> {
  return contractAt(unit, await accountHeld(unit, name), now);
}

/** Writes down what was decided on, and says how the account stands now. Open tickets keep what they were promised. */
export async function writeTerm(
  call: Call<unknown>,
  { account, terms }: Contract,
  change: NewChange<TermChange['type']>,
  note: string | undefined,
): Promise<readonly Line[]> {
  const { unit, now } = call;
  const { at, ...hand } = handOf(call);
  const kept = note === undefined ? {} : { note };
  await unit.subscriptions.add({ account: account.name, writtenAt: at, ...hand, ...kept, ...change });
  const after = await contractAt(unit, account, now);
  const { standing } = after;
  const price = standing.tag === 'in_force' && standing.price !== undefined ? ` · ${sayPrice(standing.price)}` : '';
  return [
    [strong(account.name), `: ${standingLine(standing)}${price}.`],
    ...(change.on > after.day ? [[`Written down: ${termLine(change)}.`]] : []),
    ...(terms.length === 0 ? [] : [['New tickets are judged by this; open ones keep what they were promised.']]),
  ];
}

interface Sold {
  readonly plan?: string;
  readonly price?: Price;
}
interface Said {
  readonly plan?: string | undefined;
  readonly price?: string | undefined;
}
type Here = Pick<Call<unknown>, 'desk'>;
/** A plan comes at its list price unless another is said; what is not said stays as agreed. @throws UserError plan.unknown, money.* */
export function soldAs(call: Here, said: Said & { readonly plan: string }): Sold & { readonly plan: string };
export function soldAs(call: Here, said: Said): Sold;
export function soldAs(call: Here, said: Said): Sold {
  const plan = said.plan === undefined ? undefined : planNamed(call, said.plan);
  const price = said.price === undefined ? plan?.price : priceIn(said.price, call.desk.contracts);
  return { ...(plan === undefined ? {} : { plan: plan.name }), ...(price === undefined ? {} : { price }) };
}
