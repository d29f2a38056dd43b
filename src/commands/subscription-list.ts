import { z } from 'zod';
import { agentsOnly } from '../core/access';
import { defineCommand } from '../core/command';
import { line } from '../core/field';
import { type Button, type Line, say, strong } from '../core/message';
import { contractAt } from '../core/subscription/contract';
import { sayPrice, standingLine } from '../core/subscription/term-words';

const PAGE = 10;

export default defineCommand({
  name: 'subscription list',
  summary: 'list subscriptions',
  input: z.object({ after: line().describe('Begin after this account').optional() }),
  allow: agentsOnly,
  audience: 'agents',
  async run({ input, unit, now }) {
    const names = await unit.subscriptions.subscribers(input.after ?? '', PAGE + 1);
    const lines: Line[] = [];
    for (const name of names.slice(0, PAGE)) {
      const account = await unit.accounts.find(name);
      if (account === undefined) continue;
      const { standing } = await contractAt(unit, account, now);
      const price = standing.tag === 'in_force' && standing.price !== undefined ? ` · ${sayPrice(standing.price)}` : '';
      lines.push([strong(name), ` · ${standingLine(standing)}${price}`]);
    }
    if (lines.length === 0) return say(['There is no subscription yet. `subscription start` begins one.']);
    const more: Button = { label: 'More', command: 'subscription list', input: { after: names[PAGE - 1] ?? '' } };
    return { lines, ...(names.length > PAGE ? { buttons: [more] } : {}) };
  },
});
