import type { Acted, Acts } from './acts';
import { type Clickable, clickablesIn } from './blocks';
import { nameShown } from './channel-answer';
import { type Fields, fieldsAt, isFields, objectsIn, stringAt } from './fields';
import { type Ephemeral, type Message, wire } from './message';
import { type Entry, enteredValue, messageState, type Option, valuesOf } from './view-values';
import { type View, viewWire } from './views';

/** Where a person clicks: in a message, in something ephemeral (by the same coordinates), or in a view. */
export type Where = { readonly channel: string; readonly ts: string } | { readonly view: string };

type Surface =
  | { readonly tag: 'message'; readonly message: Message }
  | { readonly tag: 'ephemeral'; readonly ephemeral: Ephemeral }
  | { readonly tag: 'view'; readonly view: View };

const surfaceAt = (acts: Acts, user: string, where: Where): Surface => {
  const { slack } = acts;
  if ('view' in where) {
    const view = slack.views.all.find((candidate) => candidate.id === where.view && candidate.user === user);
    if (view?.state !== 'open') throw new Error(`${user} does not have the view ${where.view} open`);
    return { tag: 'view', view };
  }
  acts.mustBeIn(user, where.channel);
  const ephemeral = slack.ephemerals.find(
    (shown) => shown.user === user && shown.channel === where.channel && shown.ts === where.ts,
  );
  if (ephemeral) return { tag: 'ephemeral', ephemeral };
  const message = slack.log.find(where.channel, where.ts);
  if (!message) throw new Error(`${user} sees no message ${where.ts} in ${where.channel}`);
  return { tag: 'message', message };
};

const blocksOf = (surface: Surface): readonly Fields[] => {
  if (surface.tag === 'message') return surface.message.blocks;
  return surface.tag === 'ephemeral' ? surface.ephemeral.blocks : surface.view.blocks;
};

const labelOf = (element: Fields): string =>
  stringAt(fieldsAt(element, 'text') ?? fieldsAt(element, 'placeholder') ?? {}, 'text') ?? '';

const findIn = (blocks: readonly Fields[], wanted: string): Clickable => {
  const all = clickablesIn(blocks);
  const found =
    all.find(({ element }) => element.action_id === wanted) ?? all.find(({ element }) => labelOf(element) === wanted);
  if (found) return found;
  const offered = all.map(({ element }) => `${String(element.action_id)} "${labelOf(element)}"`);
  throw new Error(`Nothing to click named "${wanted}"; there is: ${offered.join(', ') || 'nothing'}`);
};

const placeOf = (acts: Acts, surface: Surface): Fields => {
  if (surface.tag === 'view') {
    const { view } = surface;
    const shown = viewWire(acts.slack.world, view, valuesOf(view, {}, 'click'));
    return { container: { type: 'view', view_id: view.id }, view: shown };
  }
  const at = surface.tag === 'message' ? surface.message : surface.ephemeral;
  const channel = { id: at.channel, name: nameShown(acts.slack.world.place(at.channel)) };
  const container = {
    type: 'message',
    message_ts: at.ts,
    channel_id: at.channel,
    is_ephemeral: surface.tag === 'ephemeral',
    ...(at.threadTs === undefined ? {} : { thread_ts: at.threadTs }),
  };
  const state = { values: messageState(at.blocks) };
  // What was ephemeral is stored nowhere, so its payload has no `message`.
  if (surface.tag === 'ephemeral') return { container, channel, state };
  const { message } = surface;
  return { container, channel, state, message: wire(message, acts.slack.log.rootOf(message), 'event') };
};

const actionOf = ({ block, element }: Clickable, choice: Entry | undefined, actionTs: string): Fields => {
  const facts = { action_id: element.action_id, block_id: block.block_id, action_ts: actionTs };
  if (element.type === 'button') {
    const { text, value, url, style } = element;
    return { ...facts, type: 'button', text, value, url, style };
  }
  if (choice === undefined) throw new Error(`Say what to choose in ${String(element.action_id)}`);
  return { ...facts, ...enteredValue(element, choice) };
};

/** Presses a button, found by action_id or label, or picks `choice` in a select. Anybody who sees it may. */
export const clicks = async (
  acts: Acts,
  user: string,
  where: Where,
  wanted: string,
  choice?: Entry,
): Promise<Acted> => {
  const surface = surfaceAt(acts, user, where);
  const { slack } = acts;
  const action = actionOf(findIn(blocksOf(surface), wanted), choice, slack.stamps.next('actions'));
  const origin = surface.tag === 'view' ? undefined : surface.tag === 'message' ? surface.message : surface.ephemeral;
  const context = origin && { user, channel: origin.channel, origin };
  const body = { type: 'block_actions', ...acts.common(user), ...placeOf(acts, surface), actions: [action] };
  return acts.perform('interactive', user, context, body);
};

/** Types into a select whose options come from the app, and returns what the app offers. */
export const suggestions = async (
  acts: Acts,
  user: string,
  where: Where,
  actionId: string,
  typed: string,
): Promise<readonly Option[]> => {
  const surface = surfaceAt(acts, user, where);
  const { block, element } = findIn(blocksOf(surface), actionId);
  const acted = await acts.perform('interactive', user, undefined, {
    type: 'block_suggestion',
    ...acts.common(user),
    ...placeOf(acts, surface),
    action_id: element.action_id,
    block_id: block.block_id,
    value: typed,
  });
  const offered = isFields(acted.body) ? objectsIn(acted.body.options) : [];
  return offered.map((option) => ({ ...option, text: fieldsAt(option, 'text') ?? {}, value: String(option.value) }));
};
