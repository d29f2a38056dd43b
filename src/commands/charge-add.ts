import { z } from 'zod';
import { leadsOnly, named } from '../core/access';
import { accountNamed } from '../core/account/account-in';
import { sayMoney } from '../core/billing/money';
import { CHARGED } from '../core/billing/streams';
import { sayDate } from '../core/calendar/say-date';
import { localDateOf } from '../core/calendar/zone';
import { defineCommand } from '../core/command';
import { date, line } from '../core/field';
import { say } from '../core/message';
import { amountIn } from '../core/subscription/price-in';

export default defineCommand({
  name: 'charge add',
  summary: 'write down what an account pays besides its subscription',
  input: z.object({
    account: line().describe('Name of the account'),
    amount: line().describe('Amount, such as 4500 EUR; below zero to correct one'),
    stream: z.enum(CHARGED).describe('What for'),
    note: line().describe('Note').optional(),
    on: date().describe('Day; today unless said').optional(),
  }),
  allow: leadsOnly,
  audience: 'agents',
  async run(call) {
    const { input, unit, now, actor, desk } = call;
    const account = await accountNamed(unit, input.account);
    const amount = amountIn(input.amount, desk.contracts);
    const day = input.on ?? localDateOf(account.zone, now);
    const note = input.note === undefined ? {} : { note: input.note };
    await unit.charges.add({
      account: account.name,
      stream: input.stream,
      amount,
      day,
      by: named(actor),
      writtenAt: now,
      ...note,
    });
    return say([`Written down for ${account.name}: ${sayMoney(amount)}, ${input.stream}, ${sayDate(day)}.`]);
  },
});
