import type { Millis } from '../time';
import type { Severity } from './severity';

export const ROLES = ['triage', 'assignee', 'leads'] as const;
/** `assignee` is whoever has the ticket; while nobody has, the leads: somebody always hears. */
export type Role = (typeof ROLES)[number];
export type Hearer = Role | { readonly group: string };

export const WAYS_TO_COUNT = ['open_time', 'wall_time'] as const;
export type WayToCount = (typeof WAYS_TO_COUNT)[number];

export type Moment =
  /** When this much of the target is used up. */
  | { readonly tag: 'before'; readonly percent: number }
  | { readonly tag: 'breach' }
  /** After the breach. Open time is the clock's own: its pauses do not count. */
  | { readonly tag: 'after'; readonly length: Millis; readonly by: WayToCount };

/** Who hears of a promise that runs out, and when: plain data, a part of the policy. */
export interface Step {
  /** `times`: repeated so often, each as long after the one before. */
  readonly moment: Moment & { readonly times?: number };
  readonly to: readonly Hearer[];
  /** When people may be disturbed, as the policy file wrote it; always when absent. A channel disturbs nobody. */
  readonly hours?: DisturbingHours;
  /** All of them when absent. */
  readonly severities?: readonly Severity[];
}
export interface DisturbingHours {
  readonly name: string;
  readonly calendar: unknown;
}
