import type { Fields } from '../slack/fields';
import type { Upload } from './asked';
import type { Discord } from './discord';
import { defaultMentions } from './mentions';
import type { Message } from './message';
import { MessageType } from './numbers';
import { change, post, remove, removeMany } from './postings';
import { addReaction, parseEmoji, removeReaction } from './reactions';
import { Standing, standingBefore } from './standing';
import { attach } from './uploads';

export interface UploadedFile {
  readonly name: string;
  readonly contentType?: string;
  readonly content?: string;
}

export interface Saying {
  readonly replyTo?: string | Message;
  /** The little switch next to a reply; on unless said otherwise. */
  readonly replyPings?: boolean;
  readonly files?: readonly UploadedFile[];
  /** Puts a mention of the bot in front. */
  readonly mentionsBot?: boolean;
  readonly embeds?: readonly Fields[];
}

export type MessageRef = string | Message;

const upload = ({ name, contentType, content }: UploadedFile): Upload => ({
  name,
  contentType: contentType ?? 'text/plain; charset=utf-8',
  content: content ?? '',
  size: Buffer.byteLength(content ?? ''),
});

/** What people do by typing and reacting. Each act tells the app what Discord would tell it. */
export class People {
  readonly #discord: Discord;

  constructor(discord: Discord) {
    this.#discord = discord;
  }

  /** `channel` by name or id, a thread too, or "dm" for the conversation with the bot. */
  says(user: string, channel: string, text: string, how: Saying = {}): Message {
    const { world } = this.#discord;
    const standing = new Standing(this.#discord, user, channel);
    standing.mustBeAbleToWrite();
    const replied = how.replyTo === undefined ? undefined : standing.message(how.replyTo);
    return post(this.#discord, {
      channel: standing.channel,
      authorId: standing.user.id,
      content: how.mentionsBot ? `<@${world.botId}> ${text}` : text,
      embeds: how.embeds ?? [],
      type: replied ? MessageType.reply : MessageType.default,
      reference: replied && { channelId: replied.channelId, messageId: replied.id },
      attachments: attach(this.#discord, standing.channel.id, (how.files ?? []).map(upload)),
      // A person's client sends a nonce of its own, in the form of an id.
      nonce: standing.user.bot ? undefined : this.#discord.ids.next(),
      allowed: { ...defaultMentions('message'), repliedUser: how.replyPings ?? true },
    });
  }

  /** Posted through a channel's webhook: no member, and an author who is no user. */
  webhookSays(name: string, channel: string, text: string): Message {
    const place = this.#discord.world.channel(channel);
    const allowed = defaultMentions('interaction');
    const authorId = this.#discord.ids.next();
    return post(this.#discord, { channel: place, authorId, webhookName: name, content: text, allowed });
  }

  edits(user: string, which: MessageRef, text: string): void {
    const { standing, message } = standingBefore(this.#discord, user, which);
    if (message.authorId !== standing.user.id) throw new Error(`${user} cannot edit what somebody else wrote`);
    standing.mustBeActive('edit');
    change(this.#discord, message, { content: text }, { by: 'edit', allowed: defaultMentions('message') });
  }

  /** A link preview appears: MESSAGE_UPDATE without an edit. */
  unfurls(which: MessageRef, title: string): void {
    const message = this.#discord.log.anywhere(typeof which === 'string' ? which : which.id);
    if (!message) throw new Error('There is no such message');
    const embed = { type: 'link', url: 'https://example.com/', title };
    change(this.#discord, message, { embeds: [...message.embeds, embed] }, { by: 'quiet' });
  }

  deletes(user: string, which: MessageRef): void {
    const { standing, message } = standingBefore(this.#discord, user, which);
    if (message.authorId !== standing.user.id) standing.must('ManageMessages', 'delete what others wrote');
    remove(this.#discord, message);
  }

  /** Many at once, as a moderator's bot does it: one MESSAGE_DELETE_BULK. */
  purges(channel: string, which: readonly MessageRef[]): void {
    const place = this.#discord.world.channel(channel);
    const ids = which.map((one) => (typeof one === 'string' ? one : one.id));
    const found = ids.flatMap((id) => this.#discord.log.find(place.id, id) ?? []);
    removeMany(this.#discord, place, found);
  }

  reacts(user: string, which: MessageRef, emoji: string): void {
    const { standing, message } = standingBefore(this.#discord, user, which);
    standing.mustBeActive('react');
    const parsed = parseEmoji(emoji);
    if (!parsed) throw new Error(`${emoji} is not an emoji`);
    if (!message.reactions.some((one) => one.emoji.name === parsed.name)) standing.must('AddReactions', 'react');
    addReaction(this.#discord, standing.user.id, message, parsed);
  }

  unreacts(user: string, which: MessageRef, emoji: string): void {
    const { standing, message } = standingBefore(this.#discord, user, which);
    standing.mustBeActive('take back a reaction');
    const parsed = parseEmoji(emoji);
    if (!parsed || !removeReaction(this.#discord, standing.user.id, message, parsed)) {
      throw new Error(`${user} has not reacted with ${emoji}`);
    }
  }
}
