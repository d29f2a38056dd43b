import { groupsOn } from '../access';
import type { ChatPlatform, Incoming } from '../chat';
import type { Menu } from '../command';
import type { Desk } from '../desk/desk';
import type { MessageRef } from '../message';
import type { Known } from './handle';
import { OPENING_SIGN } from './reaction';

const MOST_NAMED = 10;

/** What must be asked of the platform before a unit is opened: who acts, whom they name, and what it is about. */
export async function lookUp(
  { desk, menu }: { readonly desk: Desk; readonly menu: Menu },
  platform: ChatPlatform,
  incoming: Incoming,
): Promise<Known> {
  if (incoming.type === 'edited' || incoming.type === 'deleted') return {};
  const groups = groupsOn(desk, platform.name);
  const profile = await platform.profile(incoming.by, groups);
  const on = aboutWhich(incoming);
  const message = on === undefined ? undefined : await platform.message(on);
  const named = namedIn(menu, incoming).map((memberId) => ({ platform: platform.name, memberId }));
  const people = await Promise.all(named.map((member) => platform.profile(member, groups)));
  if (message === undefined) return { profile, people };
  return { profile, people, target: { message, author: await platform.profile(message.by, groups) } };
}

/** The members a command names: typed as mentions, or chosen in a form. */
function namedIn(menu: Menu, incoming: Incoming): readonly string[] {
  const line =
    incoming.type === 'command' ? incoming.line : incoming.type === 'message' ? incoming.addressed : undefined;
  const typed = [...(line ?? '').matchAll(/<@!?([^>|\s]+)/g)].map(([, id]) => id ?? '');
  const fields = incoming.type === 'command' ? (menu.find(incoming.line)?.spec.fields ?? []) : [];
  const input = incoming.type === 'command' ? incoming.input : {};
  const chosen = fields.filter(({ kind }) => kind === 'member').flatMap(({ name }) => input[name] ?? []);
  return [...new Set([...typed, ...chosen])].slice(0, MOST_NAMED);
}

/** The message that must be looked at before anything can be decided: under a 🎫, a shortcut, or named by a button. */
function aboutWhich(incoming: Incoming): MessageRef | undefined {
  if (incoming.type === 'reaction') return incoming.sign === OPENING_SIGN ? incoming.on : undefined;
  if (incoming.type !== 'command') return undefined;
  const { message } = incoming.input;
  return incoming.on ?? (message === undefined ? undefined : { place: incoming.channel, messageId: message });
}
