import type { CustomerChannel } from '../../src/core/desk/desk';
import type { Need, Stage } from './stage';

export type Play = (stage: Stage) => Promise<void>;
export interface Flow {
  /** The guarantee, in words that follow the title of its group. */
  readonly name: string;
  readonly play: Play;
  readonly needs?: Need;
  /** What is set differently for Acme's channel. */
  readonly acme?: Partial<CustomerChannel>;
  /** Something goes wrong in it that the operator is to hear of. */
  readonly troubled?: true;
}
export interface FlowGroup {
  readonly title: string;
  readonly flows: readonly Flow[];
}

/** Flows by their names; a name cannot be used twice. */
export const flows = (title: string, plays: Readonly<Record<string, Play | Omit<Flow, 'name'>>>): FlowGroup => ({
  title,
  flows: Object.entries(plays).map(([name, play]) => ({ name, ...(typeof play === 'function' ? { play } : play) })),
});

export const needing = (needs: Need, play: Play): Omit<Flow, 'name'> => ({ needs, play });
export const inAcme = (acme: Partial<CustomerChannel>, play: Play): Omit<Flow, 'name'> => ({ acme, play });
export const troubled = (play: Play): Omit<Flow, 'name'> => ({ troubled: true, play });
