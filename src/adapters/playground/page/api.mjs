import { spoken } from './pieces.mjs';
import { announce, toast } from './say.mjs';
import { begin, changed, person, placeName, put, state, tellTime } from './state.mjs';

let stream;

async function send(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/** Does something as the current person; undefined after a refusal, which has been shown. */
export async function act(deed) {
  return shown(send('api/act', { as: state.me, act: deed }));
}

export const moveClock = (step) => shown(send('api/time', step));

async function shown(answer) {
  try {
    return await answer;
  } catch (error) {
    toast(error instanceof TypeError ? 'The playground does not answer. Is it still running?' : error.message);
    return undefined;
  }
}

/** Who one is to begin with. */
export const FIRST = 'carol';
const RETRY_MS = 3_000;

/** Becomes somebody (Carol, if nobody has that name): resolves once the page knows what they may see. */
export async function become(id) {
  const menu = await fetch(`api/menu?as=${encodeURIComponent(id)}`);
  if (!menu.ok && id !== FIRST) return become(FIRST);
  state.menu = await menu.json();
  stream?.close();
  const asked = new EventSource(`api/stream?as=${encodeURIComponent(id)}`);
  stream = asked;
  listen(asked);
  return new Promise((resolve) => asked.addEventListener('snapshot', () => resolve(), { once: true }));
}

function listen(asked) {
  asked.addEventListener('snapshot', ({ data }) => {
    begin(JSON.parse(data));
    online(true);
  });
  asked.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data);
    if (put(message) && message.by !== state.me) {
      announce(`${person(message.by).name} in ${placeName(message.placeId)}: ${spoken(message.lines)}`);
    }
  });
  asked.addEventListener('clock', ({ data }) => tellTime(JSON.parse(data).now));
  asked.addEventListener('error', () => {
    online(false);
    // A refused stream is not asked for again by the browser itself.
    if (asked.readyState === EventSource.CLOSED) setTimeout(() => again(asked), RETRY_MS);
  });
}

function again(refused) {
  if (stream !== refused) return;
  become(state.me || FIRST).catch(() => setTimeout(() => again(refused), RETRY_MS));
}

function online(yes) {
  state.online = yes;
  changed();
}
