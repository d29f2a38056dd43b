import { deskNow } from './state.mjs';

const format = (options) => new Intl.DateTimeFormat('en-GB', options);
const clockTime = format({ hour: '2-digit', minute: '2-digit' });
const weekday = format({ weekday: 'short', day: 'numeric', month: 'short' });
const longDay = format({ weekday: 'long', day: 'numeric', month: 'long' });
const full = format({ dateStyle: 'full', timeStyle: 'short' });
export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const MINUTE = 60_000;

export const clockOf = (at) => clockTime.format(at);
export const dayAndClock = (at) => `${weekday.format(at)}, ${clockTime.format(at)}`;
export const sameDay = (a, b) => longDay.format(a) === longDay.format(b);

export function dayOf(at) {
  if (sameDay(at, deskNow())) return 'Today';
  return longDay.format(at);
}

/** `in 38 min`, `2 h 5 min ago`. */
export function fromNow(at) {
  const minutes = Math.round((at - deskNow()) / MINUTE);
  if (minutes === 0) return 'now';
  const size = Math.abs(minutes);
  const parts = [
    [Math.floor(size / 1440), 'd'],
    [Math.floor(size / 60) % 24, 'h'],
    [size % 60, 'min'],
  ].filter(([count]) => count > 0);
  const words = parts
    .slice(0, 2)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
  return minutes > 0 ? `in ${words}` : `${words} ago`;
}

/** What hovering over a time says; the desk's clock moves, so it is asked again and again. */
export const titleOf = (at) => `${full.format(at)} (${fromNow(at)})`;

export function refreshTimes() {
  for (const node of document.querySelectorAll('time[data-at]')) {
    const at = Number(node.dataset.at);
    node.title = titleOf(at);
    if (node.dataset.relative !== undefined) node.textContent = fromNow(at);
  }
}
