import { z } from 'zod';
import { leadsOnly } from '../core/access';
import { accountNamed, handOf, placeIn } from '../core/account/account-in';
import { giveChannel } from '../core/account/give-channel';
import { keepBinding } from '../core/account/keep';
import { defineCommand } from '../core/command';
import { UserError } from '../core/errors';
import { line, placeName } from '../core/field';
import { inPlace, samePlace, say } from '../core/message';

export default defineCommand({
  name: 'account channel',
  summary: 'say in which channel an account asks',
  input: z.object({
    account: line().describe('Name of the account'),
    channel: placeName().describe('The channel, such as #acme; here unless said').optional(),
    remove: z.enum(['yes', 'no']).describe('Take it back').optional(),
  }),
  allow: leadsOnly,
  audience: 'agents',
  async run(call) {
    const { input, unit } = call;
    const account = await accountNamed(unit, input.account);
    const place = await placeIn(call, input.channel ?? 'here');
    if (input.remove !== 'yes') return say(...(await giveChannel(call, account, place)));
    const theirs = await unit.accounts.channelsOf(account.name);
    if (!theirs.some((one) => samePlace(one, place)))
      throw new UserError('channel.unknown', `That is not a channel of ${account.name}. Nothing was changed.`);
    await keepBinding(unit, { place, from: account.name }, handOf(call));
    return say(
      [inPlace(place), ` is not ${account.name}’s any more.`],
      ['Open tickets stay as they are. What customers ask there from now on is kept until it has an account again.'],
    );
  },
});
