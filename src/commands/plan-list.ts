import { z } from 'zod';
import { agentsOnly } from '../core/access';
import { defineCommand } from '../core/command';
import { say } from '../core/message';
import { planLine } from '../core/subscription/plan-words';

const MOST = 25;

export default defineCommand({
  name: 'plan list',
  summary: 'list the plans you sell',
  input: z.object({}),
  allow: agentsOnly,
  audience: 'agents',
  async run({ desk }) {
    const plans = Object.values(desk.plans);
    if (plans.length === 0) return say(['There are no plans. Write them under `plans` in the policy file.']);
    const more = plans.length > MOST ? [[`and ${plans.length - MOST} more.`]] : [];
    return say(...plans.slice(0, MOST).map((plan) => [planLine(plan)]), ...more);
  },
});
