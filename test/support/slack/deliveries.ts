import type { Delivery, DeliveryKind, Retry, Transport } from './delivery';
import type { Fields } from './fields';
import type { Quiet } from './quiet';

type Matches = (delivery: Delivery) => boolean;

/** Everything Slack had to tell the app, and what became of it: sent, held back, sent again or lost. */
export class Deliveries {
  readonly all: Delivery[] = [];
  transport: Transport;
  #silent = 0;
  #holds: Matches | undefined;
  readonly #quiet: Quiet;

  constructor(transport: Transport, quiet: Quiet) {
    this.transport = transport;
    this.#quiet = quiet;
  }

  async hand(kind: DeliveryKind, id: string, body: Fields): Promise<Delivery> {
    const delivery: Delivery = { id, kind, body, outcome: 'waiting', attempts: 0, reasons: [], answer: undefined };
    this.all.push(delivery);
    if (this.#silent > 0) delivery.outcome = 'lost';
    else if (this.#holds?.(delivery)) delivery.outcome = 'held';
    else await this.#send(delivery, undefined);
    return delivery;
  }

  /** The same payload once more: `retry` marks it as Slack marks its retries, `new` does not. */
  async redeliver(delivery: Delivery, marked: 'retry' | 'new'): Promise<void> {
    const num = Math.max(1, delivery.attempts);
    await this.#send(delivery, marked === 'new' ? undefined : { num, reason: this.transport.lateReason });
  }

  /** From now on what matches waits for `release`; by default events only, since people wait for their own acts. */
  hold(matches: Matches = (delivery) => delivery.kind === 'event'): void {
    this.#holds = matches;
  }

  held(): readonly Delivery[] {
    return this.all.filter((delivery) => delivery.outcome === 'held');
  }

  /** Ends the hold and sends what waited in the given order, each only after the one before was answered. */
  async release(inOrder: (held: readonly Delivery[]) => readonly Delivery[]): Promise<void> {
    this.#holds = undefined;
    for (const delivery of inOrder(this.held())) await this.#send(delivery, undefined);
  }

  /** What happens inside reaches nobody, as while the app was down for longer than Slack keeps trying. */
  async silently<T>(act: () => T | Promise<T>): Promise<T> {
    this.#silent += 1;
    try {
      return await act();
    } finally {
      this.#silent -= 1;
    }
  }

  async #send(delivery: Delivery, retry: Retry | undefined): Promise<void> {
    delivery.outcome = 'waiting';
    await this.#quiet.during(() => this.transport.send(delivery, retry));
  }
}
