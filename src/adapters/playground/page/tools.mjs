import { act } from './api.mjs';
import { react } from './deeds.mjs';
import { byId, el } from './dom.mjs';
import { runHere, showForm } from './form.mjs';
import { addressOf } from './pieces.mjs';
import { toast } from './say.mjs';
import { refOf, state } from './state.mjs';

const GAP = 6;

/** A small window at the button that opened it; Esc or a click elsewhere closes it. */
function popAt(button, ...content) {
  const popover = byId('popover');
  if (popover.matches(':popover-open')) popover.hidePopover();
  popover.replaceChildren(...content);
  popover.showPopover({ source: button });
  const from = button.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const below = from.bottom + GAP + height < innerHeight;
  popover.style.left = `${Math.max(GAP, Math.min(from.right - width, innerWidth - width - GAP))}px`;
  popover.style.top = `${below ? from.bottom + GAP : Math.max(GAP, from.top - GAP - height)}px`;
  popover.querySelector('button')?.focus();
}
const close = () => byId('popover').hidePopover();

const MEANINGS = { '🎫': 'Open a ticket', '👀': 'Claim', '✅': 'Resolve', '🚨': 'Ask for higher severity' };

export function showSigns(button, message) {
  const signs = state.signs.map((sign) =>
    el(
      'button',
      {
        type: 'button',
        title: MEANINGS[sign] ?? sign,
        'aria-label': MEANINGS[sign] === undefined ? sign : `${sign} ${MEANINGS[sign]}`,
        onclick: () => {
          close();
          react(message, sign, true);
        },
      },
      sign,
    ),
  );
  popAt(button, el('div', { class: 'picker', role: 'group', 'aria-label': 'Reactions' }, signs));
}

export function showMenu(button, message) {
  const item = (label, onclick) =>
    el(
      'button',
      {
        type: 'button',
        role: 'menuitem',
        onclick: () => {
          close();
          onclick();
        },
      },
      label,
    );
  const mine = message.by === state.me;
  const open = { type: 'command', placeId: message.placeId, line: 'ticket open', on: refOf(message) };
  popAt(
    button,
    el(
      'div',
      { class: 'menu', role: 'menu', 'aria-label': 'Message' },
      item('🎫 Open ticket', () => runHere(open, message.placeId, { on: open.on })),
      item('Copy link', () => copyLink(message)),
      mine && item('Edit message', () => edit(message)),
      mine && item('Delete message', () => act({ type: 'remove', on: refOf(message) })),
    ),
  );
}

async function copyLink({ placeId, id }) {
  const url = new URL(addressOf(placeId, id), location.href.replace(/[?#].*/, ''));
  try {
    await navigator.clipboard.writeText(url.href);
    toast('Link copied.');
  } catch {
    toast(url.href);
  }
}

function edit(message) {
  const field = { name: 'text', label: 'Message', kind: 'paragraph', required: true };
  showForm({ title: 'Edit message', fields: [field], input: { text: message.text }, submit: 'Save' }, ({ text }) =>
    act({ type: 'edit', on: refOf(message), text }),
  );
}
