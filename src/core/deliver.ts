import type { DeskWithAccounts } from './account/desk-with-accounts';
import { afterSent } from './after-sent';
import type { ChatPlatform, Posted, Sought, Under } from './chat';
import type { Desk } from './desk/desk';
import { messageOf, PlatformError } from './errors';
import type { Log } from './log';
import type { Message, MessageRef, Piece, Place } from './message';
import type { ClaimedDelivery } from './queues';
import { Rounds } from './rounds';
import { setAside } from './set-aside';
import type { Store } from './store';
import { type Clock, type Instant, millis, minus, plus, SECOND } from './time';

export interface DeliveryNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Pick<DeskWithAccounts, 'current' | 'look'>;
  readonly log: Log;
  /** Undefined while that platform is stopped: its rows wait. */
  readonly platform: (name: string) => ChatPlatform | undefined;
}

/** A dead instance holds up the channels it was sending to for this long. */
const LEASE = millis(30 * SECOND);
/** No platform lets a request take longer; what is begun must be over before the lease is. */
const SENDING = millis(12 * SECOND);
const AT_ONCE = 20;
const MOST_TRIES = 12;
const PATIENCE = 6;
/** A row whose message was changed since it was put has a higher one. */
const FIRST_REVISION = 1;
const LOOK_BACK = millis(60 * SECOND);
const wait = (attempts: number) => millis(Math.min(300, 2 ** attempts) * SECOND);

/**
 * Sends what is in the outbox: claimed with a lease, sent, settled. Never lost; sent twice only if this process
 * freezes for longer than the lease between its last look at the clock and the write to the socket.
 */
export class Deliverer {
  private readonly rounds = new Rounds(() => this.round());

  constructor(private readonly needs: DeliveryNeeds) {}

  /** Sends all that can be sent now. */
  work(): Promise<void> {
    return this.rounds.run();
  }

  private async round(): Promise<boolean> {
    const { store, clock, log, desk } = this.needs;
    try {
      const rows = await store.transact(async (unit) => {
        await desk.look(unit);
        return unit.outbox.claim(clock.now(), LEASE, AT_ONCE);
      });
      const known = desk.current();
      const results = await Promise.all(rows.map((row) => this.deliver(row, known)));
      return results.includes('settled');
    } catch (error) {
      log.error('the outbox cannot be worked off now', { error: messageOf(error) });
      return false;
    }
  }

  private async deliver(row: ClaimedDelivery, desk: Desk): Promise<'settled' | 'waits'> {
    const { store, clock } = this.needs;
    const claimedAt = clock.now();
    const platform = this.needs.platform(row.platform);
    try {
      if (platform === undefined) throw new PlatformError(`${row.platform} is not running`, millis(30 * SECOND));
      const posted = await this.send(platform, row, claimedAt);
      await store.transact(async (unit) => {
        const now = clock.now();
        if (!(await unit.outbox.sent(row, posted, now))) return;
        const threadOf = (ref: MessageRef) => platform.threadOf(ref);
        if (posted !== undefined)
          await afterSent({ unit, desk: this.needs.desk.current(), now, threadOf }, row, posted);
      });
      return 'settled';
    } catch (error) {
      return this.failed(row, desk, error);
    }
  }

  private async send(platform: ChatPlatform, row: ClaimedDelivery, claimedAt: Instant): Promise<Posted | undefined> {
    const { act, key } = row;
    if (act.type === 'sign') {
      await platform.sign(act.on, act.sign, act.present);
      return undefined;
    }
    const message = await withLinks(platform, row.message ?? { lines: [] });
    if (act.type === 'answer') {
      await platform.answer(
        { member: act.to, in: act.in, ...(act.handle ? { handle: act.handle } : {}) },
        message,
        key,
      );
      return undefined;
    }
    if (row.posted !== undefined) {
      await platform.edit(row.posted, message);
      return { ref: row.posted, at: row.createdAt };
    }
    const { to, under } = await this.placeOf(platform, row);
    if (row.uncertain) {
      const found = await this.find(platform, {
        place: to,
        ...(under === undefined ? {} : { under }),
        key,
        message,
        since: minus(row.createdAt, LOOK_BACK),
      });
      if (found !== undefined) return this.latest(platform, row, found, message);
    }
    // Looking and linking take time; a row whose lease runs out meanwhile belongs to somebody else.
    if (plus(this.needs.clock.now(), SENDING) > plus(claimedAt, LEASE))
      throw new PlatformError('the lease ran out before sending', millis(0));
    return this.latest(platform, row, await platform.post(to, message, key, under), message);
  }

  /** What stood there already, or was taken for a repetition, may say what has changed since. */
  private async latest(
    platform: ChatPlatform,
    row: ClaimedDelivery,
    posted: Posted,
    message: Message,
  ): Promise<Posted> {
    if (row.uncertain && row.revision > FIRST_REVISION) await platform.edit(posted.ref, message);
    return posted;
  }

  /** Another delivery may read the same: what was posted for that one is not this one. */
  private async find(platform: ChatPlatform, sought: Sought): Promise<Posted | undefined> {
    for await (const posted of platform.find(sought)) {
      if (!(await this.needs.store.transact(({ outbox }) => outbox.isPosted(posted.ref)))) return posted;
    }
    return undefined;
  }

  private async placeOf(platform: ChatPlatform, { act }: ClaimedDelivery): Promise<{ to: Place; under?: Under }> {
    if (act.type === 'dm') return { to: await platform.directMessage(act.to) };
    if (act.type !== 'post') throw new Error(`${act.type} has no place`);
    const { below, channel, thread, under } = act;
    if (below === undefined) return { to: thread ?? channel, ...(under === undefined ? {} : { under }) };
    const [above, gone] = await this.needs.store.transact(
      async ({ outbox }) => [await outbox.posted(below.key), await outbox.gaveUp(below.key)] as const,
    );
    if (above === undefined && gone) return { to: channel };
    if (above === undefined) throw new PlatformError(`${below.key} has not been posted yet`, millis(5 * SECOND));
    return {
      to: platform.threadOf(above.ref),
      under: { ref: above.ref, make: 'thread', title: below.title },
    };
  }

  /** Later where that can help, else set aside and told to the operator. Never dropped. */
  private async failed(row: ClaimedDelivery, desk: Desk, error: unknown): Promise<'settled' | 'waits'> {
    const { store, clock, log } = this.needs;
    const known = error instanceof PlatformError ? error : undefined;
    const retryAfter = known === undefined ? millis(0) : known.retryAfter;
    const uncertain = known === undefined || known.outcome === 'unknown' || (row.uncertain && row.posted === undefined);
    try {
      // Only what can never work is set aside, and what fails for no known reason: a fault of ours.
      if (retryAfter === 'never' || (known === undefined && row.attempts >= MOST_TRIES)) {
        await setAside(this.needs, row, desk, { error: messageOf(error), uncertain });
        return 'settled';
      }
      const at = plus(
        clock.now(),
        millis(Math.max(retryAfter, known?.outcome === 'refused' && retryAfter > 0 ? 0 : wait(row.attempts))),
      );
      // What Slack's patience or a stopped platform holds up keeps its place; what fails again and again lets others by.
      const holdLane = known?.outcome === 'refused' && typeof retryAfter === 'number' && retryAfter > 0;
      const aside = known?.outcome !== 'refused' && row.attempts === PATIENCE;
      await store.transact((unit) => unit.outbox.retry(row, at, messageOf(error), { uncertain, aside, holdLane }));
    } catch (second) {
      log.error('a delivery could not be settled', { key: row.key, error: messageOf(second) });
    }
    return 'waits';
  }
}

/** Links to messages get their addresses here, so that the core need not know how a platform writes them. */
async function withLinks(platform: ChatPlatform, message: Message): Promise<Message> {
  const linked = async (piece: Piece): Promise<Piece> => {
    if (typeof piece === 'string' || piece.type !== 'to') return piece;
    const url = await platform.permalink(piece.ref).catch(() => undefined);
    return url === undefined ? piece.text : { type: 'link', url, text: piece.text };
  };
  const lines = await Promise.all(
    message.lines.map(async (line) => ('quote' in line ? line : Promise.all(line.map(linked)))),
  );
  return { ...message, lines };
}
