import { actorOf, circlesOn } from './access';
import type { DeskWithAccounts } from './account/desk-with-accounts';
import type { ChatPlatform, CommandCall, Form, Inbox } from './chat';
import type { Menu } from './command';
import type { Desk } from './desk/desk';
import { formFor } from './dispatch';
import { messageOf, PlatformError, StaleWrite, StoreUnavailable } from './errors';
import { answer, handle } from './intake/handle';
import { lookUp } from './intake/look-up';
import type { Log } from './log';
import type { InboxRow } from './queues';
import { Rounds } from './rounds';
import type { Store } from './store';
import { type IsOurs, TakingIn } from './taking-in';
import { type Clock, millis, plus, SECOND } from './time';
import type { Work } from './work';

export interface InboxNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Pick<DeskWithAccounts, 'current' | 'look' | 'confirm'>;
  readonly menu: Menu;
  readonly log: Log;
  readonly platform: (name: string) => ChatPlatform;
}

const LEASE = millis(30 * SECOND);
const AT_ONCE = 20;
/** For writes that always come second. A platform that does not answer is waited for, however long. */
const MOST_TRIES = 50;
const LONGEST_WAIT = millis(300 * SECOND);
/** After so many tries the rest of the conversation no longer waits for this event. */
const PATIENCE = 8;
const wait = (attempts: number) => millis(Math.min(300, 2 ** attempts) * SECOND);

/** Works off what was stored, in order per lane. */
export class InboxWorker {
  private readonly takingIn: TakingIn;
  private readonly rounds = new Rounds(() => this.round());

  constructor(
    private readonly needs: InboxNeeds,
    private readonly afterwards: () => void,
  ) {
    this.takingIn = new TakingIn(needs, () => void this.rounds.run());
  }

  /** The inbox one platform sees. What is signalled is the caller's to answer. */
  for(platform: string, signals: Omit<Inbox, 'accept' | 'take' | 'form'>, isOurs?: IsOurs): Inbox {
    return {
      accept: (event) => this.takingIn.accept({ ...event, platform }, isOurs),
      take: (event) => this.takingIn.take({ ...event, platform }, isOurs, signals.missed),
      form: (call) => this.form(platform, call),
      ...signals,
    };
  }

  /** Works off all that can be worked off now. */
  work(): Promise<void> {
    this.takingIn.again();
    return this.rounds.run();
  }

  private async round(): Promise<boolean> {
    const { store, clock, log, desk } = this.needs;
    try {
      const rows = await store.transact(async (unit) => {
        await desk.look(unit);
        return unit.inbox.claim(clock.now(), LEASE, AT_ONCE);
      });
      await Promise.all(rows.map((row) => this.process(row)));
      if (rows.length > 0) this.afterwards();
      return rows.length > 0;
    } catch (error) {
      log.error('the inbox cannot be worked off now', { error: messageOf(error) });
      return false;
    }
  }

  private async process(row: InboxRow): Promise<void> {
    const { store, clock, menu } = this.needs;
    const desk = this.needs.desk.current();
    try {
      const platform = this.needs.platform(row.platform);
      const incoming = await platform.read(row);
      const known = await Promise.all(incoming.map((one) => lookUp({ ...this.needs, desk }, platform, one)));
      await store.transact(async (unit) => {
        const work = this.workOn(platform, unit, desk);
        await this.needs.desk.confirm(unit, desk);
        const outcomes: string[] = [];
        for (const [at, one] of incoming.entries()) outcomes.push(await handle(work, menu, row, one, known[at] ?? {}));
        const mine = await unit.inbox.done(row, outcomes.join('; ') || 'nothing for the desk', clock.now());
        if (!mine) throw new StaleWrite('another worker has taken this event over');
      });
    } catch (error) {
      await this.failed(row, error);
    }
  }

  private workOn(platform: ChatPlatform, unit: Work['unit'], desk: Desk): Work {
    return { unit, desk, now: this.needs.clock.now(), threadOf: (ref) => platform.threadOf(ref) };
  }

  private async form(name: string, call: CommandCall): Promise<Form | undefined> {
    const platform = this.needs.platform(name);
    const desk = this.needs.desk.current();
    const profile = await platform.profile(call.by, circlesOn(desk, name));
    return this.needs.store.transact((unit) => {
      const work = this.workOn(platform, unit, desk);
      const actor = actorOf(desk, profile, call.channel);
      return formFor({ ...work, actor, at: work.now, via: 'command' }, this.needs.menu, call);
    });
  }

  /** The platform or the database could not now: later. A fault of ours: set aside with a reference, and said so. */
  private async failed(row: InboxRow, error: unknown): Promise<void> {
    const { store, clock, log } = this.needs;
    if (error instanceof StoreUnavailable) return log.warn('an event waits for the database', { event: row.key });
    const soon = error instanceof StaleWrite;
    const later = error instanceof PlatformError ? error.retryAfter : undefined;
    const now = clock.now();
    try {
      if ((soon && row.attempts < MOST_TRIES) || typeof later === 'number') {
        const at = soon ? now : plus(now, millis(Math.max(Number(later), wait(row.attempts))));
        await store.transact((unit) => unit.inbox.retry(row, at, messageOf(error), !soon && row.attempts === PATIENCE));
        if (!soon) log.warn('an event is tried again later', { event: row.key, error: messageOf(error) });
        if (soon) void this.rounds.run();
        return;
      }
      const [incoming] = await this.needs
        .platform(row.platform)
        .read(row)
        .catch(() => []);
      if (later === 'never' && incoming?.type !== 'command') {
        // A scope, a group or a membership may be put right: out of everybody's way, and asked again.
        const aside = !row.lane.includes(' aside ');
        log.error('an event is set aside and tried again every five minutes', {
          event: row.key,
          error: messageOf(error),
        });
        return await store.transact((unit) => unit.inbox.retry(row, plus(now, LONGEST_WAIT), messageOf(error), aside));
      }
      log.error('an event could not be worked off and is set aside', { reference: row.seq, error: messageOf(error) });
      await store.transact(async (unit) => {
        await unit.inbox.park(row, messageOf(error), now);
        if (incoming?.type === 'command') await this.apologise(row, incoming, unit);
      });
    } catch (second) {
      log.error('an event could not be set aside', { reference: row.seq, error: messageOf(second) });
    }
  }

  private async apologise(row: InboxRow, call: CommandCall, unit: Work['unit']): Promise<void> {
    const message = {
      lines: [
        [`Something went wrong on our side and nothing was changed. Your request is kept (reference ${row.seq}).`],
      ],
    };
    const caller = { member: call.by, in: call.in, ...(call.handle === undefined ? {} : { handle: call.handle }) };
    await answer(this.workOn(this.needs.platform(row.platform), unit, this.needs.desk.current()), row, caller, message);
  }
}
