import { directPlace, isDesk, member } from '../../src/adapters/playground/ids';
import type { Entry, Room } from '../../src/adapters/playground/room';
import { type MessageRef, momentsIn, type Place, plainText } from '../../src/core/message';
import type { Clock } from '../../src/core/time';
import type { Person } from '../contract/stage';
import { inOneOrder } from './stage-base';

/** What people can read in the playground's room. */
export class RoomView {
  constructor(
    private readonly room: Room,
    private readonly clock: Clock,
  ) {}

  entry(ref: MessageRef): Entry {
    const entry = this.room.get(ref);
    if (entry === undefined) throw new Error(`there is no message ${ref.messageId}`);
    return entry;
  }

  lines(at: Place): readonly { readonly ref: MessageRef; readonly line: string }[] {
    return this.room
      .entries()
      .filter(
        ({ ref, onlyFor, deletedAt }) =>
          ref.place.placeId === at.placeId && deletedAt === undefined && onlyFor === undefined,
      )
      .map((entry) => ({
        ref: entry.ref,
        line: `${isDesk(entry.by) ? 'desk' : entry.by.memberId}: ${this.text(entry)}`,
      }));
  }

  told(who: Person): readonly Entry[] {
    const direct = directPlace(member(who)).placeId;
    return this.room
      .entries()
      .filter(({ ref, by, onlyFor }) =>
        onlyFor === undefined ? ref.place.placeId === direct && isDesk(by) : onlyFor.memberId === who,
      );
  }

  text({ body }: Entry): string {
    return plainText(body, momentsIn('Europe/Berlin', this.clock.now()));
  }

  signs(on: MessageRef): string {
    const ours = this.entry(on).signs.filter(({ by }) => by.includes('steward'));
    return inOneOrder(ours.map(({ sign }) => sign));
  }

  pings(): readonly string[] {
    const ours = this.room.entries().filter(({ by }) => isDesk(by));
    return ours.flatMap(({ body }) => {
      const pieces = body.lines.flatMap((line) => ('quote' in line ? [] : line));
      const mentioned = pieces.flatMap((piece) =>
        typeof piece !== 'string' && piece.type === 'mention' ? [`@${piece.member.memberId}`] : [],
      );
      return [...new Set(mentioned)];
    });
  }
}
