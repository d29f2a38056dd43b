import { StoreUnavailable } from '../../src/core/errors';
import type { MessageRef } from '../../src/core/message';
import type { Steward } from '../../src/core/steward';
import type { Store, Unit } from '../../src/core/store';
import type { Instant } from '../../src/core/time';
import type { Act, Channel, Person } from '../contract/stage';
import type { TestClock } from './test-clock';

export interface StageWorld {
  readonly clock: TestClock;
  readonly store: Store;
  readonly steward: Steward;
  readonly logged: readonly string[];
  settle(): Promise<void>;
  pass(length: string): Promise<void>;
  halt(): Promise<void>;
  resume(): Promise<void>;
  close(): Promise<void>;
}
const SIGNS = ['🎫', '👀', '✅', '🚨'];

/** What every stage does alike, whatever its platform: time, the store, and when the desk gets its turn. */
export abstract class StageBase<W extends StageWorld> {
  /** Acts under way of which none may give the desk its turn. */
  private together = 0;
  private halted = false;

  constructor(protected readonly w: W) {}

  get store(): Store {
    return this.w.store;
  }
  now(): Instant {
    return this.w.clock.now();
  }
  pass(length: string): Promise<void> {
    return this.w.pass(length);
  }
  close(): Promise<void> {
    return this.w.close();
  }

  async halt(): Promise<void> {
    await this.w.halt();
    this.halted = true;
  }
  async resume(): Promise<void> {
    this.halted = false;
    await this.w.resume();
  }

  async atOnce(...acts: readonly Act[]): Promise<void> {
    await this.before(() => Promise.all(acts.map((act) => act())));
    await this.settled();
  }
  async unheard(act: Act): Promise<void> {
    await this.silently(() => this.before(act));
    await this.settled();
  }
  async arrive(as: 'done' | 'reversed', acts: Act): Promise<void> {
    this.hold();
    await this.before(acts);
    await this.release(as);
    await this.settled();
  }
  async catchesUp(): Promise<void> {
    await this.w.steward.catchUp();
    await this.settled();
  }

  breakStore(): () => void {
    return this.instead(() => Promise.reject(new StoreUnavailable('the database cannot be written')));
  }
  stall(): () => void {
    const { store } = this.w;
    const transact = store.transact.bind(store);
    return this.instead((work) => transact((unit) => work(claimingNothing(unit))));
  }
  private instead(transact: Store['transact']): () => void {
    const { store } = this.w;
    const real = store.transact;
    store.transact = transact;
    return () => {
      store.transact = real;
    };
  }

  /** Does it, and gives the desk its turn. */
  protected async doing<T>(what: () => T | Promise<T>): Promise<T> {
    const outcome = await what();
    await this.settled();
    return outcome;
  }
  private async before(acts: Act): Promise<void> {
    this.together += 1;
    await acts();
    this.together -= 1;
  }
  private async settled(): Promise<void> {
    if (this.together === 0 && !this.halted) await this.w.settle();
  }
  /** Nobody is there to hear it. */
  protected get deaf(): boolean {
    return this.halted;
  }

  protected abstract silently(act: Act): Promise<unknown>;
  protected abstract hold(): void;
  protected abstract release(as: 'done' | 'reversed'): void | Promise<void>;
}

const claimingNothing = (unit: Unit): Unit => ({ ...unit, inbox: { ...unit.inbox, claim: async () => [] } });

export const inOneOrder = (signs: readonly string[]): string => SIGNS.filter((sign) => signs.includes(sign)).join('');

/** The only one that reads like this, or the test is about nothing. */
export function onlyOne(
  found: readonly { readonly line: string; readonly ref: MessageRef }[],
  pattern: RegExp,
): MessageRef {
  const fitting = found.filter(({ line }) => pattern.test(line));
  const [first] = fitting;
  if (first === undefined || fitting.length > 1) {
    throw new Error(`${fitting.length} messages like ${pattern} in:\n${found.map(({ line }) => line).join('\n')}`);
  }
  return first.ref;
}

/** `#acme` in a line, as the platform writes it. */
export const withChannels = (line: string, written: (channel: Channel) => string): string =>
  line.replace(/#(acme|globex|triage)\b/g, (_all, name: Channel) => written(name));

/** `@bob` in a line, as the platform writes it. */
export const withMembers = (line: string, written: (who: Person) => string): string =>
  line.replace(/@(carol|carl|chen|alice|bob|dana|sam|gus)\b/g, (_all, who: Person) => written(who));
