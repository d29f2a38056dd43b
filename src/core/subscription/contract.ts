import type { Account } from '../account/account';
import type { HoursFacts } from '../billing/ledger';
import { type LocalDate, localDateOf } from '../calendar/zone';
import type { Unit } from '../store';
import type { Instant } from '../time';
import type { PlanVersion } from './plan';
import { standingOn } from './standing';
import type { Standing, Term } from './term';

/** What an account has agreed with us, as it counts at one moment. */
export interface Contract {
  readonly account: Account;
  /** The day of that moment in the account's zone. */
  readonly day: LocalDate;
  readonly terms: readonly Term[];
  readonly standing: Standing;
  /** The plan in force, as it stood then. */
  readonly plan?: PlanVersion;
}

export async function contractAt(unit: Unit, account: Account, at: Instant): Promise<Contract> {
  const day = localDateOf(account.zone, at);
  const terms = await unit.subscriptions.ofAccount(account.name);
  const standing = standingOn(terms, day);
  const plan = standing.tag === 'in_force' ? await unit.plans.at(standing.plan, at) : undefined;
  return { account, day, terms, standing, ...(plan === undefined ? {} : { plan }) };
}

/** The ledger of the account, for what is asked of its hours on the contract's day. */
export async function hoursOf(unit: Unit, { account, plan }: Contract): Promise<HoursFacts> {
  const { name } = account;
  return { account: name, packs: await unit.ledger.packs(name), draws: await unit.ledger.draws(name), plan };
}
