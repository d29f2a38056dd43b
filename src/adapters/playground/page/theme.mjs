import { byId, icon } from './dom.mjs';

const KEPT = 'steward:theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');

const current = () => localStorage.getItem(KEPT) ?? (prefersDark.matches ? 'dark' : 'light');

function show() {
  const kept = localStorage.getItem(KEPT);
  if (kept === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = kept;
  const label = current() === 'dark' ? 'Use light colours' : 'Use dark colours';
  byId('theme').setAttribute('aria-label', label);
  byId('theme').title = label;
}

export function startTheme() {
  byId('theme').append(icon('moon'));
  byId('theme').addEventListener('click', () => {
    localStorage.setItem(KEPT, current() === 'dark' ? 'light' : 'dark');
    show();
  });
  prefersDark.addEventListener('change', show);
  show();
}
