import { react } from './deeds.mjs';
import { el, icon, iconButton } from './dom.mjs';
import { runHere } from './form.mjs';
import { linesOf, moment, spoken } from './pieces.mjs';
import { openThread } from './route.mjs';
import { person, refOf, standingIn, state, threadUnder, unreadIn } from './state.mjs';
import { showMenu, showSigns } from './tools.mjs';
import { clockOf } from './when.mjs';

const ROLES = { customer: 'customer', engineer: 'team', lead: 'lead', visitor: 'visitor', desk: 'desk' };

export const face = (one, extra = '') =>
  el('span', { class: `face ${one.role} who-${one.id} ${extra}`, 'aria-hidden': 'true' }, one.name.slice(0, 1));

function signChip(message, { sign, by }) {
  const mine = by.includes(state.me);
  const names = by.map((id) => person(id).name).join(', ');
  return el(
    'button',
    {
      type: 'button',
      class: 'sign',
      'aria-pressed': mine,
      'aria-label': `${sign} by ${names}`,
      title: names,
      'data-focus': `sign ${sign}`,
      onclick: () => react(message, sign, !mine),
    },
    el('span', {}, sign),
    el('b', {}, String(by.length)),
  );
}

function threadLink(message) {
  const threadId = threadUnder(message);
  const replies = standingIn(threadId);
  const last = replies.at(-1);
  if (last === undefined) return undefined;
  const unread = unreadIn(threadId);
  const authors = [...new Set(replies.map(({ by }) => by))].slice(0, 4);
  return el(
    'button',
    { type: 'button', class: 'replies', 'data-focus': 'replies', onclick: () => openThread(threadId) },
    el(
      'span',
      { class: 'faces' },
      authors.map((id) => face(person(id), 'small')),
    ),
    el('b', {}, replies.length === 1 ? '1 reply' : `${replies.length} replies`),
    el('span', { class: 'quiet' }, 'last ', moment(last.at, clockOf(last.at))),
    unread > 0 && el('span', { class: 'count' }, `${unread} new`),
  );
}

const buttons = (message) =>
  message.buttons.map((label, button) =>
    el(
      'button',
      {
        type: 'button',
        class: 'press',
        'data-focus': `press ${label}`,
        onclick: ({ currentTarget }) =>
          runHere({ type: 'press', on: refOf(message), button, label }, message.placeId, { busy: currentTarget }),
      },
      label,
    ),
  );

function tools(message, inThread) {
  if (message.gone || message.private) return undefined;
  const reply = () => openThread(threadUnder(message), 'write');
  return el(
    'div',
    { class: 'tools', role: 'group', 'aria-label': 'Do something with this message' },
    iconButton('smile', 'React', ({ currentTarget }) => showSigns(currentTarget, message), { 'data-focus': 'react' }),
    inThread ? '' : iconButton('thread', 'Reply in thread', reply, { 'data-focus': 'reply' }),
    iconButton('more', 'More', ({ currentTarget }) => showMenu(currentTarget, message), { 'data-focus': 'more' }),
  );
}

const head = (message, author) =>
  el(
    'header',
    { class: 'by' },
    el('b', {}, author.name),
    author.role !== 'customer' && el('span', { class: `role ${author.role}` }, ROLES[author.role]),
    moment(message.at, clockOf(message.at), { class: 'quiet' }),
  );

/** One message. `follows`: right after another by the same person; `inThread`: in the side panel. */
export function row({ message, follows, inThread, shown }) {
  const author = person(message.by);
  const classes = [
    'row',
    author.role === 'desk' && 'desk',
    follows && 'follows',
    message.private && 'private',
    shown && 'shown',
  ];
  return el(
    'article',
    {
      class: classes.filter(Boolean).join(' '),
      id: `m-${message.id}`,
      'aria-label': `${author.name}, ${clockOf(message.at)}: ${message.gone ? 'deleted' : spoken(message.lines)}`,
    },
    follows ? el('span', { class: 'gutter' }, moment(message.at, clockOf(message.at))) : face(author),
    el(
      'div',
      { class: 'body' },
      !follows && head(message, author),
      message.private && el('p', { class: 'only-you' }, icon('eye'), 'Only you see this'),
      message.gone
        ? el('p', { class: 'quiet' }, 'This message was deleted.')
        : el('div', { class: 'words' }, linesOf(message.lines)),
      // The desk keeps its cards current by editing them; saying so each time would be noise.
      message.edited && author.role !== 'desk' && !message.gone && el('span', { class: 'quiet edited' }, '(edited)'),
      message.files.map((name) => el('p', { class: 'file' }, icon('clip'), name)),
      message.buttons.length > 0 && el('div', { class: 'presses' }, buttons(message)),
      message.signs.length > 0 &&
        el(
          'div',
          { class: 'signs' },
          message.signs.map((sign) => signChip(message, sign)),
        ),
      inThread ? '' : threadLink(message),
    ),
    tools(message, inThread),
  );
}
