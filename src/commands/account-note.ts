import { z } from 'zod';
import { agentsOnly } from '../core/access';
import { accountNamed, handOf } from '../core/account/account-in';
import { keepNote } from '../core/account/keep';
import { defineCommand } from '../core/command';
import { line, paragraph } from '../core/field';
import { say } from '../core/message';

export default defineCommand({
  name: 'account note',
  summary: 'keep a note on an account',
  input: z.object({
    account: line().describe('Name of the account'),
    text: paragraph().describe('The note'),
  }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const account = await accountNamed(call.unit, call.input.account);
    await keepNote(call.unit, account, call.input.text, handOf(call));
    return say([`Noted on ${account.name}. The customer does not see it.`]);
  },
});
