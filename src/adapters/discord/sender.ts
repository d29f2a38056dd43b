import { type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Posted, Sought, Under } from '../../core/chat';
import type { Member, Message, MessageRef, Place } from '../../core/message';
import { shorten } from '../../core/message';
import { markOf } from './buttons';
import type { History } from './history';
import { instantOf, opaque, place, refOf, snowflakeAt } from './ids';
import { type DiscordMessage, messageSchema } from './payload';
import { render } from './render';
import { type Ask, discordCode } from './rest';

const MOST_TITLE = 100;
const ARCHIVED = RESTJSONErrorCodes.InvalidActionOnArchivedThread;

/** What the desk does on Discord where everybody may see it. Throws PlatformError. */
export class Sender {
  private readonly conversations = new Map<string, string>();

  constructor(
    private readonly rest: REST,
    private readonly ask: Ask,
    private readonly history: History,
    private readonly deskId: () => string,
  ) {}

  async post(to: Place, message: Message, key: string, under?: Under): Promise<Posted> {
    return this.ask(`posting to ${to.placeId}`, async () => {
      try {
        return await this.send(to.placeId, message, key);
      } catch (error) {
        if (under === undefined || discordCode(error) !== RESTJSONErrorCodes.UnknownChannel) throw error;
      }
      // There is no thread yet.
      if (under.make === 'thread' && (await this.madeThread(under))) return this.send(to.placeId, message, key);
      return this.send(under.ref.place.placeId, message, key, under.ref);
    });
  }

  /** With a nonce, Discord answers a repetition within some minutes with the message it has already. */
  private async send(channel: string, message: Message, key: string, answers?: MessageRef): Promise<Posted> {
    const reference = answers && { message_id: answers.messageId, fail_if_not_exists: false };
    const body = {
      ...render(message, key),
      nonce: opaque(key),
      enforce_nonce: true,
      ...(reference === undefined ? {} : { message_reference: reference }),
    };
    return posted(messageSchema.parse(await this.rest.post(Routes.channelMessages(channel), { body })));
  }

  /** False where no thread can be made: the message is gone, or stands in a thread itself. */
  private async madeThread({ ref, title }: Under): Promise<boolean> {
    try {
      const body = { name: shorten(title, MOST_TITLE) };
      await this.rest.post(Routes.threads(ref.place.placeId, ref.messageId), { body });
      return true;
    } catch (error) {
      const code = discordCode(error);
      if (code === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) return true;
      const never = [RESTJSONErrorCodes.UnknownMessage, RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType];
      if (never.some((known) => known === code)) return false;
      throw error;
    }
  }

  async edit({ place: { placeId }, messageId }: MessageRef, message: Message): Promise<void> {
    await this.awake(`editing in ${placeId}`, placeId, async () => {
      const body = { flags: 0, ...render(message) };
      await this.rest.patch(Routes.channelMessage(placeId, messageId), { body });
    });
  }

  async sign({ place: { placeId }, messageId }: MessageRef, sign: string, present: boolean): Promise<void> {
    const route = Routes.channelMessageOwnReaction(placeId, messageId, encodeURIComponent(sign));
    await this.awake(`reacting in ${placeId}`, placeId, async () => {
      try {
        await (present ? this.rest.put(route) : this.rest.delete(route));
      } catch (error) {
        // A deleted message has lost its signs already.
        if (discordCode(error) !== RESTJSONErrorCodes.UnknownMessage) throw error;
      }
    });
  }

  /** In an archived thread nothing can be changed; it is opened for it. */
  private async awake(what: string, channel: string, act: () => Promise<void>): Promise<void> {
    await this.ask(what, async () => {
      try {
        await act();
      } catch (error) {
        if (discordCode(error) !== ARCHIVED) throw error;
        await this.rest.patch(Routes.channel(channel), { body: { archived: false } });
        await act();
      }
    });
  }

  async directMessage({ memberId }: Member): Promise<Place> {
    const known = this.conversations.get(memberId);
    if (known !== undefined) return place(known);
    const opened = await this.ask(`opening a conversation with ${memberId}`, () =>
      this.rest.post(Routes.userChannels(), { body: { recipient_id: memberId } }),
    );
    const { id } = opened as { id: string };
    this.conversations.set(memberId, id);
    return place(id);
  }

  /**
   * History shows no nonce. A message with buttons carries its key in their ids; any other is known by reading the same.
   */
  async *find({ place: at, under, key, message, since }: Sought): AsyncIterable<Posted> {
    const wanted = render(message, key);
    const same = (found: DiscordMessage) =>
      carries(found, markOf(key)) || (!message.buttons?.length && found.content === wanted.content?.trim());
    const channels = new Set([at.placeId, ...(under === undefined ? [] : [under.ref.place.placeId])]);
    for (const channel of channels) {
      const found = await this.history.messages(channel, snowflakeAt(since));
      for (const one of found) if (one.author.id === this.deskId() && same(one)) yield posted(one);
    }
  }
}

const carries = ({ components }: DiscordMessage, mark: string): boolean =>
  JSON.stringify(components ?? []).includes(`"custom_id":"${mark}:`);

const posted = ({ id, channel_id }: DiscordMessage): Posted => ({ ref: refOf(channel_id, id), at: instantOf(id) });
