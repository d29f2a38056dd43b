import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord.js';
import { type Button, type Line, type Message, type MomentStyle, type Piece, shorten } from '../../core/message';
import { nativeTo } from '../../core/native-to';
import { customId, fits, typedAs } from './buttons';
import { PLATFORM } from './ids';

const MOST_CONTENT = 2_000;
const MOST_EMBED = 4_000;
/** Over all boxes of a message. */
const MOST_EMBEDDED = 5_900;
const MOST_LABEL = 80;
const PER_ROW = 5;
const MOST_ROWS = 5;

const FORMATS: Readonly<Record<MomentStyle, string>> = { clock: 't', day: 'f', relative: 'R' };

export type Body = Pick<
  RESTPostAPIChannelMessageJSONBody,
  'content' | 'embeds' | 'components' | 'allowed_mentions' | 'flags'
>;

/**
 * A message as Discord takes it. What does not fit into the content goes on in an embed. Nobody is notified but those
 * whom the desk itself mentions, whatever people's words contain. `key` makes a message with buttons findable.
 */
export function render(any: Message, key = ''): Body {
  const message = nativeTo(PLATFORM, any);
  const buttons = (message.buttons ?? []).slice(0, PER_ROW * MOST_ROWS);
  const { content, boxes } = laidOut(markdown({ lines: [...message.lines, ...inWords(buttons, key)] }));
  const pinged = message.lines.flatMap((line) => ('quote' in line ? [] : line)).flatMap(mentioned);
  return {
    content,
    embeds: boxes.map((description) => ({ description })),
    components: rows(buttons, key),
    allowed_mentions: { parse: [], users: [...new Set(pinged)], replied_user: false },
    // Our own links need no pictures. An embed of ours would vanish with them.
    ...(boxes.length > 0 ? {} : { flags: MessageFlags.SuppressEmbeds }),
  };
}

export const markdown = (message: Message): string => message.lines.map(oneLine).join('\n') || '…';

function oneLine(line: Line): string {
  if ('quote' in line)
    return line.quote
      .split('\n')
      .map((part) => `> ${escapedLines(part)}`)
      .join('\n');
  return line.map((piece, at) => rendered(piece, at === 0)).join('');
}

function rendered(piece: Piece, begins: boolean): string {
  if (typeof piece === 'string') return begins ? escapedLines(piece) : escaped(piece);
  switch (piece.type) {
    case 'mention':
      return `<@${piece.member.memberId}>`;
    case 'place':
      return `<#${piece.place.placeId}>`;
    case 'moment':
      return `<t:${Math.floor(piece.at / 1000)}:${FORMATS[piece.as]}>`;
    case 'link':
      return `[${escaped(piece.text)}](<${piece.url.replace(/[<>()\s]/g, encodeURIComponent)}>)`;
    case 'to':
      return escaped(piece.text);
    case 'strong':
      return `**${escaped(piece.text)}**`;
    case 'code':
      return `\`${piece.text.replaceAll('`', 'ˋ')}\``;
    case 'struck':
      return `~~${escaped(piece.text)}~~`;
  }
}

const mentioned = (piece: Piece): readonly string[] =>
  typeof piece !== 'string' && piece.type === 'mention' ? [piece.member.memberId] : [];

const ADDRESS = /https?:\/\/[^\s<>]+/g;
/** People's words as they wrote them: no markup, no mention. An address stays whole, or it would lead elsewhere. */
export function escaped(text: string): string {
  let done = 0;
  let out = '';
  for (const found of text.matchAll(ADDRESS)) {
    out += plain(text.slice(done, found.index)) + found[0];
    done = found.index + found[0].length;
  }
  return out + plain(text.slice(done));
}
const plain = (text: string): string => text.replace(/[\\*_~`|<>[\]@]/g, '\\$&');
/** Signs that mean something at the beginning of a line only: headings, small print, lists and quotes. */
const escapedLines = (text: string): string =>
  escaped(text)
    .replace(/^(\s*)(#{1,3} |-# |[-+] |>)/gm, '$1\\$2')
    .replace(/^(\s*\d+)(\. )/gm, '$1\\$2');

function rows(buttons: readonly Button[], key: string): APIActionRowComponent<APIButtonComponentWithCustomId>[] {
  const all = buttons.flatMap((button, at) => (fits(button, at, key) ? [rowButton(button, at, key)] : []));
  return Array.from({ length: Math.ceil(all.length / PER_ROW) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: all.slice(row * PER_ROW, (row + 1) * PER_ROW),
  }));
}

/** What a button cannot carry can be typed. */
const inWords = (buttons: readonly Button[], key: string): readonly Line[] =>
  buttons.flatMap((button, at) =>
    fits(button, at, key) ? [] : [[`${button.label}: `, { type: 'code', text: typedAs(button) }]],
  );

const rowButton = (button: Button, at: number, key: string): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label: shorten(button.label, MOST_LABEL),
  custom_id: customId(button, at, key),
});

/** What does not fit below the first line goes into boxes; where those are too small, the words begin above them. */
function laidOut(text: string): { readonly content: string; readonly boxes: readonly string[] } {
  if (text.length <= MOST_CONTENT) return { content: text, boxes: [] };
  const line = text.indexOf('\n');
  const first = line > 0 && line <= MOST_CONTENT && text.length - line <= MOST_EMBEDDED;
  const [content, rest] = first ? [text.slice(0, line), text.slice(line + 1)] : parted(text, MOST_CONTENT);
  const [one, two] = parted(cut(rest, MOST_EMBEDDED), MOST_EMBED);
  return { content, boxes: two === '' ? [one] : [one, two] };
}

/** At a space where there is one, and never between a sign and what escapes it. */
function parted(text: string, most: number): readonly [string, string] {
  if (text.length <= most) return [text, ''];
  const space = text.lastIndexOf(' ', most);
  const end = space > most / 2 ? space : most - ((/\\+$/.exec(text.slice(0, most))?.[0].length ?? 0) % 2);
  return [text.slice(0, end), text.slice(end).trimStart()];
}

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
