import { z } from 'zod';
import { leadsOnly } from '../core/access';
import { defineCommand } from '../core/command';
import { date, line, wholeNumber, yesOrNo } from '../core/field';
import { say } from '../core/message';
import { startSubscription } from '../core/subscription/start-subscription';
import { contractHeld, soldAs, writeTerm } from '../core/subscription/write-term';

export default defineCommand({
  name: 'subscription start',
  summary: 'start a subscription',
  input: z.object({
    account: line().describe('Name of the account'),
    plan: line().describe('Plan'),
    from: date().describe('First day; today unless said').optional(),
    until: date().describe('Last day; without an end unless said').optional(),
    renews: yesOrNo().describe('Renews by itself').optional(),
    notice: wholeNumber(730).describe('Notice, in days before the end').optional(),
    price: line().describe('Price, such as 12000 EUR a year; the list price unless said').optional(),
    trial: yesOrNo().describe('A trial').optional(),
    note: line().describe('Note').optional(),
  }),
  allow: leadsOnly,
  audience: 'agents',
  async run(call) {
    const { input } = call;
    const contract = await contractHeld(call, input.account);
    const asked = {
      ...soldAs(call, input),
      autoRenew: input.renews === 'yes',
      trial: input.trial === 'yes',
      ...(input.from === undefined ? {} : { on: input.from }),
      ...(input.until === undefined ? {} : { until: input.until }),
      ...(input.notice === undefined ? {} : { noticeDays: input.notice }),
    };
    const change = startSubscription(contract.terms, asked, contract.day);
    return say(...(await writeTerm(call, contract, change, input.note)));
  },
});
