import { z } from 'zod';
import { leadsOnly } from '../core/access';
import { defineCommand } from '../core/command';
import { date, line } from '../core/field';
import { say } from '../core/message';
import { renewSubscription } from '../core/subscription/renew-subscription';
import { contractHeld, soldAs, writeTerm } from '../core/subscription/write-term';

export default defineCommand({
  name: 'subscription renew',
  summary: 'renew a subscription',
  input: z.object({
    account: line().describe('Name of the account'),
    until: date().describe('Last day; as long again unless said').optional(),
    plan: line().describe('Plan from then on; as it is unless said').optional(),
    price: line()
      .describe('Price from then on, such as 12000 EUR a year; as agreed unless said, or that of another plan')
      .optional(),
    from: date().describe('First day again, after it had ended').optional(),
    note: line().describe('Note').optional(),
  }),
  allow: leadsOnly,
  audience: 'agents',
  async run(call) {
    const { input } = call;
    const contract = await contractHeld(call, input.account);
    const asked = {
      ...(input.until === undefined ? {} : { until: input.until }),
      ...soldAs(call, input),
      ...(input.from === undefined ? {} : { on: input.from }),
    };
    const change = renewSubscription(contract.terms, asked, contract.day);
    return say(...(await writeTerm(call, contract, change, input.note)));
  },
});
