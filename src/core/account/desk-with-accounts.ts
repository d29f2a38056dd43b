import type { CustomerChannel, Desk } from '../desk/desk';
import { teamServing } from '../desk/desk';
import type { DeskSource } from '../desk/source';
import type { Log } from '../log';
import type { Store, Unit } from '../store';
import type { Clock } from '../time';
import { type Account, type Binding, sayPlace } from './account';
import { takeOverChannels } from './take-over';

export interface DeskNeeds {
  readonly store: Store;
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
  private bindings = -1;
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
      differing: await takeOverChannels(unit, file, clock.now()),
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
    if (this.file !== undefined) this.take(await this.find(unit, this.file));
  }

  private async find({ accounts }: Unit, file: Desk): Promise<Found | undefined> {
    const bindings = await accounts.bindingsVersion();
    if (bindings === this.bindings && file === this.file) return undefined;
    const all = await accounts.bindings();
    const written = new Map(file.channels.map((channel) => [sayPlace(channel.place), channel]));
    const owners = new Map<string, Account>();
    // Only those whose channels the file does not know: it says the team of the others.
    for (const { place, account } of all) {
      if (account === undefined || owners.has(account) || written.has(sayPlace(place))) continue;
      const known = await accounts.find(account);
      if (known !== undefined) owners.set(account, known);
    }
    return { file, bindings, channels: all.flatMap((one) => channelFor(file, one, written, owners) ?? []) };
  }

  private take(found: Found | undefined): void {
    if (found === undefined) return;
    this.file = found.file;
    this.bindings = found.bindings;
    this.desk = { ...found.file, channels: found.channels };
  }
}
interface Found {
  readonly file: Desk;
  readonly bindings: number;
  readonly channels: readonly CustomerChannel[];
}

function channelFor(
  file: Desk,
  { place, account }: Binding,
  written: ReadonlyMap<string, CustomerChannel>,
  owners: ReadonlyMap<string, Account>,
): CustomerChannel | undefined {
  const inFile = written.get(sayPlace(place));
  if (account === undefined) return undefined;
  if (inFile !== undefined) return { ...inFile, account };
  const team = teamServing(file, owners.get(account));
  return team === undefined ? undefined : { ...file.newChannels, place, account, team: team.id };
}
