import { SEVERITIES } from '../sla/severity';
import { type DisturbingHours, type Hearer, ROLES, type Step } from '../sla/step';
import { ALWAYS } from './name-flaw';
import type { StepInFile } from './step-schema';

/** Steps as a policy keeps them. Whom they name, and in which order, is taste: it must not make a new version of it. */
export const stepsOf = (steps: readonly StepInFile[], calendarOf: (name: string) => unknown): readonly Step[] =>
  steps.map((step) => {
    const { hours, severities } = step;
    return {
      moment: momentOf(step),
      to: hearersOf(step),
      ...(hours === ALWAYS ? {} : { hours: { name: hours, calendar: calendarOf(hours) } satisfies DisturbingHours }),
      ...(severities === undefined ? {} : { severities: SEVERITIES.filter((one) => severities.includes(one)) }),
    };
  });

function momentOf({ at, after, by, times }: StepInFile): Step['moment'] {
  if (after !== undefined) return { tag: 'after', length: after, by, ...(times === 1 ? {} : { times }) };
  return typeof at === 'number' ? { tag: 'before', percent: at } : { tag: 'breach' };
}

function hearersOf({ to }: StepInFile): readonly Hearer[] {
  const groups = to.filter((name) => !ROLES.some((role) => role === name)).sort();
  return [...ROLES.filter((role) => to.includes(role)), ...groups.map((group) => ({ group }))];
}
