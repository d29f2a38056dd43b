import { z } from 'zod';
import { agentsOnly } from '../core/access';
import { defineCommand } from '../core/command';
import { line } from '../core/field';
import { type Button, type Line, say, strong } from '../core/message';
import { contractAt } from '../core/subscription/contract';
import { standingLine } from '../core/subscription/term-words';

const PAGE = 10;

export default defineCommand({
  name: 'account list',
  summary: 'list accounts',
  input: z.object({
    search: line().describe('Part of the name').optional(),
    after: line().describe('Begin after this name').optional(),
  }),
  allow: agentsOnly,
  audience: 'agents',
  async run({ input, unit, now }) {
    const { search, after } = input;
    const asked = { ...(search === undefined ? {} : { search }), ...(after === undefined ? {} : { after }) };
    const found = await unit.accounts.list({ ...asked, limit: PAGE + 1 });
    const shown = found.slice(0, PAGE);
    if (shown.length === 0)
      return say([
        search === undefined
          ? 'There is no account yet. `account add` makes one.'
          : `No account has "${search}" in its name.`,
      ]);
    const lines: Line[] = [];
    for (const account of shown) {
      const { standing } = await contractAt(unit, account, now);
      lines.push([strong(account.name), ` · ${standingLine(standing)}`]);
    }
    const input_ = { ...(search === undefined ? {} : { search }), after: shown.at(-1)?.name ?? '' };
    const more: Button = { label: 'More', command: 'account list', input: input_ };
    return { lines, ...(found.length > PAGE ? { buttons: [more] } : {}) };
  },
});
