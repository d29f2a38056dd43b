import { ApplicationFlags, Routes } from 'discord.js';
import type { Clock } from '../../core/time';
import { skewFinding } from '../clock-skew';
import { counted, type Finding, findingsAbout } from '../finding';
import {
  applicationSchema,
  type Examination,
  examinationOf,
  listSchema,
  meSchema,
  ownGuildsSchema,
  whyNot,
} from './examine-client';
import { Servers } from './examine-servers';
import { inviteAddress } from './invite';
import type { DiscordSettings } from './settings';

const about = findingsAbout('Discord');
/** The second is for applications in fewer than a hundred servers. */
const MESSAGE_CONTENT = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
/** As many as one answer holds. */
const MOST_GUILDS = 200;

export interface Bot {
  readonly examination: Examination;
  readonly servers: Servers;
  readonly applicationId: string;
}

/** The token, the clock, the message content intent, and the servers the bot is in. Undefined when nothing more can be asked. */
export async function* examineBot(settings: DiscordSettings, clock: Clock): AsyncGenerator<Finding, Bot | undefined> {
  const examination = examinationOf(settings, clock);
  const me = await examination.ask(Routes.user(), meSchema);
  const unanswered = (why: string): Finding =>
    about.broken(
      `Discord cannot be reached at ${settings.apiUrl} (${why}).`,
      'Check the network and its proxy, or DISCORD_API_URL.',
    );
  if (me.is === 'unanswered') {
    yield unanswered(me.why);
    return undefined;
  }
  yield skewFinding(about, examination.clockReading(), 'Discord’s');
  if (me.is !== 'there') {
    yield about.broken(
      'Discord refuses the token.',
      'Set DISCORD_TOKEN to the token of your application’s Bot page; Reset Token makes a new one.',
    );
    return undefined;
  }
  yield about.ok(`The token is accepted: the bot is ${me.value.username}.`);
  const application = await examination.ask(Routes.currentApplication(), applicationSchema);
  if (application.is !== 'there') {
    yield unanswered(whyNot(application));
    return undefined;
  }
  const { id, flags } = application.value;
  yield (flags & MESSAGE_CONTENT) === 0
    ? about.broken(
        'The message content intent is off: the desk would read nothing of what people write, and Discord would not let it in.',
        'Switch on Message Content Intent on the Bot page of your application.',
      )
    : about.ok('The message content intent is on.');
  return yield* examineServers(examination, id, me.value.id, unanswered);
}

async function* examineServers(
  examination: Examination,
  applicationId: string,
  botId: string,
  unanswered: (why: string) => Finding,
): AsyncGenerator<Finding, Bot | undefined> {
  const query = new URLSearchParams({ limit: String(MOST_GUILDS) });
  const guilds = await examination.ask(Routes.userGuilds(), ownGuildsSchema, query);
  if (guilds.is !== 'there') {
    yield unanswered(whyNot(guilds));
    return undefined;
  }
  if (guilds.value.length === 0) {
    yield about.broken(
      'The bot is in no server.',
      `Open this as somebody who manages the server: ${inviteAddress(applicationId)}`,
    );
    return undefined;
  }
  const names = guilds.value.map(({ name }) => name);
  const list = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  yield about.ok(`The bot is in ${counted(names.length, 'server')}: ${list}.`);
  const servers = new Servers(
    examination,
    botId,
    guilds.value.map(({ id }) => id),
  );
  return { examination, servers, applicationId };
}

/** Whether they are there yet: before the first start nobody has registered any. */
export async function* examineCommands({ examination, applicationId, servers }: Bot): AsyncGenerator<Finding> {
  const global = await examination.ask(Routes.applicationCommands(applicationId), listSchema);
  let count = global.is === 'there' ? global.value.length : 0;
  for (const guild of servers.lookedUp()) {
    const local = await examination.ask(Routes.applicationGuildCommands(applicationId, guild), listSchema);
    count += local.is === 'there' ? local.value.length : 0;
  }
  yield about.ok(
    count === 0
      ? 'No command is registered yet; they will be registered at start.'
      : `${counted(count, 'command is', 'commands are')} registered.`,
  );
}
