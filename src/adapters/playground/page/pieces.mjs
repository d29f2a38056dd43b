import { el } from './dom.mjs';
import { channelOf, person, place, placeName, rootOf, state } from './state.mjs';
import { clockOf, dayAndClock, fromNow, titleOf } from './when.mjs';

/** The address of a place or message on this page, as the desk's own links have it. */
export const addressOf = (placeId, messageId) =>
  `#${[placeId, messageId]
    .filter((id) => id !== undefined)
    .map(encodeURIComponent)
    .join(':')}`;

export const moment = (at, text, extra = {}) =>
  el('time', { datetime: new Date(at).toISOString(), title: titleOf(at), 'data-at': at, ...extra }, text);

function momentAs({ at, as }) {
  if (as === 'relative') return moment(at, fromNow(at), { 'data-relative': true });
  return moment(at, as === 'day' ? dayAndClock(at) : clockOf(at));
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
/** The desk's links name this page one way; the reader may have opened it by another. */
const sameMachine = ({ origin, hostname, port }) =>
  origin === location.origin ||
  ([hostname, location.hostname].every((name) => LOOPBACK.includes(name)) && port === location.port);

function linkTo(url, text) {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (target?.protocol !== 'https:' && target?.protocol !== 'http:') return text;
  const here = sameMachine(target) && target.pathname === location.pathname && target.hash !== '';
  if (here) return el('a', { href: target.hash }, text);
  return el('a', { href: target.href, target: '_blank', rel: 'noopener noreferrer' }, text);
}

function placeLink({ placeId }) {
  if (place(channelOf(placeId)) === undefined) return el('span', { class: 'mention' }, 'a private place');
  const thread = placeId.includes('/') && rootOf(placeId) !== undefined;
  return el('a', { class: 'mention', href: addressOf(placeId) }, `${placeName(placeId)}${thread ? ' (thread)' : ''}`);
}

function piece(part) {
  if (typeof part === 'string') return part;
  switch (part.type) {
    case 'mention': {
      const { memberId } = part.member;
      return el('span', { class: memberId === state.me ? 'mention own' : 'mention' }, `@${person(memberId).name}`);
    }
    case 'place':
      return placeLink(part.place);
    case 'moment':
      return momentAs(part);
    case 'to':
      return el('a', { href: addressOf(part.ref.place.placeId, part.ref.messageId) }, part.text);
    case 'link':
      return linkTo(part.url, part.text);
    case 'strong':
      return el('strong', {}, part.text);
    case 'code':
      return el('code', {}, part.text);
    case 'struck':
      return el('s', {}, part.text);
    default:
      return '';
  }
}

/** A message's lines as elements. */
export const linesOf = (lines) =>
  lines.map((line) => ('quote' in line ? el('blockquote', {}, line.quote) : el('p', {}, line.map(piece))));

/** How a line sounds: for the announcer and for labels. */
export function spoken(lines) {
  const first = lines.find((line) => 'quote' in line || line.length > 0) ?? [];
  if ('quote' in first) return first.quote;
  return el('p', {}, first.map(piece)).textContent;
}
