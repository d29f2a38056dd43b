import { DiscordAPIError, type REST, Routes, type WebSocketOptions } from 'discord.js';
import { z } from 'zod';
import type {
  Caller,
  ChatPlatform,
  Circles,
  Inbox,
  Incoming,
  Listening,
  Posted,
  PostedMessage,
  Profile,
  RawEvent,
  Sought,
  Under,
} from '../../core/chat';
import { messageOf, SetupError } from '../../core/errors';
import type { CommandSpec } from '../../core/field';
import type { Member, Message, MessageRef, Place } from '../../core/message';
import type { Instant } from '../../core/time';
import type { PlatformTools } from '../platform';
import { Directory } from './directory';
import { Gateway } from './gateway';
import { History } from './history';
import { PLATFORM, place, snowflakeAt } from './ids';
import { Interactions } from './interactions';
import { applicationCommands, register } from './menu';
import { interactionSchema, type Packet } from './payload';
import { Places } from './places';
import { rawEventOf } from './raw';
import { type Reader, read, readMessage, see } from './read';
import { type Ask, askingWith, close, hastyRest, isDeadToken, isMissing, patientRest } from './rest';
import { Sender } from './sender';
import type { DiscordSettings } from './settings';

const DEAD_TOKEN = 'Discord refuses the token. Set a new DISCORD_TOKEN and restart.';
const WEB = 'https://discord.com/channels';
const named = z.looseObject({ id: z.string() });
const greeting = z.looseObject({ user: named });

export class DiscordPlatform implements ChatPlatform {
  readonly name = PLATFORM;
  readonly threadsInHistory = true;
  private readonly hasty: REST;
  private readonly patient: REST;
  private readonly places: Places;
  private readonly directory: Directory;
  private readonly past: History;
  private readonly sender: Sender;
  private readonly interactions: Interactions;
  private readonly gateway: Gateway;
  private inbox: Inbox | undefined;
  private deskId = '';

  constructor(
    private readonly settings: DiscordSettings,
    private readonly tools: PlatformTools,
    ws?: WebSocketOptions,
  ) {
    const { clock, log } = tools;
    const ask: Ask = askingWith(() => this.inbox?.failed(DEAD_TOKEN));
    this.hasty = hastyRest(settings);
    this.patient = patientRest(settings);
    this.places = new Places(this.patient, ask);
    this.directory = new Directory(this.patient, clock, ask, this.places);
    this.past = new History(this.patient, ask, this.places, clock);
    this.sender = new Sender(this.hasty, ask, this.past, () => this.deskId);
    this.interactions = new Interactions(this.hasty, ask, log, clock);
    this.gateway = new Gateway({
      settings,
      log,
      heard: (packet, session) => this.hear(packet, session),
      connected: () => this.inbox?.connected(),
      disconnected: () => this.inbox?.disconnected(),
      failed: (reason) => this.inbox?.failed(reason),
      ...(ws === undefined ? {} : { ws }),
    });
  }

  /** One gateway connection is enough, and a second one would be told everything twice. */
  readonly listening: Listening = { begin: () => this.gateway.open(), end: async () => this.gateway.close() };

  async start(inbox: Inbox, menu: readonly CommandSpec[]): Promise<void> {
    try {
      this.deskId = (await this.idAt(Routes.user())) ?? '';
      const application = (await this.idAt(Routes.currentApplication())) ?? this.deskId;
      await register(this.patient, application, applicationCommands(menu));
    } catch (error) {
      if (!(error instanceof DiscordAPIError) || isDeadToken(error)) throw this.unusable(error);
      this.tools.log.warn('the commands could not be told to Discord; mentions work', { error: messageOf(error) });
    }
    this.inbox = inbox;
  }

  private async idAt(route: `/${string}`): Promise<string | undefined> {
    try {
      return named.parse(await this.patient.get(route)).id;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  private unusable(error: unknown): SetupError {
    return new SetupError(
      isDeadToken(error)
        ? 'Discord refuses the token. Set DISCORD_TOKEN to the token on the Bot page of your application.'
        : `Discord cannot be used at ${this.settings.apiUrl} (${messageOf(error)}). Check the network, or DISCORD_API_URL.`,
    );
  }

  async stop(): Promise<void> {
    this.gateway.close();
    close(this.hasty);
    close(this.patient);
    this.inbox = undefined;
  }

  /** Everything of one connection is handed over in the order it came. */
  private hear(packet: Packet, session: string): void {
    const { inbox } = this;
    if (packet.t === 'READY') this.deskId = greeting.safeParse(packet.d).data?.user.id ?? this.deskId;
    this.places.hear(packet);
    this.directory.hear(packet, this.deskId);
    const event = rawEventOf(packet, session, this.deskId);
    if (event === undefined || inbox === undefined) return;
    const interaction = packet.t === 'INTERACTION_CREATE' ? interactionSchema.safeParse(packet.d).data : undefined;
    if (interaction === undefined) inbox.take(event);
    else {
      see(this.reader(), interaction.member?.user, interaction, this.tools.clock.now());
      void this.interactions.take(interaction, event, inbox);
    }
  }

  private reader(): Reader {
    return {
      deskId: this.deskId,
      ownRoles: this.directory.ownRoles,
      places: this.places,
      saw: (sighting) => this.directory.saw(sighting),
    };
  }

  read(event: RawEvent): Promise<readonly Incoming[]> {
    return read(this.reader(), event);
  }
  profile(member: Member, circles: Circles): Promise<Profile> {
    return this.directory.profile(member, circles);
  }
  async message(ref: MessageRef): Promise<PostedMessage | undefined> {
    const found = await this.past.message(ref);
    return found && readMessage(this.reader(), found);
  }
  /** A thread has the id of the message it was begun from. */
  threadOf({ messageId }: MessageRef): Place {
    return place(messageId);
  }
  post(to: Place, message: Message, key: string, under?: Under): Promise<Posted> {
    return this.sender.post(to, message, key, under);
  }
  edit(what: MessageRef, message: Message): Promise<void> {
    return this.sender.edit(what, message);
  }
  sign(on: MessageRef, sign: string, present: boolean): Promise<void> {
    return this.sender.sign(on, sign, present);
  }
  directMessage(to: Member): Promise<Place> {
    return this.sender.directMessage(to);
  }
  /** By the call's own token while it lives, else directly: nothing else is seen by one person alone. */
  async answer(to: Caller, message: Message, key: string): Promise<void> {
    if (to.handle !== undefined && (await this.interactions.answer(to, message))) return;
    await this.sender.post(await this.sender.directMessage(to.member), message, key);
  }
  async permalink({ place: { placeId }, messageId }: MessageRef): Promise<string> {
    const guild = (await this.places.get(placeId))?.guild_id ?? '@me';
    return `${WEB}/${guild}/${placeId}/${messageId}`;
  }
  find(delivery: Sought): AsyncIterable<Posted> {
    return this.sender.find(delivery);
  }
  history(at: Place, after: string) {
    return this.past.after(at, after);
  }
  cursorAt(at: Instant): string {
    return snowflakeAt(at);
  }
}
