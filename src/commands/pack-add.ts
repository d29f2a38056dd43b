import { z } from 'zod';
import { leadsOnly, named } from '../core/access';
import { accountNamed } from '../core/account/account-in';
import { balanceOn } from '../core/billing/balance';
import { hoursLines } from '../core/billing/hours-words';
import { sayMoney } from '../core/billing/money';
import { sellPack } from '../core/billing/sell-pack';
import { defineCommand } from '../core/command';
import { date, duration, line } from '../core/field';
import { say, strong } from '../core/message';
import { contractAt, hoursOf } from '../core/subscription/contract';
import { amountIn } from '../core/subscription/price-in';
import { sayOpenTime } from '../core/time';

export default defineCommand({
  name: 'pack add',
  summary: 'sell an account a pack of hours',
  input: z.object({
    account: line().describe('Name of the account'),
    hours: duration().describe('How many hours, such as 20h'),
    until: date().describe('Last day they can be used').optional(),
    price: line().describe('Price, such as 3000 EUR').optional(),
    from: date().describe('First day; today unless said').optional(),
    note: line().describe('Note').optional(),
  }),
  allow: leadsOnly,
  audience: 'agents',
  async run(call) {
    const { input, unit, now, actor, desk } = call;
    const contract = await contractAt(unit, await accountNamed(unit, input.account), now);
    const price = input.price === undefined ? undefined : amountIn(input.price, desk.contracts);
    await sellPack(call, {
      account: contract.account.name,
      length: input.hours,
      from: input.from ?? contract.day,
      ...(input.until === undefined ? {} : { until: input.until }),
      ...(price === undefined ? {} : { price }),
      ...(input.note === undefined ? {} : { note: input.note }),
      by: named(actor),
    });
    const balance = balanceOn(contract.day, await hoursOf(unit, contract));
    return say(
      [
        strong(contract.account.name),
        ` has a further pack of ${sayOpenTime(input.hours)}${price === undefined ? '' : `, for ${sayMoney(price)}`}.`,
      ],
      ...hoursLines(balance, 'team'),
    );
  },
});
