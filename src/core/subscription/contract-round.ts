import type { Account } from '../account/account';
import { hoursNotices } from '../billing/notices';
import { addDays, localDateOf } from '../calendar/zone';
import { type Desk, type Team, teamServing } from '../desk/desk';
import { tellOfHours } from '../notify/hours';
import { tellOfReminder } from '../notify/renewals';
import { tellOfTurn } from '../notify/turns';
import type { Store, Unit } from '../store';
import type { Instant } from '../time';
import { type Contract, contractAt, hoursOf } from './contract';
import { isStill, lapses } from './lapses';
import { type Reminder, remindersDue } from './reminders';

/** What a digest says of contracts. */
export interface ContractFacts {
  readonly renewals: readonly { readonly account: string; readonly reminder: Reminder }[];
  readonly lapsed: readonly string[];
  /** Accounts with hours that are used up or nearly, or expire. */
  readonly hours: readonly string[];
}
export interface Round {
  readonly desk: Desk;
  readonly team: Team;
  readonly now: Instant;
  /** The beginning of the day of the last round: what happened since is told. */
  readonly since: Instant;
}
const PAGE = 50;

/**
 * Looks at the contracts of a team's accounts, a page in each unit: owners hear of ends that come near, of what ended or
 * renewed itself since the last round, and of hours. Everything is told under a key of its own, so a round that was broken
 * off is simply run again.
 */
export async function contractRound(store: Store, round: Round): Promise<ContractFacts> {
  const pages: ContractFacts[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const from: string = after;
    // What a page has to say is answered, never added from within: a unit may be begun again.
    const looked = await store.transact(async (unit) => {
      const page = await unit.accounts.list({ after: from, limit: PAGE });
      const facts: Found = { renewals: [], lapsed: [], hours: [] };
      for (const account of page.filter((one) => teamServing(round.desk, one)?.id === round.team.id))
        await lookAt(unit, round, account, facts);
      return { facts, next: page.length < PAGE ? undefined : page.at(-1)?.name };
    });
    pages.push(looked.facts);
    after = looked.next;
  }
  return {
    renewals: pages.flatMap(({ renewals }) => renewals),
    lapsed: pages.flatMap(({ lapsed }) => lapsed),
    hours: pages.flatMap(({ hours }) => hours),
  };
}

interface Found {
  readonly renewals: ContractFacts['renewals'][number][];
  readonly lapsed: string[];
  readonly hours: string[];
}
async function lookAt(unit: Unit, round: Round, account: Account, facts: Found): Promise<void> {
  const { desk, now, since } = round;
  const work = { unit, desk, now };
  const contract = await contractAt(unit, account, now);
  const { terms, standing, day } = contract;
  if (terms.length > 0) {
    // By the account's own days: they may begin hours before or after those of the team.
    for (const turn of lapses(terms, addDays(localDateOf(account.zone, since), 1), day)) {
      await tellOfTurn(work, contract, turn);
      if (turn.type !== 'renewed' && isStill(turn, standing)) facts.lapsed.push(account.name);
    }
    for (const reminder of remindersDue(account.name, standing, day, desk.contracts.remind)) {
      await tellOfReminder(work, contract, reminder);
      facts.renewals.push({ account: account.name, reminder });
    }
  }
  if (await tellOfHoursOf(work, contract)) facts.hours.push(account.name);
}

async function tellOfHoursOf(
  work: { readonly unit: Unit; readonly desk: Desk; readonly now: Instant },
  contract: Contract,
): Promise<boolean> {
  const facts = await hoursOf(work.unit, contract);
  if (facts.packs.length === 0 && facts.draws.length === 0) return false;
  const notices = hoursNotices(contract.day, facts, work.desk.contracts.remindPacks);
  await tellOfHours(work, notices);
  return notices.length > 0;
}
