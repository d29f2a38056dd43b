/** All the page knows. Changed here or by api.mjs alone; whoever changes it calls changed(). */
export const state = {
  roomId: '',
  me: '',
  people: new Map(),
  places: [],
  signs: [],
  menu: [],
  placeId: '',
  /** The open thread's place. */
  threadId: undefined,
  /** The message a link led to. */
  shownId: undefined,
  online: true,
  /** The desk's time, and this page's own when it was heard. */
  clock: { at: 0, since: 0 },
};
let messages = new Map();
let byPlace = new Map();
let read = {};
/** The first message that was unread when a place was opened: the "new" line stays there. */
const dividers = new Map();

const listeners = new Set();
let waiting = false;
export const onChange = (listener) => listeners.add(listener);
/** Draws once for any number of changes at a time. */
export function changed() {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    for (const listener of listeners) listener();
  });
}

export function begin({ roomId, me, people, places, signs, now, messages: all }) {
  Object.assign(state, { roomId, me, places, signs, people: new Map(people.map((one) => [one.id, one])) });
  messages = new Map();
  byPlace = new Map();
  dividers.clear();
  read = JSON.parse(localStorage.getItem(readKey()) ?? '{}');
  for (const message of all) put(message);
  tellTime(now);
}

export function tellTime(now) {
  state.clock = { at: now, since: performance.now() };
  changed();
}
export const deskNow = () => state.clock.at + (performance.now() - state.clock.since);

/** True when it was not known before. */
export function put(message) {
  const isNew = !messages.has(message.id);
  messages.set(message.id, message);
  const there = byPlace.get(message.placeId) ?? new Map();
  byPlace.set(message.placeId, there.set(message.id, message));
  changed();
  return isNew;
}

export const message = (id) => messages.get(id);
export const messagesIn = (placeId) => [...(byPlace.get(placeId)?.values() ?? [])];
export const standingIn = (placeId) => messagesIn(placeId).filter(({ gone }) => !gone);
export const person = (id) => state.people.get(id) ?? { id, name: id, role: 'visitor', about: '' };
export const me = () => person(state.me);
export const isTeam = (one) => one.role === 'engineer' || one.role === 'lead';
export const place = (placeId) => state.places.find(({ id }) => id === placeId);
export const placeName = (placeId) => {
  const found = place(channelOf(placeId));
  if (found === undefined) return 'a private place';
  return found.direct ? found.name : `#${found.name}`;
};

export const refOf = ({ placeId, id }) => ({ placeId, messageId: id });
export const threadUnder = ({ placeId, id }) => `${placeId}/${id}`;
export const channelOf = (placeId) => placeId.split('/')[0];
export const rootOf = (threadId) => message(threadId.slice(threadId.indexOf('/') + 1));

const readKey = () => `steward:read:${state.roomId}:${state.me}`;
const isUnread = (placeId) => (one) => one.by !== state.me && !one.gone && one.id > (read[placeId] ?? '');
export const unreadIn = (placeId) => messagesIn(placeId).filter(isUnread(placeId)).length;
/** In a channel and all its threads. */
export const unreadAround = (channelId) =>
  [...byPlace.keys()].filter((id) => channelOf(id) === channelId).reduce((sum, id) => sum + unreadIn(id), 0);

export function markRead(placeId) {
  const last = messagesIn(placeId).at(-1)?.id;
  if (last === undefined || last <= (read[placeId] ?? '')) return;
  read[placeId] = last;
  localStorage.setItem(readKey(), JSON.stringify(read));
  changed();
}

export function openPlace(placeId, threadId, shownId) {
  for (const id of [placeId, threadId]) if (id !== undefined) dividers.set(id, firstUnread(id));
  Object.assign(state, { placeId, threadId, shownId });
  changed();
}
/** In a place never read before all is new, and no line need say so. */
const firstUnread = (placeId) =>
  read[placeId] === undefined ? undefined : messagesIn(placeId).find(isUnread(placeId))?.id;
export const firstNew = (placeId) => dividers.get(placeId);
