import { z } from 'zod';
import { leadsOnly } from '../core/access';
import { handOf, ownerIn, placeIn } from '../core/account/account-in';
import { giveChannel } from '../core/account/give-channel';
import { keepAccount } from '../core/account/keep';
import { defineCommand } from '../core/command';
import { teamOf } from '../core/desk/desk';
import { UserError } from '../core/errors';
import { line, person, placeName } from '../core/field';
import { type Line, say, strong } from '../core/message';

export default defineCommand({
  name: 'account add',
  summary: 'add an account',
  input: z.object({
    account: line().describe('Name of the account'),
    channel: placeName().describe('Its channel, such as #acme or here').optional(),
    owner: person().describe('Who of us looks after it').optional(),
  }),
  allow: leadsOnly,
  audience: 'agents',
  async run(call) {
    const { actor, desk, input, unit } = call;
    if (await unit.accounts.find(input.account)) {
      throw new UserError(
        'account.taken',
        `There is an account "${input.account}" already. \`account channel\` gives it another channel. Nothing was changed.`,
      );
    }
    const place = input.channel === undefined ? undefined : await placeIn(call, input.channel);
    const owner = input.owner === undefined ? {} : { owner: ownerIn(call, input.owner) };
    const team = (actor.role === 'agent' && teamOf(desk, actor.team)) || desk.teams[0];
    if (team === undefined) throw new Error('a desk without a team');
    const begun = { name: input.account, team: team.id, zone: team.zone, ...owner };
    const account = await keepAccount(unit, begun, handOf(call));
    const given: readonly Line[] = place === undefined ? [] : await giveChannel(call, account, place);
    return say(['Added ', strong(account.name), `. Its days are those of ${account.zone}.`], ...given, [
      'Next: `subscription start` for what it has bought, `account contact` for who may ask.',
    ]);
  },
});
