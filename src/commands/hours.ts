import { z } from 'zod';
import { agentsAndCustomers, isAgent } from '../core/access';
import { accountHere, accountNamed } from '../core/account/account-in';
import { balanceOn } from '../core/billing/balance';
import { hoursLines } from '../core/billing/hours-words';
import { defineCommand } from '../core/command';
import { line } from '../core/field';
import { say, strong } from '../core/message';
import { contractAt, hoursOf } from '../core/subscription/contract';

export default defineCommand({
  name: 'hours',
  summary: 'say how many hours of support are left',
  input: z.object({ account: line().describe('Name of the account; that of this channel unless said').optional() }),
  allow: agentsAndCustomers,
  async run(call) {
    const { actor, unit, now, input } = call;
    // Whatever name a customer writes, they hear of their own account and of no other.
    if (!isAgent(actor)) {
      if (actor.role !== 'requester') return say(['I can only say this in your own support channel.']);
      const own = await contractAt(unit, await accountNamed(unit, actor.account), now);
      return say(...hoursLines(balanceOn(own.day, await hoursOf(unit, own)), 'customer'));
    }
    const contract = await contractAt(unit, await accountHere(call, input.account), now);
    const balance = balanceOn(contract.day, await hoursOf(unit, contract));
    return say([strong(contract.account.name)], ...hoursLines(balance, 'team'));
  },
});
