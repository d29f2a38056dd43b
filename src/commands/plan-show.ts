import { z } from 'zod';
import { agentsOnly } from '../core/access';
import { defineCommand } from '../core/command';
import { line } from '../core/field';
import { day, type Line, say } from '../core/message';
import { planLines } from '../core/subscription/plan-words';
import { sayPrice } from '../core/subscription/term-words';
import { planNamed } from '../core/subscription/write-term';

export default defineCommand({
  name: 'plan show',
  summary: 'show what a plan gives',
  input: z.object({ plan: line().describe('Plan') }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const plan = planNamed(call, call.input.plan);
    const versions = await call.unit.plans.versions(plan.name);
    const last = versions.at(-1);
    const since: readonly Line[] =
      last === undefined ? [] : [[`Version ${last.version}, since `, day(last.since), '.']];
    const price: readonly Line[] = plan.price === undefined ? [] : [[`List price: ${sayPrice(plan.price)}.`]];
    return say(...planLines(plan), ...price, ...since);
  },
});
