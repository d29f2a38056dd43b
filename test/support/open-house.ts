import { directPlace } from '../../src/adapters/playground/ids';
import type { Caller, Circles, Profile, RawEvent, Standing } from '../../src/core/chat';
import type { Member, Message, Place } from '../../src/core/message';
import { FlakyPlatform } from './flaky';

/** People the playground itself has not: a second customer, a colleague who is no agent, and a guest in the agents' group. */
const MORE: Readonly<Record<string, { readonly name: string; readonly standing: Standing; readonly inGroups?: true }>> =
  {
    carl: { name: 'Carl', standing: 'outside' },
    sam: { name: 'Sam', standing: 'home' },
    gus: { name: 'Gus', standing: 'outside', inGroups: true },
  };

/** The playground as other chats are: with guests and colleagues, and a way to it on which events are lost, held or doubled. */
export class OpenHouse extends FlakyPlatform {
  readonly heard: RawEvent[] = [];
  /** Events are lost while this is set. */
  deaf = false;
  held: RawEvent[] | undefined;

  override async tell(event: RawEvent): Promise<void> {
    if (this.deaf) return;
    this.heard.push(event);
    if (this.held === undefined) await super.tell(event);
    else this.held.push(event);
  }

  override async profile(who: Member, circles: Circles): Promise<Profile> {
    const more = MORE[who.memberId];
    if (more === undefined) return super.profile(who, circles);
    const { name, standing, inGroups } = more;
    return { member: who, name, standing, groups: inGroups ? [...circles.groups] : [] };
  }

  override async directMessage(to: Member): Promise<Place> {
    return MORE[to.memberId] === undefined ? super.directMessage(to) : directPlace(to);
  }

  /** Where they are: those the playground does not know are let in everywhere. */
  override async answer(to: Caller, message: Message, key: string): Promise<void> {
    if (MORE[to.member.memberId] === undefined) return super.answer(to, message, key);
    this.room.add(to.in, { by: { platform: this.name, memberId: 'steward' }, body: message, onlyFor: to.member }, key);
  }
}
