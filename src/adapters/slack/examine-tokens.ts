import { webApi } from '@slack/bolt';
import { messageOf } from '../../core/errors';
import type { Clock } from '../../core/time';
import { type ClockReading, readDateHeader, skewFinding } from '../clock-skew';
import { counted, type Finding, findingsAbout } from '../finding';
import { clientFor, clientOptions, slackError } from './client';
import type { Home } from './directory';
import { quietLogger } from './logger';
import { SCOPES } from './manifest';
import type { SlackSettings } from './settings';

const about = findingsAbout('Slack');
/** As Basic Information shows it. */
const SIGNING_SECRET = /^[0-9a-f]{32}$/;
const GET_TOKEN =
  'Set SLACK_BOT_TOKEN to the Bot User OAuth Token of your app (OAuth & Permissions; it begins with xoxb-).';
const PASTE = 'Paste the manifest (`steward manifest slack`) into your app again and reinstall it to the workspace.';

export interface Bot {
  readonly name: string;
  readonly home: Home;
}

/** The bot token, what it may do, and the clock. */
export async function* examineBotToken(
  settings: SlackSettings,
  clock: Clock,
): AsyncGenerator<Finding, Bot | 'refused' | 'unreachable'> {
  let reading: ClockReading | undefined;
  const client = new webApi.WebClient(settings.botToken, {
    ...clientOptions(settings),
    logger: quietLogger,
    fetch: async (address, how) => {
      const asked = clock.now();
      const answer = await fetch(address, how);
      reading = readDateHeader(asked, clock.now(), answer.headers.get('date'));
      return answer;
    },
  });
  let me: webApi.AuthTestResponse;
  try {
    me = await client.auth.test();
  } catch (error) {
    const name = slackError(error);
    if (name === undefined) {
      yield about.broken(
        `Slack cannot be reached at ${settings.apiUrl} (${messageOf(error)}).`,
        'Check the network and its proxy, or SLACK_API_URL.',
      );
      return 'unreachable';
    }
    yield about.broken(`Slack refuses the bot token (${name}).`, GET_TOKEN);
    yield* skewOf(reading);
    return 'refused';
  }
  yield* skewOf(reading);
  if (!me.bot_id) {
    yield about.broken('SLACK_BOT_TOKEN is the token of a person or an app, not of a bot.', GET_TOKEN);
    return 'refused';
  }
  const bot = me.user ?? 'the bot';
  yield about.ok(`The bot token is accepted: @${bot} in the workspace ${me.team ?? me.team_id}.`);
  yield scopesFinding(me.response_metadata?.scopes);
  const enterprise = me.enterprise_id ? { enterpriseId: me.enterprise_id } : {};
  return { name: bot, home: { teamId: me.team_id ?? '', ...enterprise } };
}

function* skewOf(reading: ClockReading | undefined): Generator<Finding> {
  yield skewFinding(about, reading, 'Slack’s', {
    more: 'Beyond 5 minutes, what Slack sends over HTTP is refused as a forgery.',
  });
}

/** `granted` comes with the answer, in x-oauth-scopes. */
function scopesFinding(granted: readonly string[] | undefined): Finding {
  if (granted === undefined)
    return about.warning('Slack does not say which scopes the app was granted.', `If something is refused: ${PASTE}`);
  const missing = Object.entries(SCOPES).filter(([scope]) => !granted.includes(scope));
  if (missing.length === 0) return about.ok(`The app has the ${Object.keys(SCOPES).length} scopes it needs.`);
  const list = missing.map(([scope, why]) => `${scope} (${why})`).join(', ');
  return about.broken(`The app lacks ${counted(missing.length, 'scope')}: ${list}.`, PASTE);
}

/** How events come in: the app-level token can be tried, a signing secret cannot. */
export async function* examineWayIn(settings: SlackSettings): AsyncGenerator<Finding> {
  const { wayIn } = settings;
  if (wayIn.by === 'http') {
    if (SIGNING_SECRET.test(wayIn.signingSecret))
      yield about.ok('Slack calls this desk over HTTP; whether the signing secret is right shows when it does.');
    else
      yield about.warning(
        'SLACK_SIGNING_SECRET does not look like one: 32 hexadecimal digits.',
        'Copy it again from Basic Information, Signing Secret.',
      );
    return;
  }
  try {
    // An address to connect to, good for some seconds. Nobody connects.
    await clientFor(settings, wayIn.appToken).apps.connections.open();
    yield about.ok('The app-level token is accepted: Socket Mode can be used.');
  } catch (error) {
    yield about.broken(
      `Slack refuses a Socket Mode connection (${slackError(error) ?? messageOf(error)}).`,
      'Set SLACK_APP_TOKEN to an app-level token with connections:write (Basic Information, App-Level Tokens; it begins with xapp-), and see that Socket Mode is on.',
    );
  }
}
