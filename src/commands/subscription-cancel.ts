import { z } from 'zod';
import { leadsOnly } from '../core/access';
import { accountNamed } from '../core/account/account-in';
import { cancelSubscription } from '../core/account/cancel-subscription';
import { contractAt } from '../core/account/contract';
import { writeTerm } from '../core/account/write-term';
import { defineCommand } from '../core/command';
import { date, line } from '../core/field';
import { say } from '../core/message';

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
    const { unit, input, now } = call;
    const contract = await contractAt(unit, await accountNamed(unit, input.account), now);
    const asked = input.until === undefined ? {} : { until: input.until };
    const change = cancelSubscription(contract.terms, asked, contract.day);
    return say(...(await writeTerm(call, contract, change, input.note)));
  },
});
