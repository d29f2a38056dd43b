import { buildClock, drawClock } from './clock.mjs';
import { composer } from './composer.mjs';
import { byId, icon } from './dom.mjs';
import { drawChannel, drawThread } from './feed.mjs';
import { drawPlaces, unreadAnywhere } from './places.mjs';
import { arrive, closeThread } from './route.mjs';
import { me, onChange, placeName, state } from './state.mjs';
import { openSwitcher } from './switcher.mjs';
import { startTheme } from './theme.mjs';
import { drawTour, startTour } from './tour.mjs';

const CLOCK_MS = 5_000;

const write = composer(byId('write'), () => state.placeId);
const reply = composer(byId('thread-write'), () => state.threadId ?? '');

function draw() {
  if (state.me === '' || state.placeId === '') return;
  drawChannel();
  drawThread();
  drawPlaces();
  write.draw();
  if (state.threadId !== undefined) reply.draw();
  drawClock();
  drawTour();
  const unread = unreadAnywhere();
  document.title = `${unread > 0 ? `(${unread}) ` : ''}${placeName(state.placeId)} · ${me().name} · Steward playground`;
  const drawer = byId('drawer');
  drawer.replaceChildren(icon('menu'), me().name);
  drawer.setAttribute(
    'aria-label',
    `People and channels; you are ${me().name}${unread > 0 ? `; ${unread} unread` : ''}`,
  );
  drawer.classList.toggle('unread', unread > 0);
  byId('offline').hidden = state.online;
}

function toggleDrawer(open) {
  document.body.classList.toggle('drawer-open', open);
  byId('drawer').setAttribute('aria-expanded', String(document.body.classList.contains('drawer-open')));
}

addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    openSwitcher();
  } else if (event.key === 'Escape' && !byId('dialog').open && !byId('popover').matches(':popover-open')) {
    if (document.body.classList.contains('drawer-open')) toggleDrawer(false);
    else if (state.threadId !== undefined) closeThread();
  }
});
document.addEventListener('visibilitychange', () => document.hidden || draw());
byId('drawer').addEventListener('click', () => toggleDrawer());
byId('channel').addEventListener('click', () => toggleDrawer(false));

startTheme();
buildClock();
startTour(write.fill);
onChange(draw);
setInterval(drawClock, CLOCK_MS);
await arrive();
