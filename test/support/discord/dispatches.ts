import type { Fields } from '../slack/fields';
import type { Gateway } from './gateway';
import { intentFor } from './intents';
import { Intent } from './numbers';
import type { Session } from './session';

/**
 * `sent`: written to at least one connection. `kept`: only sessions without a connection know of it, until they
 * resume. `lost`: there was no session. `unwanted`: nobody asked for it with an intent.
 */
export type Outcome = 'sent' | 'kept' | 'held' | 'lost' | 'unwanted';

export interface Dispatch {
  readonly id: number;
  readonly event: string;
  /** As an app with all intents sees it. */
  readonly data: Fields;
  /** As one without the message content intent sees it. */
  readonly stripped: Fields;
  readonly intent: number;
  outcome: Outcome;
  /** How often it was handed out. */
  times: number;
  /** Called when it is handed out for the first time, for somebody who waits for the answer. */
  onSent?: () => void;
}

export interface Audience {
  readonly inGuild: boolean;
  readonly stripped?: Fields;
  /** Overrides what the event's name says, as for an event about the bot itself. */
  readonly intent?: number;
}

type Matches = (dispatch: Dispatch) => boolean;

/** Everything Discord had to tell the app, and what became of it. */
export class Dispatches {
  readonly all: Dispatch[] = [];
  readonly #gateway: Gateway;
  #silent = 0;
  #holds: Matches | undefined;

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  hand(event: string, data: Fields, audience: Audience): Dispatch {
    const intent = audience.intent ?? intentFor(event, audience.inGuild);
    const stripped = audience.stripped ?? data;
    const dispatch: Dispatch = { id: this.all.length, event, data, stripped, intent, outcome: 'lost', times: 0 };
    this.all.push(dispatch);
    if (this.#silent > 0) return dispatch;
    if (this.#holds?.(dispatch)) dispatch.outcome = 'held';
    else this.send(dispatch);
    return dispatch;
  }

  /** To every session that asked for it, each time under a new sequence number. */
  send(dispatch: Dispatch): void {
    dispatch.times += 1;
    if (dispatch.times === 1) dispatch.onSent?.();
    const sessions = this.#gateway.resumable;
    const wanting = sessions.filter((session) => wants(session, dispatch));
    for (const session of wanting) session.dispatch(dispatch.event, dataFor(session, dispatch));
    if (wanting.some((session) => session.isLive)) dispatch.outcome = 'sent';
    else if (wanting.length > 0) dispatch.outcome = 'kept';
    else dispatch.outcome = sessions.length > 0 ? 'unwanted' : 'lost';
  }

  /** From now on what matches waits for `release`; by default all but interactions, since people wait for those. */
  hold(matches: Matches = (dispatch) => dispatch.event !== 'INTERACTION_CREATE'): void {
    this.#holds = matches;
  }

  held(): readonly Dispatch[] {
    return this.all.filter((dispatch) => dispatch.outcome === 'held');
  }

  release(inOrder: (held: readonly Dispatch[]) => readonly Dispatch[]): void {
    this.#holds = undefined;
    for (const dispatch of inOrder(this.held())) this.send(dispatch);
  }

  /** What happens inside reaches no session, not even on a resume. */
  async silently<T>(act: () => T | Promise<T>): Promise<T> {
    this.#silent += 1;
    try {
      return await act();
    } finally {
      this.#silent -= 1;
    }
  }
}

const wants = (session: Session, { intent }: Dispatch): boolean => intent === 0 || (session.intents & intent) !== 0;

const dataFor = (session: Session, { data, stripped }: Dispatch): Fields =>
  (session.intents & Intent.messageContent) === 0 ? stripped : data;
