import { SetupError } from '../../core/errors';

export interface SlackSettings {
  readonly botToken: string;
  readonly wayIn:
    | { readonly by: 'socket'; readonly appToken: string }
    | { readonly by: 'http'; readonly signingSecret: string };
  /** Ends in a slash. */
  readonly apiUrl: string;
}
export const VARIABLES = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_API_URL'] as const;
const SLACK = 'https://slack.com/api/';

/** Undefined when Slack is off. Socket Mode wins where both ways in are set. @throws SetupError */
export function slackSettings(env: Readonly<Record<string, string | undefined>>): SlackSettings | undefined {
  const [botToken, appToken, signingSecret, apiUrl] = VARIABLES.map((name) => env[name]?.trim() || undefined);
  if (!botToken && !appToken && !signingSecret && !apiUrl) return undefined;
  if (botToken === undefined) {
    throw new SetupError(
      'SLACK_BOT_TOKEN is missing although other SLACK_ settings are there. Set it to the bot token of your Slack app (docs/slack.md).',
    );
  }
  for (const [name, value] of Object.entries({ SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken })) {
    if (value !== undefined && !/^[\x20-\x7e]+$/.test(value)) {
      throw new SetupError(
        `${name} holds characters that cannot be sent. Copy it again from the settings of your Slack app.`,
      );
    }
  }
  const address = apiUrl ?? SLACK;
  if (!URL.canParse(address)) {
    throw new SetupError(`SLACK_API_URL is not an address: "${address}". Write it like ${SLACK}, or leave it out.`);
  }
  const common = { botToken, apiUrl: address.endsWith('/') ? address : `${address}/` };
  if (appToken !== undefined) return { ...common, wayIn: { by: 'socket', appToken } };
  if (signingSecret !== undefined) return { ...common, wayIn: { by: 'http', signingSecret } };
  throw new SetupError(
    'Slack has no way in. Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP (docs/slack.md).',
  );
}
