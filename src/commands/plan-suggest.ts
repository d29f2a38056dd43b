import { z } from 'zod';
import { agentsOnly } from '../core/access';
import { accountHeld, handOf } from '../core/account/account-in';
import { changeAccount } from '../core/account/keep';
import { defineCommand } from '../core/command';
import { line } from '../core/field';
import { type Line, say, strong } from '../core/message';
import { MODE_WORDS } from '../core/subscription/plan';
import { amountIn } from '../core/subscription/price-in';
import { EXPECTATIONS, NEEDS, TECHNICAL_LEVELS, USE_CASES } from '../core/subscription/profile';
import { promisedBy } from '../core/subscription/promised-by';
import { suggest } from '../core/subscription/suggest';

export default defineCommand({
  name: 'plan suggest',
  summary: 'propose a plan for what an account needs',
  input: z.object({
    account: line().describe('Name of the account'),
    use: z.enum(USE_CASES).describe('What they use it for'),
    expected: z.enum(EXPECTATIONS).describe('What they expect'),
    level: z.enum(TECHNICAL_LEVELS).describe('How well they know the technology'),
    need: z.enum(NEEDS).describe('What else they need').optional(),
    budget: line().describe('Budget for a year, such as 20000 EUR').optional(),
  }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const { desk, input, unit } = call;
    const account = await accountHeld(unit, input.account);
    const profile = {
      useCase: input.use,
      expected: input.expected,
      technicalLevel: input.level,
      ...(input.need === undefined ? {} : { needs: [input.need] }),
      ...(input.budget === undefined ? {} : { budget: amountIn(input.budget, desk.contracts) }),
    };
    await changeAccount(unit, account, { ...account, profile }, handOf(call));
    const { plan, mode, reasons, nextBest, besides } = suggest(profile, Object.values(desk.plans), promisedBy(desk));
    const besideLines = besides.map(
      (one): Line => [
        `Besides, ${MODE_WORDS[one.mode]}${one.plan === undefined ? '' : ` (${one.plan})`}: ${one.reason}`,
      ],
    );
    return say(
      [
        'For ',
        strong(account.name),
        ': ',
        strong(plan ?? MODE_WORDS[mode]),
        plan === undefined ? '' : ` (${MODE_WORDS[mode]})`,
        '.',
      ],
      ...reasons.map((reason): Line => [reason]),
      ...(nextBest === undefined ? [] : [[`Next best: ${nextBest.against}`]]),
      ...besideLines,
    );
  },
});
