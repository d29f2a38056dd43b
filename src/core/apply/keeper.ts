import type { Desk } from '../desk/desk';
import type { DeskSource } from '../desk/source';
import { messageOf } from '../errors';
import type { Log } from '../log';
import type { DeskVersion, Store } from '../store';
import type { Clock } from '../time';
import { adopt } from './adopt';

export interface KeeperNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Reads the text of a policy file. @throws SetupError saying what is wrong with it */
  readonly read: (text: string) => Desk;
  /** The part of a desk that this process serves. */
  readonly part: (desk: Desk) => Desk;
}

/** Keeps the desk that is in force in the database, where every instance finds the same one. */
export class DeskKeeper implements DeskSource {
  /** The last version that was looked at, readable or not: nothing is tried or said twice. */
  private seen = 0;
  private trouble: string | undefined;

  private constructor(
    private readonly needs: KeeperNeeds,
    private desk: Desk,
  ) {}

  /**
   * Begins with a policy file. One that was in force before and was replaced since is out of date, on a machine that was
   * forgotten or away: what replaced it counts. @throws SetupError when the file is not right
   */
  static async begin(needs: KeeperNeeds, text: string): Promise<DeskKeeper> {
    const desk = needs.read(text);
    const keeper = new DeskKeeper(needs, needs.part(desk));
    const found = await needs.store.transact(async (unit) => {
      const last = await unit.desks.latest();
      const outdated = last !== undefined && last.text !== text && (await unit.desks.has(text));
      return outdated ? last : adopt(unit, { text, desk, reach: 'new tickets' }, needs.clock.now());
    });
    if (found.text !== text) {
      needs.log.warn('the policy file here is out of date: a later one was applied, and counts', {
        version: found.version,
        cure: 'apply the file here to make it count, or bring it up to date',
      });
    }
    keeper.take(found);
    return keeper;
  }

  current(): Desk {
    return this.desk;
  }

  troubles(): readonly string[] {
    return this.trouble === undefined ? [] : [this.trouble];
  }

  async follow(): Promise<void> {
    const found = await this.needs.store.transact(async ({ desks }) =>
      (await desks.number()) === this.seen ? undefined : desks.latest(),
    );
    if (found !== undefined) this.take(found);
  }

  /** Puts the policy file into force for new tickets, as a restart would. One that is not right changes nothing. */
  async reload(text: () => string): Promise<void> {
    const { store, clock, log, read } = this.needs;
    try {
      const now = text();
      const desk = read(now);
      this.take(await store.transact((unit) => adopt(unit, { text: now, desk, reach: 'new tickets' }, clock.now())));
      log.info('the policy file was read again', { version: this.seen });
    } catch (error) {
      this.complain(`the policy file was not read again, and the one before is still in force: ${messageOf(error)}`);
    }
  }

  private take(found: DeskVersion): void {
    this.seen = found.version;
    try {
      this.desk = this.needs.part({ ...this.needs.read(found.text), versions: found.policies });
      this.trouble = undefined;
    } catch (error) {
      this.complain(
        `version ${found.version} of the policy file cannot be used here, and the one before is still in force: ${messageOf(error)}`,
      );
    }
  }

  private complain(trouble: string): void {
    this.trouble = trouble;
    this.needs.log.error(trouble);
  }
}
