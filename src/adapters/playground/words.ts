import type { Line, Piece } from '../../core/message';
import { DESK_ID, member } from './ids';
import { CHANNELS, PEOPLE } from './people';

const names = PEOPLE.map(({ name }) => name).join('|');
const nameOrAddress = new RegExp(`(?<![\\w@])@(?:${names})\\b|https?://[^\\s<>"]*[^\\s<>".,;:!?)]`, 'gi');
const anyChannel = new RegExp(`(?<![\\w#&])#(${CHANNELS.map(({ id }) => id).join('|')})\\b`, 'gi');
const anyMention = new RegExp(`(?<![\\w@])@(${names})\\b`, 'gi');

const idOf = (name: string): string =>
  PEOPLE.find((known) => known.name.toLowerCase() === name.toLowerCase())?.id ?? name;

/** What somebody typed, ready to be shown: only names of people here and web addresses mean anything. */
export const readWords = (text: string): readonly Line[] => text.split('\n').map(piecesOf);

function piecesOf(line: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let shown = 0;
  for (const { 0: match, index } of line.matchAll(nameOrAddress)) {
    if (index > shown) pieces.push(line.slice(shown, index));
    pieces.push(
      match.startsWith('@')
        ? { type: 'mention', member: member(idOf(match.slice(1))) }
        : { type: 'link', url: match, text: match },
    );
    shown = index + match.length;
  }
  if (shown < line.length) pieces.push(line.slice(shown));
  return pieces;
}

/** Names in a command line as the core reads them: `@Alice` is `<@alice>`, `#acme` is `<#acme|acme>`. */
export const withIds = (text: string): string =>
  text
    .replace(anyMention, (_, name: string) => `<@${idOf(name)}>`)
    .replace(anyChannel, (_, name: string) => `<#${name.toLowerCase()}|${name}>`);

/** What follows a mention of the desk that begins a message: named further on, it is spoken about. */
export function addressedTo(text: string): string | undefined {
  const [mention] = text.match(/^\s*@\w+/) ?? [];
  if (mention === undefined || idOf(mention.trim().slice(1)) !== DESK_ID) return undefined;
  return withIds(text.slice(mention.length))
    .replace(/^[\s,:]+/, '')
    .trim();
}
