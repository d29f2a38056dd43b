import { z } from 'zod';
import { agentsOnly } from '../core/access';
import { accountHere } from '../core/account/account-in';
import { sayDate } from '../core/calendar/say-date';
import { addDays, startOfDay } from '../core/calendar/zone';
import { defineCommand } from '../core/command';
import { date, line } from '../core/field';
import { type Line, say, strong } from '../core/message';
import { contractAt } from '../core/subscription/contract';
import { inOrder } from '../core/subscription/course';
import { planLines } from '../core/subscription/plan-words';
import { sayPrice, standingLine, termLine } from '../core/subscription/term-words';
import { instant } from '../core/time';

const MOST = 12;

export default defineCommand({
  name: 'subscription show',
  summary: 'show what an account has bought, today or on any day',
  input: z.object({
    account: line().describe('Name of the account; that of this channel unless said').optional(),
    on: date().describe('Day; today unless said').optional(),
  }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const { unit, input, now } = call;
    const account = await accountHere(call, input.account);
    const today = await contractAt(unit, account, now);
    // The end of that day, in the account's zone: whatever changed on it counts.
    const asked = input.on === undefined ? now : instant(startOfDay(account.zone, addDays(input.on, 1)) - 1);
    const { standing, plan, day } = input.on === undefined ? today : await contractAt(unit, account, asked);
    const price: Line[] =
      standing.tag === 'in_force' && standing.price !== undefined ? [[`Price: ${sayPrice(standing.price)}.`]] : [];
    const written = inOrder(today.terms).slice(-MOST);
    return say(
      [strong(account.name), `, ${sayDate(day)}: ${standingLine(standing)}.`],
      ...price,
      ...(plan === undefined ? [] : planLines(plan)),
      ...written.map(
        (term): Line => [
          `${termLine(term)}${term.by === undefined ? '' : ` (${term.by.name})`}${term.note === undefined ? '' : `: ${term.note}`}`,
        ],
      ),
    );
  },
});
