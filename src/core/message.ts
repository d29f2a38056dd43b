import { between, type Instant, type Millis, millis, sayDuration } from './time';

/** A channel, thread or direct conversation. Ids are the adapter's own strings: stored, compared, never parsed here. */
export interface Place {
  readonly platform: string;
  readonly placeId: string;
}
export interface Member {
  readonly platform: string;
  readonly memberId: string;
}
/** `place` is where the platform looks the message up by its id: a Slack channel, a Discord channel or thread. */
export interface MessageRef {
  readonly place: Place;
  readonly messageId: string;
}

/** A bare string is literal; the adapter escapes it, so nobody can smuggle in @everyone. */
export type Piece =
  | string
  | { readonly type: 'mention'; readonly member: Member }
  | { readonly type: 'place'; readonly place: Place }
  /** Rendered by the platform in the reader's own zone: `14:30`, `Tue 24 Nov, 14:30`, `in 58 min` (kept current where it can be). */
  | { readonly type: 'moment'; readonly at: Instant; readonly as: MomentStyle }
  /** A link to a message; delivery asks the platform for the address. */
  | { readonly type: 'to'; readonly ref: MessageRef; readonly text: string }
  | { readonly type: 'link'; readonly url: string; readonly text: string }
  | { readonly type: 'strong' | 'code' | 'struck'; readonly text: string };

export type MomentStyle = 'clock' | 'day' | 'relative';

/** A line of pieces, or a block of somebody's own words, set apart from ours. */
export type Line = readonly Piece[] | { readonly quote: string };

export interface Message {
  /** The first line alone must do: it is the notification. */
  readonly lines: readonly Line[];
  readonly buttons?: readonly Button[];
}
/** A button is a command partly filled in, so pressing takes the same path as typing. What is missing is asked in a form. */
export interface Button {
  readonly label: string;
  readonly command: string;
  readonly input: Readonly<Record<string, string>>;
}
export const strong = (text: string): Piece => ({ type: 'strong', text });
export const code = (text: string): Piece => ({ type: 'code', text });
export const struck = (text: string): Piece => ({ type: 'struck', text });
export const mention = (member: Member): Piece => ({ type: 'mention', member });
export const inPlace = (place: Place): Piece => ({ type: 'place', place });
export const clock = (at: Instant): Piece => ({ type: 'moment', at, as: 'clock' });
export const day = (at: Instant): Piece => ({ type: 'moment', at, as: 'day' });
export const relative = (at: Instant): Piece => ({ type: 'moment', at, as: 'relative' });
export const toMessage = (ref: MessageRef, text: string): Piece => ({ type: 'to', ref, text });
export const link = (url: string, text: string): Piece => ({ type: 'link', url, text });

export const samePlace = (a: Place, b: Place): boolean => a.platform === b.platform && a.placeId === b.placeId;
export const sameMember = (a: Member, b: Member): boolean => a.platform === b.platform && a.memberId === b.memberId;

/** A message of plain lines. */
export const say = (...lines: readonly Line[]): Message => ({ lines });

export type SayMoment = (at: Instant, as: MomentStyle) => string;
/** How a message reads without a platform: for tests, logs, transcripts and notifications. */
export function plainText(message: Message, sayMoment: SayMoment): string {
  const lines = message.lines.map((line) =>
    'quote' in line ? line.quote.replace(/^/gm, '> ') : line.map((piece) => plainPiece(piece, sayMoment)).join(''),
  );
  const buttons = (message.buttons ?? []).map((button) => `[${button.label}]`).join(' ');
  return [...lines, ...(buttons === '' ? [] : [buttons])].join('\n');
}

export function plainPiece(piece: Piece, sayMoment: SayMoment): string {
  if (typeof piece === 'string') return piece;
  switch (piece.type) {
    case 'mention':
      return `@${piece.member.memberId}`;
    case 'place':
      return `#${piece.place.placeId}`;
    case 'moment':
      return sayMoment(piece.at, piece.as);
    case 'struck':
      return `~~${piece.text}~~`;
    default:
      return piece.text;
  }
}

/** Moments as someone in `zone` would read them at `now`. */
export const momentsIn = (zone: string, now: Instant): SayMoment => {
  const clockIn = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  const dayIn = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' });
  return (at, as) => {
    if (as === 'clock') return clockIn.format(at);
    if (as === 'day') return `${dayIn.format(at).replace(',', '')}, ${clockIn.format(at)}`;
    return fromNow(between(now, at));
  };
};

/** Cuts to `most` characters at a word where it can, marking the cut. */
export function shorten(text: string, most: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= most) return flat;
  // Never through the middle of a character that takes two units.
  const cut = flat.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '');
  const space = cut.lastIndexOf(' ');
  return `${space > most * 0.6 ? cut.slice(0, space) : cut}…`;
}

/** `in 38 min`, `11 min ago`. */
export const fromNow = (length: Millis): string =>
  length >= 0 ? `in ${sayDuration(length)}` : `${sayDuration(millis(-length))} ago`;
