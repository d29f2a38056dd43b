import type { Millis } from '../time';
import type { PolicyBody } from './policy';
import type { Severity } from './severity';
import type { Moment, Step } from './step';

/** What everybody got before steps could be written, and what a policy that writes none still gets. */
export const usualSteps = (warnAt: number): readonly Step[] => [
  { moment: { tag: 'before', percent: warnAt }, to: ['triage', 'assignee'] },
  { moment: { tag: 'breach' }, to: ['triage', 'assignee'] },
];

/** The steps of a severity. One that no step was written for keeps the usual ones: silence is never a slip of the pen. */
export function stepsFor({ steps = [], warnAt }: PolicyBody, severity: Severity): readonly Step[] {
  const written = steps.filter(({ severities }) => severities === undefined || severities.includes(severity));
  return written.length > 0 ? written : usualSteps(warnAt);
}

/** A step that is repeated is as many moments, each as long after the one before. */
export function momentsOf({ moment }: Step): readonly Moment[] {
  if (moment.tag !== 'after') return [moment];
  const { times = 1, length } = moment;
  return Array.from({ length: times }, (_, at) => ({ ...moment, length: (length * (at + 1)) as Millis }));
}

/** What a moment is called in keys: by what it is, so that it stays itself when steps around it come and go. */
export function momentName(moment: Moment): string {
  switch (moment.tag) {
    case 'before':
      return `${moment.percent}%`;
    case 'breach':
      return 'breach';
    case 'after':
      return `+${moment.length} ${moment.by}`;
  }
}
