import type { webApi } from '@slack/bolt';
import type { Caller, Posted, Sought } from '../../core/chat';
import type { Member, Message, MessageRef, Place } from '../../core/message';
import { type Ask, isDeadToken, slackError } from './client';
import { instantOf, isDirect, partsOf, place, refOf, tsAt } from './ids';
import { opaque } from './raw';
import { render } from './render';
import { nameOfSign } from './signs';

const EVENT_TYPE = 'steward_delivery';
const PAGE = 200;
const ANSWER_TIMEOUT = 10_000;

/** Everything the desk does on Slack. Throws PlatformError. */
export class Sender {
  private readonly conversations = new Map<string, string>();

  constructor(
    private readonly client: webApi.WebClient,
    private readonly ask: Ask,
  ) {}

  async post(to: Place, message: Message, key: string): Promise<Posted> {
    const { channel, threadTs } = partsOf(to);
    const { text, blocks } = render(message);
    const sent = await this.ask(`posting to ${channel}`, () =>
      this.client.chat.postMessage({
        channel,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
        text,
        blocks,
        metadata: { event_type: EVENT_TYPE, event_payload: { key: opaque(key) } },
        parse: 'none',
        unfurl_links: false,
        unfurl_media: false,
      }),
    );
    return posted(sent.channel ?? channel, sent.ts ?? '');
  }

  async edit({ place: { placeId }, messageId }: MessageRef, message: Message): Promise<void> {
    const { text, blocks } = render(message);
    const channel = placeId;
    await this.ask(`editing in ${channel}`, () =>
      // chat.update would otherwise turn names and addresses into links and mentions.
      this.client.chat.update({ channel, ts: messageId, text, blocks, parse: 'none' }),
    );
  }

  async sign(
    { place: { placeId: channel }, messageId: timestamp }: MessageRef,
    sign: string,
    present: boolean,
  ): Promise<void> {
    const named = { channel, timestamp, name: nameOfSign(sign) };
    const settled = present ? ['already_reacted', 'message_not_found'] : ['no_reaction', 'message_not_found'];
    await this.ask(`reacting in ${channel}`, async () => {
      try {
        await (present ? this.client.reactions.add(named) : this.client.reactions.remove(named));
      } catch (error) {
        if (!settled.includes(slackError(error) ?? '')) throw error;
      }
    });
  }

  async directMessage({ memberId }: Member): Promise<Place> {
    const known = this.conversations.get(memberId);
    if (known !== undefined) return place(known);
    const opened = await this.ask(`opening a conversation with ${memberId}`, () =>
      this.client.conversations.open({ users: memberId }),
    );
    const channel = opened.channel?.id ?? memberId;
    this.conversations.set(memberId, channel);
    return place(channel);
  }

  /** To the caller alone: by the call's own address while it lives, else as an ephemeral message, else directly. */
  async answer(to: Caller, message: Message, key: string): Promise<void> {
    if (to.handle !== undefined && (await this.respond(to.handle, message))) return;
    const { channel, threadTs } = partsOf(to.in);
    const { text, blocks } = render(message);
    const user = to.member.memberId;
    if (!isDirect(to.in)) {
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
      const shown = await this.ask('answering', async () => {
        try {
          await this.client.chat.postEphemeral({ channel, user, ...thread, text, blocks, parse: 'none' });
          return true;
        } catch (error) {
          // Not in that channel, or Slack will not show it there: say it to them directly.
          if (slackError(error) === undefined || isDeadToken(error)) throw error;
          return false;
        }
      });
      if (shown) return;
    }
    await this.post(isDirect(to.in) ? to.in : await this.directMessage(to.member), message, key);
  }

  /** False when the address is used up or gone and another way must be found. */
  private async respond(url: string, message: Message): Promise<boolean> {
    if (!URL.canParse(url)) return false;
    const body = JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...render(message) });
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    try {
      const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(ANSWER_TIMEOUT) });
      return response.ok;
    } catch {
      return false;
    }
  }

  /** What a key was posted as, looked for by the metadata it carries. */
  async *find({ place: at, key, since }: Sought): AsyncIterable<Posted> {
    const { channel, threadTs } = partsOf(at);
    const wanted = opaque(key);
    let cursor: string | undefined;
    do {
      const asked = {
        channel,
        oldest: tsAt(since),
        limit: PAGE,
        include_all_metadata: true,
        ...(cursor ? { cursor } : {}),
      };
      const page = await this.ask(`looking in ${channel}`, () =>
        threadTs === undefined
          ? this.client.conversations.history(asked)
          : this.client.conversations.replies({ ...asked, ts: threadTs }),
      );
      const found = (page.messages ?? []).find((message) => keyOf(message.metadata) === wanted);
      if (found?.ts !== undefined) return yield posted(channel, found.ts);
      cursor = page.response_metadata?.next_cursor || undefined;
    } while (cursor !== undefined);
  }
}

const posted = (channel: string, ts: string): Posted => ({ ref: refOf(channel, ts), at: instantOf(ts) });

function keyOf(metadata: unknown): unknown {
  const { event_type, event_payload } = (metadata ?? {}) as { event_type?: unknown; event_payload?: { key?: unknown } };
  return event_type === EVENT_TYPE ? event_payload?.key : undefined;
}
