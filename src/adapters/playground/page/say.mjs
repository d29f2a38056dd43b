import { byId, el } from './dom.mjs';

const TOAST_MS = 7_000;

/** Something to know now, shown for a while. */
export function toast(text) {
  const note = el('p', { class: 'toast', onclick: () => note.remove() }, text);
  byId('toasts').append(note);
  setTimeout(() => note.remove(), TOAST_MS);
}

/** For those who listen to the page. */
export function announce(text) {
  byId('announcer').textContent = text;
}
