import type { types } from '@slack/bolt';
import { type Button, type Line, type Message, type MomentStyle, type Piece, shorten } from '../../core/message';
import { nativeTo } from '../../core/native-to';
import type { Instant } from '../../core/time';
import { PLATFORM, partsOf } from './ids';

/** Slack refuses about 12,000 characters over all blocks; half of a long text is better than none. */
const MOST_TEXT = 9_000;
/** chat.update refuses longer fallback texts. */
const MOST_FALLBACK = 3_500;
const MOST_LABEL = 75;
const MOST_BUTTONS = 25;

const FORMATS: Readonly<Record<MomentStyle, string>> = {
  clock: '{time}',
  day: '{date_short_pretty}, {time}',
  // A date element begins with a capital letter unless something invisible stands before it.
  relative: '\u200b{ago}',
};

type Element = types.RichTextElement;

/** A message as Slack takes it. rich_text holds people's words literally: nothing in them can become a mention or markup. */
export function render(any: Message): { text: string; blocks: types.KnownBlock[] } {
  const message = nativeTo(PLATFORM, any);
  const budget = { left: MOST_TEXT };
  const { lines } = message;
  const elements = lines.map((line, at) => block(line, lines[at + 1], budget));
  const blocks: types.KnownBlock[] = [{ type: 'rich_text', elements: merged(elements) }];
  const buttons = (message.buttons ?? []).slice(0, MOST_BUTTONS);
  if (buttons.length > 0) blocks.push({ type: 'actions', elements: buttons.map(button) });
  return { text: fallback(message), blocks };
}

type Section = types.RichTextSection | types.RichTextQuote;

function block(line: Line, next: Line | undefined, budget: { left: number }): Section {
  if ('quote' in line) return { type: 'rich_text_quote', elements: [{ type: 'text', text: cut(line.quote, budget) }] };
  const elements = line.filter((piece) => piece !== '').map((piece) => element(piece, budget));
  // A quote, like the end, begins a line of its own anyhow.
  const last = next === undefined || 'quote' in next;
  return { type: 'rich_text_section', elements: last ? elements : [...elements, { type: 'text', text: '\n' }] };
}

/** Neighbouring lines are one section: each section begins a paragraph of its own. */
function merged(sections: readonly Section[]): Section[] {
  const found: Section[] = [];
  for (const section of sections) {
    const before = found.at(-1);
    if (before?.type === 'rich_text_section' && section.type === 'rich_text_section') {
      found[found.length - 1] = { ...before, elements: [...before.elements, ...section.elements] };
    } else if (section.elements.length > 0) found.push(section);
  }
  return found.length > 0 ? found : [{ type: 'rich_text_section', elements: [{ type: 'text', text: '…' }] }];
}

function element(piece: Piece, budget: { left: number }): Element {
  if (typeof piece === 'string') return { type: 'text', text: cut(piece, budget) };
  switch (piece.type) {
    case 'mention':
      return { type: 'user', user_id: piece.member.memberId };
    case 'place':
      return { type: 'channel', channel_id: partsOf(piece.place).channel };
    case 'moment':
      return {
        type: 'date',
        timestamp: Math.floor(piece.at / 1000),
        format: FORMATS[piece.as],
        fallback: inUtc(piece.at),
      };
    case 'link':
      return { type: 'link', url: piece.url, text: cut(piece.text, budget) };
    case 'to':
      return { type: 'text', text: cut(piece.text, budget) };
    case 'strong':
      return { type: 'text', text: cut(piece.text, budget), style: { bold: true } };
    case 'code':
      return { type: 'text', text: cut(piece.text, budget), style: { code: true } };
    case 'struck':
      return { type: 'text', text: cut(piece.text, budget), style: { strike: true } };
  }
}

/** An empty text element is refused, so a cut leaves its mark. */
function cut(text: string, budget: { left: number }): string {
  const shown = text.length <= budget.left ? text : `${whole(text.slice(0, Math.max(0, budget.left)))}…`;
  budget.left = Math.max(0, budget.left - text.length);
  return shown === '' ? ' ' : shown;
}

/** Without half a character at the end. */
const whole = (text: string): string => text.replace(/[\uD800-\uDBFF]$/, '');

const button = ({ label, command, input }: Button, at: number): types.Button => ({
  type: 'button',
  text: { type: 'plain_text', text: shorten(label, MOST_LABEL), emoji: true },
  action_id: `steward:${at}`,
  value: JSON.stringify({ command, input }),
});

/** For notifications and screen readers, as mrkdwn with everything escaped. */
export function fallback(message: Message): string {
  const lines = message.lines.map((line) => ('quote' in line ? `> ${escaped(line.quote)}` : line.map(plain).join('')));
  const text = lines.join('\n');
  return text.length <= MOST_FALLBACK ? text : `${whole(text.slice(0, MOST_FALLBACK)).replace(/[&<][^>;]*$/, '')}…`;
}

function plain(piece: Piece): string {
  if (typeof piece === 'string') return escaped(piece);
  switch (piece.type) {
    case 'mention':
      return `<@${piece.member.memberId}>`;
    case 'place':
      return `<#${partsOf(piece.place).channel}>`;
    case 'moment':
      return `<!date^${Math.floor(piece.at / 1000)}^${FORMATS[piece.as]}|${inUtc(piece.at)}>`;
    case 'link':
      return `<${piece.url.replace(/[<>|]/g, encodeURIComponent)}|${escaped(piece.text)}>`;
    default:
      return escaped(piece.text);
  }
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const utc = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'medium', timeStyle: 'short' });
const inUtc = (at: Instant): string => `${utc.format(at)} UTC`;
