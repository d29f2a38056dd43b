import { PlaygroundPlatform } from '../../src/adapters/playground/platform';
import type { Circles, Posted, Profile, Sought } from '../../src/core/chat';
import { PlatformError } from '../../src/core/errors';
import { type Member, type Message, type MessageRef, momentsIn, type Place, plainText } from '../../src/core/message';
import type { Clock, Millis } from '../../src/core/time';

export type Attempt = 'post' | 'edit' | 'sign' | 'answer' | 'find' | 'profile';
/** What goes wrong with one attempt: refused, or done although the answer never arrives. */
export type Fault = { readonly refuse: PlatformError } | { readonly doneButUnknown: true } | undefined;

export const tooMany = (wait: Millis): Fault => ({ refuse: new PlatformError('too many requests', wait) });
export const forGood = (): Fault => ({ refuse: new PlatformError('channel is archived', 'never') });
export const timedOut = (): Fault => ({ refuse: new PlatformError('timed out', 0 as Millis, { outcome: 'unknown' }) });

/** The playground with a network in between: `fault` decides how each attempt ends. Posts the same key as often as it is asked to. */
export class FlakyPlatform extends PlaygroundPlatform {
  readonly attempts: { readonly what: Attempt; readonly where: string; readonly key?: string; readonly at: number }[] =
    [];
  fault: (what: Attempt, where: string, text: string) => Fault = () => undefined;
  readonly #clock: Clock;
  readonly #posted = new Map<string, Posted>();
  #count = 0;

  constructor(clock: Clock) {
    super({ clock, page: 'http://localhost/' });
    this.#clock = clock;
  }

  override post(to: Place, message: Message, key: string): Promise<Posted> {
    return this.#try({ what: 'post', where: to.placeId, key }, message, async () => {
      this.#count += 1;
      const posted = await super.post(to, message, `${key} ${this.#count}`);
      this.#posted.set(key, posted);
      return posted;
    });
  }
  override edit(what: MessageRef, message: Message): Promise<void> {
    return this.#try({ what: 'edit', where: what.place.placeId }, message, () => super.edit(what, message));
  }
  override sign(on: MessageRef, sign: string, present: boolean): Promise<void> {
    return this.#try({ what: 'sign', where: on.place.placeId }, undefined, () => super.sign(on, sign, present));
  }
  override async *find({ place, key }: Sought): AsyncIterable<Posted> {
    const sought = { what: 'find', where: place.placeId, key } as const;
    const found = await this.#try(sought, undefined, async () => this.#posted.get(key));
    if (found !== undefined) yield found;
  }
  override profile(who: Member, circles: Circles): Promise<Profile> {
    return this.#try({ what: 'profile', where: who.memberId }, undefined, () => super.profile(who, circles));
  }

  async #try<T>(
    attempt: { readonly what: Attempt; readonly where: string; readonly key?: string },
    message: Message | undefined,
    act: () => Promise<T>,
  ): Promise<T> {
    const at = this.#clock.now();
    this.attempts.push({ ...attempt, at });
    const text = message === undefined ? '' : plainText(message, momentsIn('UTC', at));
    const fault = this.fault(attempt.what, attempt.where, text);
    if (fault === undefined) return act();
    if ('refuse' in fault) throw fault.refuse;
    await act();
    throw new PlatformError('the answer never arrived', 0 as Millis, { outcome: 'unknown' });
  }
}

/** A fault for the first so many attempts that fit, and none after. */
export function first(times: number, fits: (what: Attempt, where: string, text: string) => boolean, fault: Fault) {
  let left = times;
  return (what: Attempt, where: string, text: string): Fault => {
    if (left === 0 || !fits(what, where, text)) return undefined;
    left -= 1;
    return fault;
  };
}
