import { byId, el, iconButton, keyed } from './dom.mjs';
import { row } from './message.mjs';
import { closeThread } from './route.mjs';
import {
  firstNew,
  markRead,
  messagesIn,
  place,
  placeName,
  rootOf,
  standingIn,
  state,
  threadUnder,
  unreadIn,
} from './state.mjs';
import { dayOf, sameDay } from './when.mjs';

/** Messages this close together by the same person read as one. */
const FOLLOW_MS = 4 * 60_000;
/** Closer to the end than this is at the end. */
const NEAR_END = 80;

/** Messages with the lines between them: days, and where the unread begin. */
function itemsOf(placeId, messages, inThread) {
  const items = [];
  const newId = firstNew(placeId);
  let before;
  for (const message of messages) {
    if (!inThread && (before === undefined || !sameDay(before.at, message.at))) {
      items.push({ key: `day ${message.id}`, line: dayOf(message.at) });
    }
    if (message.id === newId) items.push({ key: 'new', line: 'New', isNew: true });
    const follows =
      before !== undefined &&
      items.at(-1).message === before &&
      before.by === message.by &&
      before.private === message.private &&
      message.at - before.at < FOLLOW_MS &&
      before.buttons.length === 0 &&
      !before.gone &&
      (inThread || standingIn(threadUnder(before)).length === 0);
    items.push({ key: message.id, message, follows, inThread, shown: message.id === state.shownId });
    before = message;
  }
  return items;
}

const signature = ({ message, line, follows, shown }) => {
  if (message === undefined) return line;
  const replies = standingIn(threadUnder(message));
  return JSON.stringify([
    message,
    follows,
    shown,
    state.me,
    replies.length,
    replies.at(-1)?.id,
    unreadIn(threadUnder(message)),
  ]);
};
const draw = (item) =>
  item.message === undefined
    ? el('p', { class: item.isNew ? 'between new' : 'between', role: 'separator' }, el('span', {}, item.line))
    : row(item);

const drawn = new Map();
function drawLog(log, placeId, items, empty) {
  const moved = drawn.get(log) !== placeId;
  const atEnd = moved || log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;
  drawn.set(log, placeId);
  keyed(log, items.length === 0 ? [{ key: `empty ${placeId}`, line: '', empty }] : items, {
    key: (item) => item.key,
    signature,
    draw: (item) => item.empty ?? draw(item),
  });
  const shown = moved && state.shownId !== undefined && byId(`m-${state.shownId}`);
  if (shown && log.contains(shown)) shown.scrollIntoView({ block: 'center' });
  else if (atEnd) log.scrollTop = log.scrollHeight;
  if (!document.hidden) markRead(placeId);
}

export function drawChannel() {
  const here = place(state.placeId);
  if (here === undefined) return;
  byId('channel-head').replaceChildren(
    el('h2', {}, here.direct ? here.name : `#${here.name}`),
    el('p', { class: 'quiet' }, here.about),
  );
  byId('channel').setAttribute('aria-label', placeName(here.id));
  const messages = messagesIn(here.id).filter((one) => !one.gone || standingIn(threadUnder(one)).length > 0);
  const empty = el(
    'p',
    { class: 'empty' },
    here.direct
      ? 'Ask Steward for help here: only the two of you read it.'
      : `Nothing has been said in #${here.name} yet.`,
  );
  drawLog(byId('channel-log'), here.id, itemsOf(here.id, messages, false), empty);
}

export function drawThread() {
  const panel = byId('thread');
  const root = state.threadId === undefined ? undefined : rootOf(state.threadId);
  panel.hidden = root === undefined;
  document.body.classList.toggle('with-thread', root !== undefined);
  if (root === undefined) return;
  byId('thread-head').replaceChildren(
    el('h2', {}, 'Thread'),
    el('p', { class: 'quiet' }, placeName(root.placeId)),
    iconButton('close', 'Close the thread (Esc)', closeThread),
  );
  const replies = standingIn(state.threadId);
  const items = itemsOf(state.threadId, replies, true);
  const count = replies.length === 1 ? '1 reply' : `${replies.length} replies`;
  const line = { key: 'count', line: replies.length === 0 ? 'No replies yet' : count };
  const first = { key: root.id, message: root, follows: false, inThread: true, shown: false };
  drawLog(byId('thread-log'), state.threadId, [first, line, ...items], undefined);
}
