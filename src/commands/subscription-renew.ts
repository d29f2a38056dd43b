import { z } from 'zod';
import { leadsOnly } from '../core/access';
import { accountNamed } from '../core/account/account-in';
import { contractAt } from '../core/account/contract';
import { priceIn } from '../core/account/price-in';
import { renewSubscription } from '../core/account/renew-subscription';
import { planNamed, writeTerm } from '../core/account/write-term';
import { defineCommand } from '../core/command';
import { date, line } from '../core/field';
import { say } from '../core/message';

export default defineCommand({
  name: 'subscription renew',
  summary: 'renew a subscription',
  input: z.object({
    account: line().describe('Name of the account'),
    until: date().describe('Last day; as long again unless said').optional(),
    plan: line().describe('Plan from then on; as it is unless said').optional(),
    price: line().describe('Price from then on, such as 12000 EUR a year').optional(),
    from: date().describe('First day again, after it had ended').optional(),
    note: line().describe('Note').optional(),
  }),
  allow: leadsOnly,
  audience: 'agents',
  async run(call) {
    const { unit, input, now, desk } = call;
    const contract = await contractAt(unit, await accountNamed(unit, input.account), now);
    const asked = {
      ...(input.until === undefined ? {} : { until: input.until }),
      ...(input.plan === undefined ? {} : { plan: planNamed(call, input.plan).name }),
      ...(input.price === undefined ? {} : { price: priceIn(input.price, desk.contracts) }),
      ...(input.from === undefined ? {} : { on: input.from }),
    };
    const change = renewSubscription(contract.terms, asked, contract.day);
    return say(...(await writeTerm(call, contract, change, input.note)));
  },
});
