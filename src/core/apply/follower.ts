import { beginWatching } from '../catch-up';
import type { ChatPlatform } from '../chat';
import type { Desk } from '../desk/desk';
import { Rounds } from '../rounds';
import { type MoveNeeds, moveTickets } from './move';

export interface FollowerNeeds extends Omit<MoveNeeds, 'goesOn' | 'told'> {
  /** Those at work now. */
  readonly platforms: () => Iterable<ChatPlatform>;
  /** Called when tickets were moved, and there may be something to send. */
  readonly moved: () => void;
}

/** Keeps a desk that is at work with the policy file in force: its places watched, its open tickets moved. */
export class Follower {
  private watched: Desk;
  private stopping = false;
  private readonly moving = new Rounds(() => this.move());

  constructor(private readonly needs: FollowerNeeds) {
    this.watched = needs.desk.current();
  }

  /** From the moment a place is in the policy file, what is said there is ours to know. */
  async follow(): Promise<void> {
    await this.needs.desk.follow();
    const desk = this.needs.desk.current();
    if (desk === this.watched) return;
    for (const platform of this.needs.platforms()) await beginWatching({ ...this.needs, desk }, platform);
    this.watched = desk;
  }

  /** Moves open tickets to what was applied. Long work: nobody need wait for it. */
  moveTickets(): Promise<void> {
    return this.moving.run();
  }

  /** The rest is left for later. */
  stop(): void {
    this.stopping = true;
  }

  private async move(): Promise<boolean> {
    let count = 0;
    const told = (moved: number) => {
      count += moved;
      this.needs.moved();
    };
    try {
      await moveTickets({ ...this.needs, goesOn: () => !this.stopping, told });
    } finally {
      if (count > 0) this.needs.log.info('open tickets were moved to the promise that was applied', { tickets: count });
    }
    return false;
  }
}
