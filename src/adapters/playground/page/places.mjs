import { byId, el, fill } from './dom.mjs';
import { face } from './message.mjs';
import { openChannel, switchTo } from './route.mjs';
import { isTeam, me, person, state, unreadAround } from './state.mjs';
import { showTour } from './tour.mjs';

const GROUPS = [
  ['Customers', ['customer']],
  ['Visitor', ['visitor']],
  ['Support team', ['engineer', 'lead']],
];

const someone = (one) =>
  el(
    'button',
    {
      type: 'button',
      class: 'someone',
      'aria-pressed': String(one.id === state.me),
      title: `Be ${one.name}: ${one.about.toLowerCase()}`,
      'data-focus': `be ${one.id}`,
      onclick: () => switchTo(one.id),
    },
    face(one),
    el('span', {}, one.name),
  );

function placeButton(place) {
  const here = place.id === state.placeId;
  const unread = unreadAround(place.id);
  return el(
    'li',
    {},
    el(
      'button',
      {
        type: 'button',
        class: unread > 0 ? 'place unread' : 'place',
        'aria-current': here ? 'page' : undefined,
        'data-focus': `place ${place.id}`,
        onclick: () => openChannel(place.id),
      },
      place.direct
        ? face({ name: 'Steward', role: 'desk', id: 'steward' }, 'small')
        : el('span', { class: 'hash', 'aria-hidden': 'true' }, '#'),
      el('span', { class: 'name' }, place.name),
      unread > 0 && el('span', { class: 'count', 'aria-label': `${unread} unread` }, String(unread)),
    ),
  );
}

export function drawPlaces() {
  const side = byId('side');
  const focus = side.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  const other = person(isTeam(me()) ? 'carol' : 'alice');
  const people = [...state.people.values()];
  fill(
    side,
    el('h2', {}, 'You are'),
    el(
      'p',
      { class: 'whoami' },
      face(me(), 'large'),
      el('span', {}, el('b', {}, me().name), el('br'), el('span', { class: 'quiet' }, me().about)),
    ),
    el(
      'div',
      { class: 'cast', role: 'group', 'aria-label': 'Be somebody else' },
      GROUPS.map(([title, roles]) =>
        el(
          'div',
          { class: 'group' },
          el('h3', {}, title),
          people.filter(({ role }) => roles.includes(role)).map(someone),
        ),
      ),
    ),
    el(
      'a',
      { class: 'second quiet', href: `?as=${other.id}`, target: '_blank' },
      `Open a second window as ${other.name}`,
    ),
    el('h2', {}, 'Channels'),
    el('ul', {}, state.places.filter(({ direct }) => !direct).map(placeButton)),
    el('h2', {}, 'Direct messages'),
    el('ul', {}, state.places.filter(({ direct }) => direct).map(placeButton)),
    el('button', { type: 'button', class: 'plain-button tour-again', onclick: showTour }, 'Show the guided tour'),
    el('p', { class: 'keys quiet' }, el('kbd', {}, 'Ctrl K'), ' jump · ', el('kbd', {}, 'Esc'), ' close'),
  );
  if (focus !== undefined) side.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
}

/** Unread in every channel: for the window's title and the button that opens this side on a phone. */
export const unreadAnywhere = () => state.places.reduce((sum, { id }) => sum + unreadAround(id), 0);
