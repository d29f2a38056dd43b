import type { Actor } from './access';
import type { PostedMessage } from './chat';
import type { Desk } from './desk/desk';
import type { MessageRef, Place } from './message';
import type { Unit } from './store';
import type { Deed } from './ticket/deed';
import type { Named } from './ticket/ticket';
import type { Instant } from './time';

/** What everything inside one unit may touch. Time is one reading; sending goes through unit.outbox. */
export interface Work {
  readonly unit: Unit;
  readonly desk: Desk;
  readonly now: Instant;
  /** The place of the thread under a message, as its platform names it. */
  readonly threadOf: (ref: MessageRef) => Place;
}
/** Somebody doing something. `at` is when, by the SLA clock's rules. */
export interface Doing extends Work {
  readonly actor: Actor;
  readonly at: Instant;
  readonly via: string;
}

export const deedOf = ({ actor, at, via }: Doing): Deed & { readonly by: Named } => ({
  by: { member: actor.member, name: actor.name },
  at,
  via,
});

/** A message that a sign, a shortcut or a mention is about, as the platform shows it, and who wrote it. */
export interface Target {
  readonly message: PostedMessage;
  readonly author: Named & { readonly external: boolean };
}
