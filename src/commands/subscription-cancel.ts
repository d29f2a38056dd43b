import { z } from 'zod';
import { leadsOnly } from '../core/access';
import { defineCommand } from '../core/command';
import { date, line } from '../core/field';
import { say } from '../core/message';
import { cancelSubscription } from '../core/subscription/cancel-subscription';
import { contractHeld, writeTerm } from '../core/subscription/write-term';

export default defineCommand({
  name: 'subscription cancel',
  summary: 'cancel a subscription',
  input: z.object({
    account: line().describe('Name of the account'),
    until: date().describe('Last day; the present end unless said').optional(),
    note: line().describe('Why').optional(),
  }),
  allow: leadsOnly,
  audience: 'agents',
  async run(call) {
    const { input } = call;
    const contract = await contractHeld(call, input.account);
    const asked = input.until === undefined ? {} : { until: input.until };
    const change = cancelSubscription(contract.terms, asked, contract.day);
    return say(...(await writeTerm(call, contract, change, input.note)));
  },
});
