import type { Desk } from './desk';

/** The policy file in force. Taken once for each piece of work: the next piece may find another one. */
export interface DeskSource {
  current(): Desk;
  /** Takes up another one if it has come into force. Called with every round. */
  follow(): Promise<void>;
  /** Why what was asked for is not in force; empty when all is. */
  troubles(): readonly string[];
}

/** One that never changes. */
export const fixedDesk = (desk: Desk): DeskSource => ({
  current: () => desk,
  follow: async () => undefined,
  troubles: () => [],
});
