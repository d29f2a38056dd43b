import type { Message, MessageRef } from './message';
import type { Act } from './queues';
import type { TicketId } from './ticket/ticket';

/** What an alert is about: a promise that will be broken, one that is, or one that has been for a while. */
export type AlertKind = 'warn' | 'breach' | 'after';

/** How an alert reads now. Kept, so that a message of many can be put together without a look at the others' tickets. */
export interface Shown {
  /** Whether somebody must still act on it, and how soon. */
  readonly standing: 'late' | 'soon' | 'over';
  /** As a message of its own; its first line stands for it among others. */
  readonly message: Message;
  readonly root: MessageRef;
}

/** One step that one person or place was told of: a message, or a line of one. */
export interface Alert {
  /** Promise, moment and hearer: the same is told once, whoever tries again. */
  readonly key: string;
  readonly ticketId: TicketId;
  readonly targetId: string;
  /** What was promised then. */
  readonly terms: string;
  readonly kind: AlertKind;
  /** The delivery it stands in, and its line there. */
  readonly messageKey: string;
  readonly line: number;
  readonly act: Act;
  readonly shown: Shown;
}
export interface Alerts {
  /** Which of these keys are there. */
  known(keys: readonly string[]): Promise<ReadonlySet<string>>;
  add(alerts: readonly Alert[]): Promise<void>;
  ofTickets(ids: readonly TicketId[]): Promise<readonly Alert[]>;
  /**
   * By messages, in the order of their lines, held until the end of the unit: what others change in them is waited for
   * and seen.
   */
  inMessages(messageKeys: readonly string[]): Promise<readonly Alert[]>;
  /** What these alerts show from now on. */
  show(alerts: readonly Pick<Alert, 'key' | 'shown'>[]): Promise<void>;
}
