import { ApiError } from './arguments';

const validMillis = 3000;

/** trigger_ids: each may open one view, within three seconds of the act it came with. */
export class Triggers {
  readonly #issued = new Map<string, { readonly user: string; readonly at: number; used: boolean }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  issue(user: string): string {
    const number = this.#issued.size + 1;
    const id = `${1_000_000 + number}.${2_000_000 + number}.${(number * 2_654_435_761).toString(16)}`;
    this.#issued.set(id, { user, at: this.#now(), used: false });
    return id;
  }

  /** Opens something for the person whose act this was; the trigger_id is used up once that has succeeded. */
  exchange<T>(id: string, open: (user: string) => T): T {
    const trigger = this.#issued.get(id);
    if (!trigger) throw new ApiError('invalid_trigger_id');
    if (trigger.used) throw new ApiError('exchanged_trigger_id');
    if (this.#now() - trigger.at > validMillis) throw new ApiError('expired_trigger_id');
    const opened = open(trigger.user);
    trigger.used = true;
    return opened;
  }
}
