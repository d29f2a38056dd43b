import type { ChatPlatform } from '../chat';
import type { Desk } from '../desk/desk';
import type { DeskSource } from '../desk/source';
import { StaleWrite } from '../errors';
import type { Log } from '../log';
import type { Store, Unit } from '../store';
import type { Clock } from '../time';
import { byKnownIds, deskInForce, type InForceDesk } from './desk-in-force';
import { takeOverChannels } from './take-over';

export interface DeskNeeds {
  readonly store: Store;
  readonly platforms: readonly ChatPlatform[];
  readonly clock: Clock;
  readonly log: Log;
  readonly desk: DeskSource;
}

/**
 * The policy file in force with the channels as the database has them: which account a channel belongs to is changed in
 * chat, and what the file once said of it counts no more.
 */
export class DeskWithAccounts implements DeskSource {
  private file: Desk | undefined;
  private version = -1;
  private desk: Desk;

  constructor(private readonly needs: DeskNeeds) {
    this.desk = needs.desk.current();
  }

  current(): Desk {
    return this.desk;
  }

  troubles(): readonly string[] {
    return this.needs.desk.troubles();
  }

  async follow(): Promise<void> {
    const { store, clock, log, desk } = this.needs;
    await desk.follow();
    const file = desk.current();
    // Whose the channels are is looked at with every round of the inbox.
    if (file === this.file) return;
    const { differing, found } = await store.transact(async (unit) => ({
      differing: await takeOverChannels(unit, byKnownIds(file, await unit.moves.all()), clock.now()),
      found: await this.find(unit, file),
    }));
    // Not before that is committed: what was rolled back is to be done again.
    this.take(found);
    if (differing.length > 0) {
      log.warn('the policy file names other accounts for channels that have theirs in the database, which counts', {
        channels: differing,
        cure: 'use `account channel` to give a channel to another account, or write the same name in the file',
      });
    }
  }

  /** Cheap, so that it can be asked with every round: a channel counts from the moment somebody says so. */
  async look(unit: Unit): Promise<void> {
    const { file } = this;
    const found = file === undefined ? undefined : await this.find(unit, file);
    // Another file may have been taken up while this was looked for.
    if (file === this.file) this.take(found);
  }

  /** That a desk is in force still. @throws StaleWrite when it is not: what was decided by it must be decided anew */
  async confirm({ accounts }: Unit, desk: Desk): Promise<void> {
    const version = await accounts.channelsVersion();
    if (desk === this.desk && version === this.version) return;
    // A database that was put back knows fewer changes than we do, and is right all the same.
    if (version !== this.version) this.version = -1;
    throw new StaleWrite('somebody changed whose the channels are first');
  }

  private async find(unit: Unit, file: Desk): Promise<Found | undefined> {
    const version = await unit.accounts.channelsVersion();
    if (version === this.version && file === this.file) return undefined;
    return { file, version, ...(await deskInForce(unit, file)) };
  }

  private take(found: Found | undefined): void {
    if (found === undefined) return;
    // Of two that looked at the same time the one that saw more is right.
    if (found.file === this.file && found.version < this.version) return;
    this.file = found.file;
    this.version = found.version;
    this.desk = found.desk;
    for (const platform of this.needs.platforms)
      platform.channelsMoved?.(found.moved.filter(({ known }) => known.platform === platform.name));
  }
}
interface Found extends InForceDesk {
  readonly file: Desk;
  readonly version: number;
}
