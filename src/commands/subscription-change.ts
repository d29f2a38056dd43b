import { z } from 'zod';
import { leadsOnly } from '../core/access';
import { defineCommand } from '../core/command';
import { date, line } from '../core/field';
import { say } from '../core/message';
import { changeSubscription } from '../core/subscription/change-subscription';
import { contractHeld, soldAs, writeTerm } from '../core/subscription/write-term';

export default defineCommand({
  name: 'subscription change',
  summary: 'change the plan or the price of a subscription',
  input: z.object({
    account: line().describe('Name of the account'),
    plan: line().describe('Plan; as it is unless said').optional(),
    on: date().describe('First day of the change; today unless said').optional(),
    price: line().describe('Price, such as 12000 EUR a year').optional(),
    note: line().describe('Note').optional(),
  }),
  allow: leadsOnly,
  audience: 'agents',
  async run(call) {
    const { input } = call;
    const contract = await contractHeld(call, input.account);
    const asked = {
      ...soldAs(call, input),
      ...(input.on === undefined ? {} : { on: input.on }),
    };
    const change = changeSubscription(contract.terms, asked, contract.day);
    return say(...(await writeTerm(call, contract, change, input.note)));
  },
});
