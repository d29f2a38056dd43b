import { SlackServer } from '../support/slack/slack-server';
import { type Asked, type Front, LANES, numbered, policyOf, TEAMS } from './front';

const HOUR = 3_600_000;
const SECRET = 'kill-test-secret';

const two = (at: number) => String(at).padStart(2, '0');
const lanes = numbered(LANES, (at) => ({ channel: `C0LANE${two(at)}`, customer: `U0CUST${two(at)}` }));
const teams = numbered(TEAMS, (at) => ({ triage: `C0TRIAGE${at}`, lead: `U0LEAD${at}` }));

/** Slack over signed HTTP. The first `overdue` requests were made two hours ago and promised an answer within one. */
export async function slackFront(overdue: number): Promise<Front> {
  let behind = 0;
  const slack = new SlackServer({
    now: () => Date.now() - behind,
    users: [
      ...teams.map(({ lead }) => ({ id: lead, name: lead.toLowerCase() })),
      ...lanes.map(({ customer }) => ({ id: customer, name: customer.toLowerCase(), team: 'T0CUST' })),
    ],
    foreignTeams: [{ id: 'T0CUST', name: 'Customers', domain: 'customers' }],
    channels: [
      ...teams.map(({ triage, lead }) => ({ id: triage, name: triage.toLowerCase(), members: [lead] })),
      ...lanes.map(({ channel, customer }) => ({
        id: channel,
        name: channel.toLowerCase(),
        members: [customer],
        shared: true as const,
      })),
    ],
  });
  await slack.start();
  const keyOf = (channel: string, ts: string) => `${channel} ${ts}`;
  const acknowledged = () =>
    slack
      .deliveries(({ kind, outcome, body }) => kind === 'event' && outcome === 'acked' && isAsked(body))
      .map(({ body }) => keyOf(eventOf(body)?.channel ?? '', eventOf(body)?.ts ?? ''));
  const lines = (channels: readonly string[]) =>
    channels.flatMap((channel) => slack.messages(channel).map((message) => slack.plain(message)));
  return {
    name: 'Slack',
    env: { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: SECRET, SLACK_API_URL: slack.apiUrl },
    policy: policyOf(
      'slack',
      '1h',
      teams,
      lanes.map(({ channel }) => channel),
    ),
    deliverTo: (url) =>
      void slack.deliverOverHttp({
        url: `${url}/slack/events`,
        signingSecret: SECRET,
        retryDelaysMillis: [1_000, 2_000, 5_000],
        ackWithinMillis: 30_000,
      }),
    ask: (at): Asked => {
      const late = at < overdue;
      behind = late ? 2 * HOUR : 0;
      const { channel, customer } = lanes[at % LANES] ?? { channel: '', customer: '' };
      const text = `Request ${at} does not work`;
      const ts = slack.says(customer, channel, text);
      behind = 0;
      return { key: keyOf(channel, ts), text, late };
    },
    acknowledged,
    progress: () => acknowledged().length,
    triage: () => lines(teams.map(({ triage }) => triage)),
    direct: () => lines(teams.map(({ lead }) => slack.direct(lead))),
    keyOf,
    quiet: () => slack.quiet(),
    close: () => slack.close(),
  };
}

const eventOf = (body: unknown) =>
  (body as { event?: { type?: string; text?: string; ts?: string; channel?: string } }).event;
const isAsked = (body: unknown): boolean =>
  eventOf(body)?.type === 'message' && (eventOf(body)?.text?.startsWith('Request ') ?? false);
