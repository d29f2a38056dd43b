import type { Fields } from './fields';
import { channelIdChanged, memberJoined, memberLeft } from './membership';
import type { Message } from './message';
import { richText } from './mrkdwn';
import { change, post, remove } from './postings';
import { addReaction, removeReaction } from './reactions';
import type { Workspace } from './workspace';
import type { Channel } from './world';

export interface UploadedFile {
  readonly name: string;
  readonly mimetype?: string;
  readonly content?: string;
}

export interface Saying {
  readonly threadTs?: string;
  readonly files?: readonly UploadedFile[];
  /** A reply that is also sent to the channel. */
  readonly broadcast?: true;
  readonly subtype?: string;
}

/** What people do by typing and reacting. Each act tells the app what Slack would tell it. */
export class People {
  readonly #slack: Workspace;

  constructor(slack: Workspace) {
    this.#slack = slack;
  }

  says(user: string, channelId: string, text: string, how: Saying = {}): string {
    const channel = this.#presentIn(user, channelId);
    if (channel.archived) throw new Error(`Nobody can write in the archived channel ${channel.name}`);
    const files = (how.files ?? []).map((file) => this.#upload(user, channel, file));
    const subtype = how.subtype ?? (how.broadcast ? 'thread_broadcast' : files.length > 0 ? 'file_share' : undefined);
    const root = how.threadTs === undefined ? undefined : this.#message(channelId, how.threadTs);
    const blocks = [richText(text, this.#slack.serials.next('rt'))];
    // Answering a reply continues its thread: Slack's client has no threads inside threads.
    const threadTs = root?.threadTs ?? root?.ts;
    return post(this.#slack, { channel: channelId, author: user, text, blocks, subtype, files, threadTs }).ts;
  }

  edits(user: string, channel: string, ts: string, text: string): void {
    this.#presentIn(user, channel);
    const message = this.#message(channel, ts);
    if (message.author !== user) throw new Error(`${user} cannot edit a message of ${message.author}`);
    change(this.#slack, message, 'edit', (edited) => {
      edited.text = text;
      edited.blocks = [richText(text, this.#slack.serials.next('rt'))];
    });
  }

  deletes(user: string, channel: string, ts: string): void {
    this.#presentIn(user, channel);
    remove(this.#slack, this.#message(channel, ts));
  }

  /** A link preview is added: message_changed without `edited`, which is nobody's edit. */
  unfurls(channel: string, ts: string, title: string): void {
    change(this.#slack, this.#message(channel, ts), 'quiet', (message) => {
      message.attachments = [...message.attachments, { title, from_url: 'https://example.com/', fallback: title }];
    });
  }

  reacts(user: string, channel: string, ts: string, name: string): void {
    this.#presentIn(user, channel);
    addReaction(this.#slack, user, this.#message(channel, ts), name);
  }

  unreacts(user: string, channel: string, ts: string, name: string): void {
    this.#presentIn(user, channel);
    removeReaction(this.#slack, user, this.#message(channel, ts), name);
  }

  joins(user: string, channel: string): void {
    this.#slack.world.person(user);
    memberJoined(this.#slack, user, this.#slack.world.place(channel));
  }

  leaves(user: string, channel: string): void {
    memberLeft(this.#slack, user, this.#presentIn(user, channel));
  }

  movesChannel(from: string, to: string): void {
    channelIdChanged(this.#slack, from, to)();
  }
  /** The same, told of only when the answer is called. */
  movesChannelUntold(from: string, to: string): () => void {
    return channelIdChanged(this.#slack, from, to);
  }

  /** The Home tab is looked at. */
  opensHome(user: string): void {
    const { channel } = this.#slack.world.direct([user]);
    const event = { type: 'app_home_opened', user, channel: channel.id, tab: 'home' };
    this.#slack.emit({ ...event, event_ts: this.#slack.stamps.next(channel.id) }, { channel: channel.id, user });
  }

  #presentIn(user: string, channelId: string): Channel {
    if (this.#slack.world.person(user).deleted) throw new Error(`${user} is deactivated`);
    const channel = this.#slack.world.place(channelId);
    if (!channel.members.has(user)) throw new Error(`${user} is not in ${channel.name}`);
    return channel;
  }

  #message(channel: string, ts: string): Message {
    const message = this.#slack.log.find(channel, ts);
    if (!message) throw new Error(`No message ${ts} in ${channel}`);
    return message;
  }

  #upload(user: string, channel: Channel, { name, mimetype, content }: UploadedFile): Fields {
    const id = this.#slack.serials.next('F');
    const text = content ?? '';
    const file: Fields = {
      id,
      created: Math.floor(this.#slack.now() / 1000),
      name,
      title: name,
      mimetype: mimetype ?? 'text/plain',
      filetype: name.split('.').at(-1) ?? '',
      user,
      user_team: this.#slack.world.teamOf(user),
      mode: 'hosted',
      size: Buffer.byteLength(text),
      url_private: `http://${this.#slack.address}/files/${id}`,
      url_private_download: `http://${this.#slack.address}/files/${id}`,
      permalink: `https://${this.#slack.world.home.domain}.slack.com/files/${user}/${id}/${name}`,
      channels: [channel.id],
    };
    this.#slack.world.files.set(id, file);
    this.#slack.fileContents.set(id, text);
    return file;
  }
}
