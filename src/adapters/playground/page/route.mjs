import { become, FIRST } from './api.mjs';
import { note } from './deeds.mjs';
import { byId } from './dom.mjs';
import { addressOf } from './pieces.mjs';
import { channelOf, isTeam, me, message, openPlace, place, rootOf, state } from './state.mjs';

const REMEMBERED = 'steward:me';

/** The address says who and where: it can be reloaded, shared between windows and stepped back through. */
function remember(how) {
  const url = new URL(location.href);
  url.searchParams.set('as', state.me);
  url.hash = addressOf(state.threadId ?? state.placeId);
  if (url.href !== location.href) history[how](undefined, '', url);
}

export function openChannel(placeId) {
  document.body.classList.remove('drawer-open');
  openPlace(placeId);
  remember('pushState');
  arrived();
}

export function openThread(threadId, then) {
  if (rootOf(threadId) === undefined) return;
  openPlace(channelOf(threadId), threadId);
  remember('pushState');
  arrived();
  if (then === 'write') queueMicrotask(() => byId('thread-write').querySelector('textarea').focus());
}

export function closeThread() {
  openPlace(state.placeId);
  remember('pushState');
  byId('write').querySelector('textarea').focus();
}

const arrived = () => note({ type: 'opened', placeId: state.placeId });

/** Becomes somebody, staying in the channel where they may. */
export async function switchTo(id, placeId = state.placeId) {
  const threadId = channelOf(state.threadId ?? '') === placeId ? state.threadId : undefined;
  document.body.classList.remove('drawer-open');
  await become(id);
  sessionStorage.setItem(REMEMBERED, id);
  const to = place(placeId) === undefined ? home() : placeId;
  openPlace(to, to === placeId && threadId !== undefined && rootOf(threadId) ? threadId : undefined);
  remember('pushState');
  arrived();
}

const home = () => (isTeam(me()) ? 'triage' : state.places[0].id);

/** Goes where the address says, as far as this person may. */
export function follow() {
  const [placeId = '', messageId] = location.hash.slice(1).split(':').map(decoded);
  const at = place(channelOf(placeId)) === undefined ? home() : placeId;
  const isThread = at.includes('/') && rootOf(at) !== undefined;
  const root = messageId !== undefined && message(messageId)?.placeId === at ? messageId : undefined;
  openPlace(channelOf(at), isThread ? at : undefined, root);
  arrived();
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

export async function arrive() {
  const asked = new URL(location.href).searchParams.get('as') ?? sessionStorage.getItem(REMEMBERED) ?? FIRST;
  await become(asked);
  sessionStorage.setItem(REMEMBERED, state.me);
  follow();
  remember('replaceState');
  addEventListener('popstate', async () => {
    const as = new URL(location.href).searchParams.get('as') ?? state.me;
    if (as !== state.me && state.people.has(as)) await become(as);
    follow();
  });
}
