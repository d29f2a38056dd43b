import { z } from 'zod';
import { WAYS_TO_COUNT } from '../sla/step';
import { choice, list, nameKey, noted, severity, wholeMinutes, wholeNumber } from './fields';

export const MOST_TIMES = 20;

/** `80%` as a number, `breach` as it is; undefined for what is neither. */
export function readStepAt(text: unknown): number | 'breach' | undefined {
  if (text === 'breach') return text;
  const [, percent] = (typeof text === 'string' ? /^(\d{1,2})\s*%$/.exec(text.trim()) : null) ?? [];
  return percent === undefined || Number(percent) === 0 ? undefined : Number(percent);
}

const stepAt = () =>
  noted(
    z.string().transform((text, context): number | 'breach' => {
      const at = readStepAt(text);
      if (at !== undefined) return at;
      const message = `"${text}" is not a moment before or at the breach; write 1% to 99%, such as 80%, or breach.`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }),
    {
      is: 'a moment',
      example: '80%',
      slip: (value) =>
        Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 99
          ? `${value} has no percent sign; write it as ${value}%.`
          : typeof value === 'number'
            ? `${value} is not a moment before or at the breach; write 1% to 99%, such as 80%, or breach.`
            : undefined,
    },
  );

export const stepField = () =>
  noted(
    z
      .strictObject({
        at: stepAt()
          .describe(
            'When this much of the target is used up, in percent of its open time, `1%` to `99%`; or `breach`. A step has either this or `after`.',
          )
          .optional(),
        after: wholeMinutes('1h')
          .describe('So long after the breach, in whole minutes, as long as the promise is still open.')
          .optional(),
        by: choice('a way to count', 'wall_time', WAYS_TO_COUNT)
          .default('open_time')
          .describe(
            "How `after` is counted: `open_time` of the policy's calendar, without the clock's pauses, or `wall_time`. `open_time` unless written.",
          ),
        times: wholeNumber('of times', '3', 1, MOST_TIMES)
          .default(1)
          .describe(
            'How often `after` comes, each time as long after the one before, at most 20. Once unless written.',
          ),
        to: list(nameKey('a recipient', 'leads'), 'recipients', '[triage, assignee]')
          .refine((to) => to.length > 0)
          .describe(
            "Who hears of it: `triage` (the team's channel), `assignee` (while nobody has claimed it, the leads), `leads`, or a name from `groups`.",
          ),
        hours: nameKey('a calendar name', 'berlin-office')
          .default('always')
          .describe(
            'When people may be disturbed: a name from `calendars`. Outside it they hear at the next opening what is true then, and nothing if it was answered; a channel and S1 never wait. `always` unless written.',
          ),
        severities: list(severity(), 'severities', '[S1, S2]')
          .refine((severities) => severities.length > 0)
          .describe('The severities it is for. All unless written.')
          .optional(),
      })
      .readonly(),
    { is: 'a step', example: '{ at: 80%, to: [triage, assignee] }' },
  );
export type StepInFile = z.output<ReturnType<typeof stepField>>;
