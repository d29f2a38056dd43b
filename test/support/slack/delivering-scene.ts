import type { Delivery } from './delivery';
import { type Fields, fieldsAt, stringAt } from './fields';
import { type HttpTarget, HttpTransport } from './http-transport';
import { Scene } from './scene';
import type { DisconnectReason } from './socket-transport';

/** How what people do reaches the app: over which protocol, when, in which order and how often. */
export class DeliveringScene extends Scene {
  #http: HttpTransport | undefined;

  /** Until this is called, everything goes over Socket Mode. */
  deliverOverHttp(target: HttpTarget): void {
    this.#http?.close();
    this.#http = new HttpTransport(target, this.slack.note);
    this.slack.deliveries.transport = this.#http;
  }

  deliverOverSockets(): void {
    this.slack.deliveries.transport = this.slack.sockets;
  }

  get connections(): number {
    return this.slack.sockets.connections.size;
  }

  dropConnections = (): void => this.slack.sockets.dropConnections();
  announceDisconnect = (reason: DisconnectReason): void => this.slack.sockets.announceDisconnect(reason);

  /** Any other event, as it stands; returns its event_id. */
  emit = (event: Fields, about: { readonly channel?: string; readonly user?: string } = {}): string | undefined =>
    this.slack.emit(event, about);

  deliveries = (matches: (delivery: Delivery) => boolean = () => true): readonly Delivery[] =>
    this.slack.deliveries.all.filter(matches);

  /** The event_ids of what the app was told about this message, in order. */
  eventsAbout = (ts: string): readonly string[] =>
    this.deliveries(({ kind, body }) => kind === 'event' && tsOf(body) === ts).map((delivery) => delivery.id);

  async redeliver(eventId: string, marked: 'retry' | 'new' = 'retry'): Promise<Delivery> {
    const delivery = this.slack.deliveries.all.find((candidate) => candidate.id === eventId);
    if (!delivery) throw new Error(`Nothing was ever delivered under ${eventId}`);
    await this.slack.deliveries.redeliver(delivery, marked);
    return delivery;
  }

  /** Events that were sent and never acknowledged, over sockets or after all HTTP retries. */
  unacked = (): readonly Delivery[] => this.deliveries(isUnacked);

  /** Sends them again, as Slack does after a few seconds (sockets) or, with Delayed Events, every hour (HTTP). */
  async redeliverUnacked(marked: 'retry' | 'new' = 'retry'): Promise<void> {
    await Promise.all(this.unacked().map((delivery) => this.slack.deliveries.redeliver(delivery, marked)));
  }

  hold = (matches?: (delivery: Delivery) => boolean): void => this.slack.deliveries.hold(matches);
  held = (): readonly Delivery[] => this.slack.deliveries.held();
  release = (inOrder: (held: readonly Delivery[]) => readonly Delivery[] = (held) => held): Promise<void> =>
    this.slack.deliveries.release(inOrder);
  silently = <T>(act: () => T | Promise<T>): Promise<T> => this.slack.deliveries.silently(act);

  /**
   * Resolves when every delivery handed out was acknowledged or given up and no Web API request is in progress. An
   * app that acknowledges first and works later, with pauses between its calls, may still be at it.
   */
  quiet = (): Promise<void> => this.slack.quiet.reached();

  protected async stopDelivering(): Promise<void> {
    this.#http?.close();
    await this.slack.sockets.close();
  }
}

const isUnacked = ({ kind, outcome, attempts }: Delivery): boolean =>
  kind === 'event' && (outcome === 'unacked' || outcome === 'failed' || (outcome === 'waiting' && attempts > 0));

/** The message an event is about: its own ts, the changed or deleted message's, or the one reacted to. */
const tsOf = (envelope: Fields): string | undefined => {
  const event = fieldsAt(envelope, 'event') ?? {};
  const about = fieldsAt(event, 'message') ?? fieldsAt(event, 'item') ?? event;
  return stringAt(event, 'deleted_ts') ?? stringAt(about, 'ts');
};
