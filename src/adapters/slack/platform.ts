import { App, type Receiver, type webApi } from '@slack/bolt';
import type {
  Caller,
  ChatPlatform,
  Circles,
  Inbox,
  Incoming,
  Posted,
  PostedMessage,
  Profile,
  RawEvent,
  Sought,
} from '../../core/chat';
import { messageOf, SetupError } from '../../core/errors';
import type { Member, Message, MessageRef, Place } from '../../core/message';
import type { Instant } from '../../core/time';
import { systemClock } from '../clock';
import { withPatience } from '../patience';
import type { PlatformTools } from '../platform';
import { callOf } from './call';
import { type Ask, askingWith, clientFor, clientOptions, patientClientFor, slackError } from './client';
import { Connection } from './connection';
import { Directory } from './directory';
import { modal } from './form';
import { fileAt, history, messageAt } from './history';
import { PLATFORM, partsOf, threadPlace, tsAt } from './ids';
import { loggerFor } from './logger';
import { rawEventOf } from './raw';
import { type Reader, read, readMessage } from './read';
import { guarded, PATH, StoringHttpReceiver, StoringSocketReceiver } from './receivers';
import { Sender } from './sender';
import type { SlackSettings } from './settings';

/** The answer a form must beat: Slack takes views.open for three seconds only. */
const FORM_PATIENCE = 1_500;

export class SlackPlatform implements ChatPlatform {
  readonly name = PLATFORM;
  private readonly client: webApi.WebClient;
  private readonly patient: webApi.WebClient;
  private readonly ask: Ask;
  private readonly sender: Sender;
  private started: { readonly directory: Directory; readonly reader: Reader; readonly address: string } | undefined;
  private inbox: Inbox | undefined;
  private connection: Connection | undefined;

  constructor(
    private readonly settings: SlackSettings,
    private readonly tools: PlatformTools,
  ) {
    this.client = clientFor(settings, settings.botToken);
    this.patient = patientClientFor(settings);
    this.ask = askingWith((name) =>
      this.inbox?.failed(`Slack refuses the bot token (${name}). Set a new SLACK_BOT_TOKEN and restart.`),
    );
    this.sender = new Sender(this.client, this.ask);
  }

  async start(inbox: Inbox): Promise<void> {
    const identity = await this.identify();
    const home = { teamId: identity.teamId, ...identity.enterprise };
    const directory = new Directory(this.client, home, this.tools.clock, this.ask, (group, reason) =>
      this.tools.log.error('a group of the policy file cannot be looked into, so nobody is an agent by it', {
        group,
        reason,
      }),
    );
    this.started = {
      address: identity.address,
      directory,
      reader: { deskId: identity.userId, names: (ids) => directory.names(ids), file: (id) => fileAt(this.client, id) },
    };
    this.inbox = inbox;
    const { wayIn } = this.settings;
    const beforeAck = (body: unknown) => this.take(body, inbox, directory);
    if (wayIn.by === 'http') {
      const receiver = new StoringHttpReceiver(wayIn.signingSecret, beforeAck, this.tools.log);
      this.boltApp(receiver, identity);
      this.tools.http.handle(PATH, guarded(receiver, systemClock));
      inbox.connected();
      return;
    }
    const receiver = new StoringSocketReceiver(this.settings, wayIn.appToken, beforeAck, this.tools.log);
    this.boltApp(receiver, identity);
    this.connection = new Connection(receiver, this.tools.log, inbox);
    try {
      await this.connection.start();
    } catch (error) {
      throw new SetupError(
        `Slack refuses the Socket Mode connection (${slackError(error) ?? messageOf(error)}). Check SLACK_APP_TOKEN: an app-level token with connections:write.`,
      );
    }
  }

  async stop(): Promise<void> {
    await this.connection?.stop();
    this.connection = undefined;
    this.inbox = undefined;
  }

  private async identify() {
    try {
      const me = await this.client.auth.test();
      const enterprise = me.enterprise_id ? { enterpriseId: me.enterprise_id } : {};
      return {
        userId: me.user_id ?? '',
        botId: me.bot_id ?? '',
        teamId: me.team_id ?? '',
        enterprise,
        address: me.url ?? '',
      };
    } catch (error) {
      const name = slackError(error);
      throw new SetupError(
        name === undefined
          ? `Slack cannot be reached at ${this.settings.apiUrl} (${messageOf(error)}). Check the network, or SLACK_API_URL.`
          : `Slack refuses the bot token (${name}). Set SLACK_BOT_TOKEN to the bot token of your app (it begins with xoxb-).`,
      );
    }
  }

  /** Bolt checks signatures, speaks Socket Mode and acknowledges; what an event means is decided later, from the inbox. */
  private boltApp(receiver: Receiver, { userId, botId }: { readonly userId: string; readonly botId: string }): void {
    const app = new App({
      receiver,
      token: this.settings.botToken,
      botId,
      botUserId: userId,
      tokenVerificationEnabled: false,
      clientOptions: clientOptions(this.settings),
      convoStore: false,
      ignoreSelf: false,
      logger: loggerFor(this.tools.log),
    });
    const ack = async ({ ack }: { ack: () => Promise<void> }) => ack();
    app.command(/.*/, ack);
    app.action(/.*/, ack);
    app.shortcut(/.*/, ack);
    app.view({ callback_id: /.*/, type: 'view_submission' }, ack);
    app.view({ callback_id: /.*/, type: 'view_closed' }, ack);
    app.options(/.*/, async ({ ack }) => ack({ options: [] }));
    app.error(async (error) => this.tools.log.warn('slack listener', { error: messageOf(error) }));
  }

  /** Stores what must not be lost. A call that only lacks input opens a form instead: nothing has been asked for yet. */
  private async take(body: unknown, inbox: Inbox, directory: Directory): Promise<void> {
    const type = (body as { event?: { type?: unknown } } | null)?.event?.type;
    if (type === 'subteam_members_changed' || type === 'subteam_updated') directory.forget();
    const event = rawEventOf(body);
    if (event === undefined || (await this.openForm(body, inbox))) return;
    await inbox.accept(event);
  }

  private async openForm(body: unknown, inbox: Inbox): Promise<boolean> {
    const trigger = (body as { trigger_id?: unknown }).trigger_id;
    const call = typeof trigger === 'string' ? callOf(body) : undefined;
    if (call === undefined || typeof trigger !== 'string') return false;
    try {
      const form = await withPatience(inbox.form(call), FORM_PATIENCE);
      if (form === undefined) return false;
      const opened = await withPatience(
        this.client.views.open({ trigger_id: trigger, view: modal(form, call) }),
        FORM_PATIENCE,
      );
      return opened !== undefined;
    } catch (error) {
      this.tools.log.warn('a form could not be opened', { error: messageOf(error) });
      return false;
    }
  }

  async read(event: RawEvent): Promise<readonly Incoming[]> {
    return read(this.running().reader, event);
  }
  async profile(member: Member, circles: Circles): Promise<Profile> {
    return this.running().directory.profile(member, circles);
  }
  async message(ref: MessageRef): Promise<PostedMessage | undefined> {
    const found = await messageAt(this.client, this.ask, ref);
    return found === undefined ? undefined : readMessage(this.running().reader, ref.place.placeId, found, false);
  }
  threadOf({ place, messageId }: MessageRef): Place {
    return threadPlace(partsOf(place).channel, messageId);
  }
  post(to: Place, message: Message, key: string): Promise<Posted> {
    return this.sender.post(to, message, key);
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
  answer(to: Caller, message: Message, key: string): Promise<void> {
    return this.sender.answer(to, message, key);
  }
  /** As chat.getPermalink would say it, without asking: the workspace's address, the channel, and the ts without its dot. */
  async permalink({ place, messageId }: MessageRef): Promise<string> {
    return `${this.running().address}archives/${partsOf(place).channel}/p${messageId.replace('.', '')}`;
  }
  find(delivery: Sought): AsyncIterable<Posted> {
    return this.sender.find(delivery);
  }
  history(place: Place, after: string) {
    return history(this.patient, this.ask, place, after);
  }
  cursorAt(at: Instant): string {
    return tsAt(at);
  }

  private running() {
    if (this.started === undefined) throw new Error('Slack has not been started');
    return this.started;
  }
}
