import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteStore } from '../../src/adapters/database/sqlite-store';
import { type Act, perform } from '../../src/adapters/playground/acts';
import { demoDesk, persona } from '../../src/adapters/playground/people';
import { PlaygroundPlatform } from '../../src/adapters/playground/platform';
import { loadMenu } from '../../src/commands/load';
import type { Desk } from '../../src/core/desk/desk';
import { type DeskSource, fixedDesk } from '../../src/core/desk/source';
import type { Log } from '../../src/core/log';
import { momentsIn, plainText } from '../../src/core/message';
import { Steward } from '../../src/core/steward';
import type { Store } from '../../src/core/store';
import { earlier, parseDuration, plus } from '../../src/core/time';
import { TestClock } from './test-clock';

export interface WorldOptions {
  /** A Monday, 10:00 in Berlin, unless said otherwise. */
  readonly start?: string;
  readonly desk?: Desk;
  /** Where the desk comes from, if it may change. */
  readonly source?: DeskSource;
  readonly store?: Store;
  readonly clock?: TestClock;
  readonly platform?: PlaygroundPlatform;
}
const MONDAY = '2026-11-23T09:00:00Z';
const STEPS = 10_000;

const open: World[] = [];
/** Fails a test that leaves the desk running. */
afterEach(async () => {
  for (const world of open.splice(0)) await world.close();
});

/** The whole desk with the in-memory platform, a test clock and a SQLite file: all else is real. */
export async function world(options: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-'));
  const clock = options.clock ?? new TestClock(options.start ?? MONDAY);
  const store = options.store ?? (await SqliteStore.open(join(folder, 'desk.db')));
  const made = new World(clock, store, folder, options);
  open.push(made);
  await made.begin();
  return made;
}

export class World {
  readonly platform: PlaygroundPlatform;
  steward: Steward;
  readonly logged: string[] = [];
  private halted = false;
  readonly carol = this.person('carol');
  readonly chen = this.person('chen');
  readonly alice = this.person('alice');
  readonly bob = this.person('bob');
  readonly dana = this.person('dana');
  readonly olaf = this.person('olaf');

  constructor(
    readonly clock: TestClock,
    readonly store: Store,
    private readonly folder: string,
    private readonly options: WorldOptions,
  ) {
    this.platform = options.platform ?? new PlaygroundPlatform({ clock, page: 'http://localhost/' });
    this.steward = this.employ();
  }

  async begin(): Promise<void> {
    await this.steward.start();
    await this.settle();
  }

  /** Stops the desk; a new one starts on the same store and in the same room, after what happens `meanwhile`. */
  async restart(meanwhile: () => unknown = () => undefined): Promise<void> {
    await this.halt();
    await meanwhile();
    await this.resume();
  }

  /** The process ends; what people do from now on reaches nobody. */
  async halt(): Promise<void> {
    this.halted = true;
    await this.steward.stop();
  }

  /** A new process on the same store, after halt(). */
  async resume(): Promise<void> {
    this.halted = false;
    await this.store.reclaim();
    this.steward = this.employ();
    await this.begin();
  }

  /** Everything due now is done. */
  async settle(): Promise<void> {
    await this.steward.settled();
    await this.steward.tick();
    await this.steward.settled();
  }

  /** Moves time and does what falls due on the way, each thing at its time. */
  async pass(length: string): Promise<void> {
    const by = parseDuration(length);
    if (by === undefined) throw new Error(`not a length of time: ${length}`);
    const end = plus(this.clock.now(), by);
    if (this.halted) return this.clock.set(end);
    for (let step = 0; step < STEPS && this.clock.now() < end; step++) {
      const next = await this.steward.nextDue();
      const now = this.clock.now();
      this.clock.set(next === undefined || next <= now ? end : earlier(next, end));
      await this.settle();
    }
  }

  /** What stands in a channel, thread or direct conversation, as people in Berlin read it now. `as`: with private answers. */
  reads(placeId: string, as?: string): readonly string[] {
    return this.platform.room
      .entries()
      .filter(
        ({ ref, onlyFor, deletedAt }) =>
          ref.place.placeId === placeId &&
          deletedAt === undefined &&
          (onlyFor === undefined || onlyFor.memberId === as),
      )
      .map(
        ({ body, by }) =>
          `${persona(by.memberId)?.name}: ${plainText(body, momentsIn('Europe/Berlin', this.clock.now()))}`,
      );
  }

  /** The private answers somebody got, latest last. */
  told(who: string): readonly string[] {
    return this.platform.room
      .entries()
      .filter(({ onlyFor }) => onlyFor?.memberId === who)
      .map(({ body }) => plainText(body, momentsIn('Europe/Berlin', this.clock.now())));
  }

  /** The signs on a message, as `🎫steward 👀alice`. */
  signs(placeId: string, messageId: string): string {
    const entry = this.platform.room.get({ place: { platform: 'playground', placeId }, messageId });
    return (entry?.signs ?? []).map(({ sign, by }) => `${sign}${by.join('+')}`).join(' ');
  }

  async close(): Promise<void> {
    const at = open.indexOf(this);
    if (at >= 0) open.splice(at, 1);
    await this.steward.stop();
    await this.store.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private employ(): Steward {
    const log: Log = {
      info: () => undefined,
      warn: (message, about) => this.logged.push(`${message} ${JSON.stringify(about ?? {})}`),
      error: (message, about) => this.logged.push(`${message} ${JSON.stringify(about ?? {})}`),
    };
    return new Steward({
      store: this.store,
      clock: this.clock,
      desk: this.options.source ?? fixedDesk(this.options.desk ?? demoDesk()),
      menu: loadMenu(),
      log,
      platforms: [this.platform],
    });
  }

  private person(id: string) {
    const act = async (what: Act): Promise<string> => {
      const who = persona(id);
      if (who === undefined) throw new Error(`nobody is called ${id}`);
      const outcome = await perform(this.platform, who, what);
      await this.settle();
      return outcome.messageId ?? '';
    };
    const on = (placeId: string, messageId: string) => ({ placeId, messageId });
    return {
      says: (placeId: string, text: string) => act({ type: 'say', placeId, text, files: [] }),
      types: (placeId: string, line: string) => act({ type: 'command', placeId, line: line.replace(/^\//, '') }),
      reacts: (placeId: string, messageId: string, sign: string) =>
        act({ type: 'react', on: on(placeId, messageId), sign, added: true }),
      unreacts: (placeId: string, messageId: string, sign: string) =>
        act({ type: 'react', on: on(placeId, messageId), sign, added: false }),
      edits: (placeId: string, messageId: string, text: string) =>
        act({ type: 'edit', on: on(placeId, messageId), text }),
      removes: (placeId: string, messageId: string) => act({ type: 'remove', on: on(placeId, messageId) }),
      submits: (placeId: string, command: string, input: Record<string, string>) =>
        act({ type: 'submit', placeId, command, input }),
      /** Presses the button with this label on the latest message that has it. */
      presses: (placeId: string, label: string) => {
        const entry = this.platform.room
          .entries()
          .findLast(
            ({ ref, body }) => ref.place.placeId === placeId && body.buttons?.some((button) => button.label === label),
          );
        if (entry === undefined) throw new Error(`no button ${label} in ${placeId}`);
        const button = entry.body.buttons?.findIndex((known) => known.label === label) ?? 0;
        return act({ type: 'press', on: on(placeId, entry.ref.messageId), button, label });
      },
    };
  }
}
