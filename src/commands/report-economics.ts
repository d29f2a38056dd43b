import { z } from 'zod';
import { leadsOnly } from '../core/access';
import { localDateOf } from '../core/calendar/zone';
import { defineCommand } from '../core/command';
import { teamOf } from '../core/desk/desk';
import { line } from '../core/field';
import { economicsMessage } from '../core/report/economics-message';
import { economicsIn } from '../core/report/gather-economics';
import { periodOf } from '../core/report/report-period';

export default defineCommand({
  name: 'report economics',
  summary: 'see what the desk costs and brings in',
  input: z.object({
    period: line().describe('Period, such as 2026, 2026-Q4 or 2026-11; this year unless said').optional(),
  }),
  allow: leadsOnly,
  audience: 'agents',
  async run({ actor, desk, input, unit, now }) {
    const zone = (actor.role === 'agent' && teamOf(desk, actor.team)?.zone) || 'UTC';
    const period = periodOf(input.period ?? localDateOf(zone, now).slice(0, 4));
    return economicsMessage(await economicsIn((work) => work(unit), desk, period));
  },
});
