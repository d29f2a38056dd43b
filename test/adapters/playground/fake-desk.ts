import type { TimeControls } from '../../../src/adapters/playground/controls';
import { PlaygroundPlatform } from '../../../src/adapters/playground/platform';
import type { CommandCall, Form, Inbox, Incoming, RawEvent } from '../../../src/core/chat';
import type { CommandSpec } from '../../../src/core/field';
import type { Line, Message, MessageRef } from '../../../src/core/message';
import { HOUR, type Instant, instant, MINUTE, millis, plus } from '../../../src/core/time';

/** A Monday, 12:32 in Berlin. */
export const NOON = instant(Date.UTC(2026, 10, 23, 11, 32));
export const PAGE = 'http://localhost:4600/';

const reply = { name: 'text', label: 'What to tell them', required: true, kind: 'paragraph', maxLength: 3000 } as const;
const ticket = { name: 'ticket', label: 'Ticket number', required: false, kind: 'ticket' } as const;
const severity = {
  name: 'severity',
  label: 'How bad',
  required: true,
  kind: 'choice',
  choices: ['S1', 'S2', 'S3'],
} as const;
export const MENU: readonly CommandSpec[] = [
  { name: 'ticket claim', summary: 'Take a ticket', fields: [ticket], audience: 'agents' },
  { name: 'ticket reply', summary: 'Answer the customer', fields: [reply], audience: 'agents' },
  { name: 'ticket status', summary: 'How your tickets stand', fields: [ticket], audience: 'everyone' },
  {
    name: 'ticket open',
    summary: 'Open a ticket',
    fields: [severity, { ...reply, name: 'summary' }],
    audience: 'everyone',
  },
  { name: 'ticket secret', summary: 'Pressed, never typed', fields: [], audience: 'hidden' },
];

/** A few scripted lines in the core's place: remembers everything, answers the first request as the desk would. */
export class FakeDesk implements Inbox {
  now: Instant = NOON;
  readonly platform = new PlaygroundPlatform({ clock: { now: () => this.now }, page: PAGE });
  readonly accepted: RawEvent[] = [];
  readonly heard: Incoming[] = [];
  readonly #tickets: MessageRef[] = [];
  #card: MessageRef | undefined;

  readonly controls: TimeControls = {
    now: () => this.now,
    forward: async (length) => {
      this.now = plus(this.now, length);
    },
    toNextDeadline: async () => {
      if (this.#card === undefined) return undefined;
      this.now = plus(this.now, millis(48 * MINUTE));
      await this.#post('triage', `warning:${this.now}`, [
        ['⏳ ', { type: 'strong', text: '#42' }, ' (Acme, S2) needs an answer.'],
      ]);
      return this.now;
    },
    morning: async () => {
      this.now = plus(this.now, millis(20 * HOUR));
      await this.#post('triage', `digest:${this.now}`, [
        [{ type: 'strong', text: 'Core team, Tuesday 24 November' }],
        ['Nothing is due.'],
      ]);
      return this.now;
    },
  };

  async accept(event: RawEvent): Promise<void> {
    this.accepted.push(event);
    for (const incoming of await this.platform.read(event)) {
      this.heard.push(incoming);
      if (incoming.type === 'message') await this.#asked(incoming.channel.placeId, incoming.ref, incoming.text);
      if (incoming.type === 'command') await this.#called(incoming);
    }
  }

  async form(call: CommandCall): Promise<Form | undefined> {
    const spec = MENU.find(({ name }) => call.line === name);
    const missing = spec?.fields.filter((field) => field.required && call.input[field.name] === undefined) ?? [];
    if (spec === undefined || missing.length === 0) return undefined;
    return { title: spec.summary, command: spec.name, fields: missing, input: call.input };
  }

  connections = 0;
  misses = 0;
  missed(): void {
    this.misses += 1;
  }
  take(event: RawEvent): void {
    void this.accept(event);
  }
  disconnected(): void {}
  connected(): void {
    this.connections += 1;
  }
  failed(): void {}

  async #asked(channel: string, ref: MessageRef, text: string): Promise<void> {
    if (channel !== 'acme' || ref.place.placeId !== 'acme' || this.#tickets.length > 0) return;
    this.#tickets.push(ref);
    const due = plus(this.now, HOUR);
    await this.platform.sign(ref, '🎫', true);
    const promise: Line = [
      'Thanks, Carol. We have this as #42 and will answer by ',
      { type: 'moment', at: due, as: 'clock' },
      ' (',
      { type: 'moment', at: due, as: 'relative' },
      ').',
    ];
    await this.platform.post(this.platform.threadOf(ref), { lines: [promise] }, 'ack:42');
    const { ref: card } = await this.platform.post(
      { platform: 'playground', placeId: 'triage' },
      this.#cardOf(ref, text, 'Unclaimed'),
      'card:42',
    );
    this.#card = card;
  }

  #cardOf(ref: MessageRef, text: string, who: string): Message {
    const due = plus(NOON, HOUR);
    return {
      lines: [
        ['🎫 ', { type: 'strong', text: `#42 ${text.slice(0, 60)}` }, ' · Acme · S2'],
        [
          { type: 'mention', member: { platform: 'playground', memberId: 'carol' } },
          ' in ',
          { type: 'place', place: ref.place },
          ' · Premium',
        ],
        { quote: text },
        [
          '⏳ First answer due ',
          { type: 'moment', at: due, as: 'clock' },
          ' (',
          { type: 'moment', at: due, as: 'relative' },
          ') · ',
          { type: 'to', ref, text: 'the message' },
        ],
        [who],
      ],
      buttons: [
        { label: 'Claim', command: 'ticket claim', input: { ticket: '42' } },
        { label: 'Reply', command: 'ticket reply', input: { ticket: '42' } },
      ],
    };
  }

  async #called(call: CommandCall): Promise<void> {
    const said = call.line.startsWith('ticket claim') ? 'You have #42.' : `Done: ${call.line}`;
    await this.platform.answer({ member: call.by, in: call.in }, { lines: [[said]] }, `answer:${this.accepted.length}`);
    const [root] = this.#tickets;
    if (root === undefined || this.#card === undefined) return;
    if (call.line.startsWith('ticket claim')) {
      const text = (await this.platform.message(root))?.text ?? '';
      await this.platform.edit(this.#card, this.#cardOf(root, text, `👀 ${call.by.memberId}`));
      await this.platform.sign(root, '👀', true);
    }
    if (call.line === 'ticket reply') {
      await this.platform.post(
        this.platform.threadOf(root),
        { lines: [{ quote: call.input.text ?? '' }] },
        `reply:${this.accepted.length}`,
      );
    }
  }

  async #post(placeId: string, key: string, lines: readonly Line[]): Promise<void> {
    await this.platform.post({ platform: 'playground', placeId }, { lines }, key);
  }
}
