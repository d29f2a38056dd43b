import type { CommandSpec } from '../../core/field';
import { maySee, SIGNS } from './acts';
import { directPlace, member } from './ids';
import { CHANNELS, isHome, PEOPLE, type Persona } from './people';
import type { Entry, Room } from './room';

/** A message as one person's page gets it: no more than they may know. */
const viewOf = ({ ref, by, at, body, text, files, signs, onlyFor, editedAt, deletedAt }: Entry) => ({
  id: ref.messageId,
  placeId: ref.place.placeId,
  by: by.memberId,
  at,
  lines: body.lines,
  // What a button carries stays here; the page names it by its number.
  buttons: (body.buttons ?? []).map(({ label }) => label),
  text,
  files: files.map(({ name }) => name),
  signs,
  private: onlyFor !== undefined,
  edited: editedAt !== undefined,
  gone: deletedAt !== undefined,
});
export type EntryView = ReturnType<typeof viewOf>;

export const viewFor = (who: Persona, entry: Entry): EntryView | undefined =>
  maySee(who, entry) ? viewOf(entry) : undefined;

/** Everything a page needs to begin with. */
export const snapshotFor = (who: Persona, room: Room) => ({
  roomId: room.id,
  me: who.id,
  people: PEOPLE,
  places: [
    ...CHANNELS.filter(({ members }) => members.includes(who.id)),
    { id: directPlace(member(who.id)).placeId, name: 'Steward', about: 'Between you and the desk.', direct: true },
  ],
  signs: SIGNS,
  now: room.clock.now(),
  messages: room.entries().flatMap((entry) => viewFor(who, entry) ?? []),
});

/** What somebody is offered to type. */
export const menuFor = (who: Persona, menu: readonly CommandSpec[]): readonly CommandSpec[] =>
  menu.filter(({ audience }) => audience === 'everyone' || (audience === 'agents' && isHome(who)));
