import { z } from 'zod';
import { agentsOnly, named } from '../core/access';
import type { Account } from '../core/account/account';
import { accountNamed } from '../core/account/account-in';
import { correctAsSaid } from '../core/billing/correct-as-said';
import { drawWords, standingWords } from '../core/billing/draw-words';
import type { TimeEntry } from '../core/billing/hours';
import { isSoldApart, logTime } from '../core/billing/log-time';
import { addDays, localDateOf } from '../core/calendar/zone';
import { defineCommand } from '../core/command';
import { UserError } from '../core/errors';
import { date, duration, line, wholeNumber, yesOrNo } from '../core/field';
import { say } from '../core/message';
import { MODE_WORDS, MODES } from '../core/subscription/plan';
import { sayOpenTime } from '../core/time';
import type { Work } from '../core/work';

export default defineCommand({
  name: 'work log',
  summary: 'log work that is on no ticket',
  input: z.object({
    account: line().describe('Name of the account'),
    time: duration().describe('How long, such as 3h'),
    mode: z.enum(MODES).describe('How it is sold'),
    note: line().describe('What you did').optional(),
    on: date().describe('Day; today unless said').optional(),
    billable: yesOrNo().describe('Billable; yes unless said for subscription and on demand').optional(),
    corrects: wholeNumber(999_999_999).describe('Number of the entry that this one replaces').optional(),
  }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const { input, unit, actor } = call;
    const account = await accountNamed(unit, input.account);
    if (input.corrects !== undefined) {
      const known = await unit.ledger.entry(input.corrects);
      if (known?.account !== account.name || known.ticket !== undefined)
        throw new UserError(
          'time.unknown',
          `${account.name} has no entry ${input.corrects} for work on no ticket. ${standingWords(await recent(call, account))} Nothing was changed.`,
        );
      return say([(await correctAsSaid(call, input.corrects, input)).words]);
    }
    const drawn = !isSoldApart(input.mode) && input.mode !== 'community';
    const entry = await logTime(call, {
      account,
      mode: input.mode,
      length: input.time,
      billable: input.billable === undefined ? drawn : input.billable === 'yes',
      by: named(actor),
      ...(input.on === undefined ? {} : { day: input.on }),
      ...(input.note === undefined ? {} : { note: input.note }),
    });
    const draws = await unit.ledger.drawsOf(entry.id);
    return say([
      `Logged ${sayOpenTime(entry.length)} of ${MODE_WORDS[input.mode]} for ${account.name} as entry ${entry.id}. ${drawWords(entry, draws)}`,
    ]);
  },
});

const RECENT_DAYS = 62;
async function recent(
  { unit, now }: Pick<Work, 'unit' | 'now'>,
  { name, zone }: Account,
): Promise<readonly TimeEntry[]> {
  const to = localDateOf(zone, now);
  const entries = await unit.ledger.entries({ account: name, from: addDays(to, -RECENT_DAYS), to });
  return entries.filter(({ ticket }) => ticket === undefined);
}
