import { z } from 'zod';
import { agentsOnly, named } from '../core/access';
import { accountNamed } from '../core/account/account-in';
import { logTime } from '../core/account/log-time';
import { MODE_WORDS, MODES } from '../core/account/plan';
import { drawWords } from '../core/billing/draw-words';
import { defineCommand } from '../core/command';
import { date, duration, line, yesOrNo } from '../core/field';
import { say } from '../core/message';
import { sayOpenTime } from '../core/time';

export default defineCommand({
  name: 'work log',
  summary: 'log work that is on no ticket',
  input: z.object({
    account: line().describe('Name of the account'),
    time: duration().describe('How long, such as 3h'),
    mode: z.enum(MODES).describe('How it is sold'),
    note: line().describe('What you did').optional(),
    on: date().describe('Day; today unless said').optional(),
    billable: yesOrNo().describe('Drawn from their hours; only for subscription and on demand unless said').optional(),
  }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const { input, unit, actor } = call;
    const account = await accountNamed(unit, input.account);
    // Training and the like are charged by themselves, so they take nothing from the hours of support.
    const drawn = input.mode === 'subscription' || input.mode === 'on_demand';
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
