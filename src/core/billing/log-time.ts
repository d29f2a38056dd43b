import type { Account } from '../account/account';
import { addDays, type LocalDate, localDateOf, startOfDay } from '../calendar/zone';
import { UserError } from '../errors';
import { tellOfHours } from '../notify/hours';
import { type Contract, contractAt, hoursOf } from '../subscription/contract';
import type { Mode } from '../subscription/plan';
import type { Named, TicketId } from '../ticket/ticket';
import { type Instant, instant, type Millis } from '../time';
import type { Work } from '../work';
import { correct } from './correct';
import { drawFor } from './draw';
import type { TimeEntry } from './hours';
import { hoursNotices } from './notices';
import { countedLength } from './rounding';

export interface TimeAsked {
  readonly account: Account;
  readonly ticket?: TicketId;
  readonly mode: Mode;
  readonly length: Millis;
  readonly billable: boolean;
  readonly by: Named;
  /** The day it was done; today unless said. */
  readonly day?: LocalDate;
  readonly note?: string;
}

/** Sold and charged by itself, so that it takes nothing from the hours of support. */
export const isSoldApart = (mode: Mode): boolean =>
  mode !== 'subscription' && mode !== 'on_demand' && mode !== 'community';

/** Writes down somebody's work and draws it from what the account has paid for. @throws UserError time.none, time.future */
export async function logTime(work: Work, asked: TimeAsked): Promise<TimeEntry> {
  const { unit, now } = work;
  const { account, note, ticket, day: said, ...rest } = asked;
  if (asked.length === 0) throw new UserError('time.none', 'Say how long it took, such as 45m. Nothing was changed.');
  await unit.accounts.hold(account.name);
  const contract = await contractOn(work, account, said);
  const { day, plan } = contract;
  const entry: TimeEntry = {
    id: await unit.ledger.nextEntry(),
    account: account.name,
    day,
    counted: countedLength(asked.length, plan),
    writtenAt: now,
    ...rest,
    ...(ticket === undefined ? {} : { ticket }),
    ...(note === undefined ? {} : { note }),
  };
  const draws = drawFor(entry, await hoursOf(unit, contract));
  await unit.ledger.add(entry, draws);
  await tellOfHoursOf(work, account);
  return entry;
}

/** What an entry says is put right by a further one. @throws UserError hours.corrected, time.unknown */
export async function correctTime(
  work: Work,
  id: number,
  next: { readonly length: Millis; readonly billable?: boolean; readonly note?: string; readonly by: Named },
): Promise<{ readonly before: TimeEntry; readonly entry: TimeEntry }> {
  const { unit, now } = work;
  const before = await unit.ledger.entry(id);
  const account = before && (await unit.accounts.find(before.account));
  if (before === undefined || account === undefined)
    throw new UserError('time.unknown', `There is no time entry ${id}. Nothing was changed.`);
  await unit.accounts.hold(account.name);
  const contract = await contractOn(work, account, before.day);
  const other = await unit.ledger.correctionOf(id);
  const facts = { ...(await hoursOf(unit, contract)), ...(other === undefined ? {} : { correctedBy: other.id }) };
  const further = await unit.ledger.nextEntry();
  const { entry, draws } = correct(before, { id: further, writtenAt: now, ...next }, facts);
  await unit.ledger.add(entry, draws);
  await tellOfHoursOf(work, account);
  return { before, entry };
}

/** What was in force on that day: at its end, so that what began on it counts. @throws UserError time.future */
async function contractOn({ unit, now }: Work, account: Account, day: LocalDate | undefined): Promise<Contract> {
  const today = localDateOf(account.zone, now);
  if (day === undefined || day === today) return contractAt(unit, account, now);
  if (day > today) throw new UserError('time.future', 'That day has not come yet. Nothing was changed.');
  const end: Instant = instant(startOfDay(account.zone, addDays(day, 1)) - 1);
  return contractAt(unit, account, end);
}

async function tellOfHoursOf(work: Work, account: Account): Promise<void> {
  const contract = await contractAt(work.unit, account, work.now);
  const { remindPacks } = work.desk.contracts;
  await tellOfHours(work, hoursNotices(contract.day, await hoursOf(work.unit, contract), remindPacks));
}
