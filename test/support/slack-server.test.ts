import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, type Logger, type LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { SlackServer } from './slack/slack-server';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
// The SDK waits this long before it reconnects; it is also how long it tolerates a missing pong, so not shorter.
const quickReconnect = 300;
const signingSecret = 'test-signing-secret';

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => 'error' as LogLevel,
  setName: () => undefined,
};

let now: number;
let slack: SlackServer;
let apps: App[];

const bot = { userId: 'U00BOT001', botId: 'B00BOT001', appId: 'A00APP001', name: 'steward' };

beforeEach(async () => {
  now = Date.UTC(2026, 2, 2, 9, 0, 0);
  apps = [];
  slack = new SlackServer({
    now: () => now,
    bot,
    foreignTeams: [{ id: 'T00ACME01', name: 'Acme', domain: 'acme' }],
    users: [
      { id: 'U0ANNA', name: 'anna', tz: 'Europe/Berlin', email: 'anna@home.example' },
      { id: 'U0BEN', name: 'ben' },
      { id: 'U0CARA', name: 'cara', team: 'T00ACME01', tz: 'America/New_York', email: 'cara@acme.example' },
      { id: 'U0GONE', name: 'gone', team: 'T00ACME01', stranger: true },
    ],
    channels: [
      { id: 'C0HELP', name: 'help', members: ['U0ANNA', 'U0BEN'] },
      { id: 'C0ACME', name: 'ext-acme', members: ['U0ANNA', 'U0CARA'], shared: true },
      { id: 'C0QUIET', name: 'quiet', members: ['U0ANNA'], withoutBot: true },
      { id: 'C0OLD', name: 'old', members: ['U0ANNA'], archived: true },
      { id: 'C0STAFF', name: 'staff', members: ['U0ANNA'], isPrivate: true, withoutBot: true },
    ],
    userGroups: [{ id: 'S0AGENTS', handle: 'agents', name: 'Agents', users: ['U0ANNA', 'U0BEN'] }],
  });
  await slack.start();
});

afterEach(async () => {
  for (const app of apps) await app.stop();
  await slack.close();
});

const clientOptions = () => ({ slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });

const client = () => new WebClient('xoxb-1', { ...clientOptions(), logger: silent });

const overHttp = async (prepare: (app: App) => void, retryDelaysMillis: readonly number[] = [0, 0, 0]) => {
  const app = new App({
    token: 'xoxb-1',
    botId: bot.botId,
    botUserId: bot.userId,
    signingSecret,
    clientOptions: clientOptions(),
    convoStore: false,
    processBeforeResponse: true,
    logger: silent,
  });
  prepare(app);
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  apps.push(app);
  const address = server && 'address' in server ? server.address() : null;
  if (address === null || typeof address === 'string') throw new Error('The app does not listen on a port');
  const url = `http://127.0.0.1:${address.port}/slack/events`;
  slack.deliverOverHttp({ url, signingSecret, retryDelaysMillis });
  return url;
};

const overSocket = async (prepare: (app: App) => void, clientPingTimeout = 5 * SECOND) => {
  const receiver = new SocketModeReceiver({
    appToken: 'xapp-1',
    clientPingTimeout,
    logger: silent,
    installerOptions: { clientOptions: clientOptions() },
  });
  const app = new App({
    token: 'xoxb-1',
    receiver,
    clientOptions: clientOptions(),
    convoStore: false,
    logger: silent,
  });
  prepare(app);
  await app.start();
  apps.push(app);
  return receiver;
};

describe.each([
  { mode: 'HTTP', connect: overHttp },
  { mode: 'Socket Mode', connect: overSocket },
] as const)('a Bolt app over $mode', ({ connect }) => {
  test('hears a message and, for the same ts under another event_id, the mention in it', async () => {
    const heard: string[] = [];
    await connect((app) => {
      app.event('message', async ({ event, body }) => void heard.push(`message ${event.ts} ${body.event_id}`));
      app.event('app_mention', async ({ event, body }) => void heard.push(`mention ${event.ts} ${body.event_id}`));
    });
    const ts = slack.says('U0ANNA', 'C0HELP', 'please help <@U00BOT001>');
    await slack.quiet();
    const [first, second] = slack.eventsAbout(ts);
    expect(heard.sort()).toEqual([`mention ${ts} ${second}`, `message ${ts} ${first}`]);
    expect(first).not.toBe(second);
    expect(slack.deliveries().map((delivery) => [delivery.outcome, delivery.attempts])).toEqual([
      ['acked', 1],
      ['acked', 1],
    ]);
  });

  test('answers a slash command and goes on answering through the response_url', async () => {
    await connect((app) => {
      app.command('/desk', async ({ ack, command, respond }) => {
        await ack(`Looking for ${command.text}`);
        await respond({ text: 'Here it is', response_type: 'in_channel' });
      });
    });
    const acted = await slack.slash('U0ANNA', 'C0HELP', '/desk', 'mine');
    await slack.quiet();
    expect(acted).toMatchObject({ acked: true, error: undefined });
    expect(slack.ephemerals('U0ANNA').map((shown) => slack.plain(shown))).toEqual(['Looking for mine']);
    expect(acted.responses).toHaveLength(1);
    expect(slack.messages('C0HELP').map((message) => message.text)).toEqual(['Here it is']);
  });

  test('opens a modal from a click, refuses what was entered, then accepts it', async () => {
    await connect((app) => {
      app.action('open', async ({ ack, body, client }) => {
        await ack();
        if (body.type !== 'block_actions') return;
        await client.views.open({ trigger_id: body.trigger_id, view: form });
      });
      app.view('form', async ({ ack, view }) => {
        const title = view.state.values.title?.text?.value ?? '';
        if (title.length < 3) await ack({ response_action: 'errors', errors: { title: 'Say more' } });
        else await ack();
      });
    });
    const { ts } = await client().chat.postMessage({ channel: 'C0ACME', text: 'Ready', blocks: [openButton] });
    const click = await slack.clicks('U0CARA', { channel: 'C0ACME', ts: ts ?? '' }, 'New ticket');
    await slack.quiet();
    expect(click.acked).toBe(true);
    const view = slack.viewOf('U0CARA');
    if (!view) throw new Error('No modal opened');
    expect(slack.plain(view)).toBe('== Ticket ==\nTitle: []\nHow bad: [Pick one: Bad | Very bad]');
    const refused = await slack.submits('U0CARA', view, { Title: 'no', 'How bad': 'Bad' });
    expect(refused.errors).toEqual({ title: 'Say more' });
    expect(refused.view?.id).toBe(view.id);
    const accepted = await slack.submits('U0CARA', view, { Title: 'Printer', 'How bad': 'Very bad' });
    expect(accepted).toMatchObject({ acked: true, errors: undefined, view: undefined });
  });

  test('hears its own update as message_changed, and never its own plain message', async () => {
    const heard: (string | undefined)[] = [];
    await connect((app) => app.event('message', async ({ event }) => void heard.push(event.subtype)));
    const posted = await client().chat.postMessage({ channel: 'C0HELP', text: 'one' });
    await client().chat.update({ channel: 'C0HELP', ts: posted.ts ?? '', text: 'two' });
    await slack.quiet();
    expect(heard).toEqual(['message_changed']);
    expect(slack.deliveries()).toHaveLength(2);
  });

  test('learns from a message shortcut which message was meant', async () => {
    const seen: string[] = [];
    await connect((app) => {
      app.shortcut({ type: 'message_action', callback_id: 'make' }, async ({ ack, shortcut }) => {
        seen.push(`${shortcut.message.text} ${shortcut.message_ts}`);
        await ack();
      });
    });
    const ts = slack.says('U0ANNA', 'C0HELP', 'broken');
    const acted = await slack.shortcut('U0BEN', 'make', 'C0HELP', ts);
    expect(acted.acked).toBe(true);
    expect(seen).toEqual([`broken ${ts}`]);
  });

  test('hears reactions, edits and deletions', async () => {
    const heard: string[] = [];
    await connect((app) => {
      app.event('reaction_added', async ({ event }) => void heard.push(`+${event.reaction} ${event.item_user}`));
      app.event('reaction_removed', async ({ event }) => void heard.push(`-${event.reaction}`));
      app.event('message', async ({ event }) => {
        if (event.subtype === 'message_changed') heard.push(`changed`);
        if (event.subtype === 'message_deleted') heard.push(`deleted ${event.deleted_ts}`);
      });
    });
    const ts = slack.says('U0ANNA', 'C0HELP', 'one');
    const steps = [
      () => slack.reacts('U0BEN', 'C0HELP', ts, 'eyes'),
      () => slack.unreacts('U0BEN', 'C0HELP', ts, 'eyes'),
      () => slack.edits('U0ANNA', 'C0HELP', ts, 'two'),
      () => slack.deletes('U0ANNA', 'C0HELP', ts),
    ];
    for (const step of steps) {
      step();
      await slack.quiet();
    }
    expect(heard).toEqual(['+eyes U0ANNA', '-eyes', 'changed', `deleted ${ts}`]);
  });

  test('delivers the same event again under the same event_id', async () => {
    const ids: string[] = [];
    await connect((app) =>
      app.event('message', async ({ body, context }) => void ids.push(`${body.event_id} ${context.retryNum ?? 0}`)),
    );
    const [id = ''] = [slack.eventsAbout(slack.says('U0ANNA', 'C0HELP', 'hello'))[0]];
    await slack.quiet();
    await slack.redeliver(id);
    expect(ids).toEqual([`${id} 0`, `${id} 1`]);
  });

  test('gets held events in the order a test asks for', async () => {
    const heard: (string | undefined)[] = [];
    await connect((app) =>
      app.event('message', async ({ event }) => void heard.push('text' in event ? event.text : '')),
    );
    slack.hold();
    for (const text of ['one', 'two', 'three']) slack.says('U0ANNA', 'C0HELP', text);
    expect(slack.held()).toHaveLength(3);
    await slack.release((held) => [...held].reverse());
    expect(heard).toEqual(['three', 'two', 'one']);
  });
});

const openButton = {
  type: 'actions' as const,
  elements: [{ type: 'button' as const, action_id: 'open', text: { type: 'plain_text' as const, text: 'New ticket' } }],
};

const option = (text: string, value: string) => ({ text: { type: 'plain_text' as const, text }, value });

const form = {
  type: 'modal' as const,
  callback_id: 'form',
  title: { type: 'plain_text' as const, text: 'Ticket' },
  submit: { type: 'plain_text' as const, text: 'Create' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'title',
      label: { type: 'plain_text' as const, text: 'Title' },
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
    {
      type: 'input' as const,
      block_id: 'severity',
      label: { type: 'plain_text' as const, text: 'How bad' },
      element: {
        type: 'static_select' as const,
        action_id: 'pick',
        placeholder: { type: 'plain_text' as const, text: 'Pick one' },
        options: [option('Bad', 'S2'), option('Very bad', 'S1')],
      },
    },
  ],
};

describe('delivery over HTTP', () => {
  test('retries a refused event three times with the same event_id, then keeps it as failed', async () => {
    const seen: string[] = [];
    await overHttp((app) => {
      app.error(async (error) => Promise.reject(error));
      app.event('message', async ({ body, context }) => {
        seen.push(`${body.event_id} ${context.retryNum ?? '-'} ${context.retryReason ?? '-'}`);
        throw new Error('no');
      });
    });
    const [id] = slack.eventsAbout(slack.says('U0ANNA', 'C0HELP', 'hello'));
    await slack.quiet();
    expect(seen).toEqual([`${id} - -`, ...[1, 2, 3].map((num) => `${id} ${num} http_error`)]);
    expect(slack.deliveries()).toMatchObject([{ outcome: 'failed', attempts: 4 }]);
    expect(slack.unacked()).toHaveLength(1);
  });

  test('counts an app that is down as connection_failed', async () => {
    const url = await overHttp(() => undefined);
    await apps.pop()?.stop();
    slack.deliverOverHttp({ url, signingSecret });
    slack.says('U0ANNA', 'C0HELP', 'hello');
    await slack.quiet();
    expect(slack.deliveries()[0]?.reasons).toEqual(Array(4).fill('connection_failed'));
  });

  test('does not retry what people do', async () => {
    slack.deliverOverHttp({ url: 'http://127.0.0.1:1/slack/events', signingSecret });
    const acted = await slack.slash('U0ANNA', 'C0HELP', '/desk');
    expect(acted).toMatchObject({ acked: false, error: 'dispatch_failed' });
    expect(slack.deliveries()).toMatchObject([{ attempts: 1 }]);
  });

  test('gives up on an app that does not answer in time', async () => {
    const url = await overHttp((app) => app.command('/desk', () => new Promise(() => undefined)));
    slack.deliverOverHttp({ url, signingSecret, ackWithinMillis: 30 });
    const acted = await slack.slash('U0ANNA', 'C0HELP', '/desk');
    expect(acted).toMatchObject({ acked: false, error: 'operation_timeout' });
  });

  test('is refused with a wrong secret and with an old timestamp', async () => {
    const url = await overHttp(() => undefined);
    slack.deliverOverHttp({ url, signingSecret: 'another' });
    expect(await slack.slash('U0ANNA', 'C0HELP', '/desk')).toMatchObject({ acked: false, status: 401 });
    slack.deliverOverHttp({ url, signingSecret, signedAt: () => Date.now() - 6 * MINUTE });
    expect(await slack.slash('U0ANNA', 'C0HELP', '/desk')).toMatchObject({ acked: false, status: 401 });
  });

  test('delivers 2,000 events once each, never more than 50 at a time', async () => {
    const ids = new Set<string>();
    let underWay = 0;
    let most = 0;
    const url = await overHttp((app) => {
      app.use(async ({ next }) => {
        underWay += 1;
        most = Math.max(most, underWay);
        await next();
        underWay -= 1;
      });
      app.event('message', async ({ body }) => void ids.add(body.event_id));
    });
    slack.deliverOverHttp({ url, signingSecret, ackWithinMillis: MINUTE });
    for (let i = 0; i < 2000; i += 1) slack.says('U0ANNA', 'C0HELP', `message ${i}`);
    await slack.quiet();
    expect(ids.size).toBe(2000);
    expect(slack.deliveries(({ attempts }) => attempts !== 1)).toEqual([]);
    expect(most).toBeLessThanOrEqual(50);
  }, 60_000);
});

describe('a refusal with x-slack-no-retry', () => {
  test('is not retried', async () => {
    const server = createServer((_request, response) => response.writeHead(500, { 'x-slack-no-retry': '1' }).end());
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    slack.deliverOverHttp({ url, signingSecret });
    slack.says('U0ANNA', 'C0HELP', 'hello');
    await slack.quiet();
    expect(slack.deliveries()).toMatchObject([{ outcome: 'failed', attempts: 1 }]);
    server.close();
    server.closeAllConnections();
  });
});

describe('delivery over Socket Mode', () => {
  test('replays on a new connection what nobody received, if a test asks for it', async () => {
    await slack.close();
    slack = new SlackServer({
      now: () => now,
      bot,
      sockets: { replayOnReconnect: true },
      users: [{ id: 'U0ANNA', name: 'anna' }],
      channels: [{ id: 'C0HELP', name: 'help', members: ['U0ANNA'] }],
    });
    await slack.start();
    const heard: string[] = [];
    slack.says('U0ANNA', 'C0HELP', 'early');
    await overSocket((app) => app.event('message', async ({ event }) => void heard.push(event.ts)));
    await slack.quiet();
    expect(heard).toHaveLength(1);
    expect(slack.deliveries()).toMatchObject([{ outcome: 'acked', attempts: 1 }]);
  });

  test('redelivers an unacknowledged envelope under a new envelope_id, marked as a retry', async () => {
    const attempts: string[] = [];
    const receiver = await overSocket(() => undefined);
    receiver.client.removeAllListeners('slack_event');
    const seen = new Promise<void>((resolve) => {
      receiver.client.on('slack_event', async ({ ack, body, envelope_id, retry_num, retry_reason }) => {
        attempts.push(`${body.event_id} ${retry_num} ${retry_reason}`);
        if (retry_num > 0) await ack();
        else resolve(envelope_id);
      });
    });
    const [id] = slack.eventsAbout(slack.says('U0ANNA', 'C0HELP', 'hello'));
    await seen;
    expect(slack.unacked()).toHaveLength(1);
    await slack.redeliverUnacked();
    await slack.quiet();
    expect(attempts).toEqual([`${id} 0 `, `${id} 1 timeout`]);
    expect(slack.deliveries()).toMatchObject([{ outcome: 'acked', attempts: 2 }]);
  });

  test('gives each payload to one connection only', async () => {
    let first = 0;
    let second = 0;
    await overSocket((app) => app.event('message', async () => void first++));
    await overSocket((app) => app.event('message', async () => void second++));
    for (let i = 0; i < 10; i += 1) slack.says('U0ANNA', 'C0HELP', 'hello');
    await slack.quiet();
    expect([first, second]).toEqual([5, 5]);
  });

  test('loses what happens while nobody is connected, and goes on after the reconnect', async () => {
    const heard: (string | undefined)[] = [];
    const hear = (app: App) =>
      app.event('message', async ({ event }) => void heard.push('text' in event ? event.text : ''));
    const receiver = await overSocket(hear, quickReconnect);
    const back = new Promise((resolve) => receiver.client.once('connected', resolve));
    const gone = new Promise((resolve) => receiver.client.once('close', resolve));
    slack.announceDisconnect('refresh_requested');
    await gone;
    slack.says('U0ANNA', 'C0HELP', 'into the gap');
    await back;
    slack.says('U0ANNA', 'C0HELP', 'after');
    await slack.quiet();
    expect(heard).toEqual(['after']);
    expect(slack.deliveries().map((delivery) => delivery.outcome)).toEqual(['lost', 'acked']);
  });

  test('reconnects after its connections were dropped', async () => {
    const receiver = await overSocket(() => undefined, quickReconnect);
    const back = new Promise((resolve) => receiver.client.once('connected', resolve));
    slack.dropConnections();
    await back;
    expect(slack.connections).toBe(1);
  });

  test('refuses to open a connection when a script says so', async () => {
    slack.script('apps.connections.open', { error: 'invalid_auth' });
    await expect(overSocket(() => undefined)).rejects.toThrow('invalid_auth');
  });
});

describe('events in shared channels', () => {
  const envelopeOf = (ts: string) => slack.deliveries(({ id }) => id === slack.eventsAbout(ts)[0])[0]?.body;

  test('name the author’s team in the envelope and ours in authorizations and context_team_id', () => {
    const envelope = envelopeOf(slack.says('U0CARA', 'C0ACME', 'hello'));
    expect(envelope).toMatchObject({
      team_id: 'T00ACME01',
      context_team_id: 'T00HOME01',
      is_ext_shared_channel: true,
      authorizations: [{ team_id: 'T00HOME01', user_id: bot.userId }],
      event: { user_team: 'T00ACME01', source_team: 'T00ACME01' },
    });
  });

  test('come without the extras when those are switched off', () => {
    slack.behaviours.sharedChannelExtras = false;
    const envelope = envelopeOf(slack.says('U0CARA', 'C0ACME', 'hello'));
    expect(envelope?.event).not.toHaveProperty('user_team');
    expect(envelope?.event).not.toHaveProperty('team');
  });

  test('carry files as bare ids that files.info has to be asked about', async () => {
    const ts = slack.says('U0CARA', 'C0ACME', 'see <@U00BOT001>', { files: [{ name: 'log.txt', content: 'oops' }] });
    expect(slack.eventsAbout(ts)).toHaveLength(1);
    const [file] = (envelopeOf(ts)?.event as { files?: { id: string }[] } | undefined)?.files ?? [];
    expect(file).toEqual({ id: expect.any(String), file_access: 'check_file_info' });
    const info = await client().files.info({ file: file?.id ?? '' });
    expect(info.file).toMatchObject({ name: 'log.txt', size: 4 });
    const headers = { authorization: 'Bearer xoxb-1' };
    const download = await fetch(info.file?.url_private ?? '', { headers });
    expect(await download.text()).toBe('oops');
  });

  test('never reach an app about a channel its bot is not in', () => {
    slack.says('U0ANNA', 'C0QUIET', 'hello <@U00BOT001>');
    expect(slack.deliveries()).toEqual([]);
  });

  test('a mention fires again, with `edited`, when the message is edited', () => {
    const ts = slack.says('U0ANNA', 'C0HELP', 'hi <@U00BOT001>');
    slack.edits('U0ANNA', 'C0HELP', ts, 'hi again <@U00BOT001>');
    const events = slack.eventsAbout(ts).map((id) => slack.deliveries((d) => d.id === id)[0]?.body.event);
    expect(events).toMatchObject([
      { type: 'message' },
      { type: 'app_mention' },
      { type: 'message', subtype: 'message_changed', previous_message: { text: 'hi <@U00BOT001>' } },
      { type: 'app_mention', edited: { user: 'U0ANNA' } },
    ]);
  });

  test('outsiders are offered neither commands nor shortcuts', async () => {
    const ts = slack.says('U0CARA', 'C0ACME', 'hello');
    await expect(slack.slash('U0CARA', 'C0ACME', '/desk')).rejects.toThrow('does not offer');
    await expect(async () => slack.shortcut('U0CARA', 'make', 'C0ACME', ts)).rejects.toThrow('does not offer');
  });
});

describe('the Web API', () => {
  const refusal = (call: Promise<unknown>) =>
    call.then(
      () => 'accepted',
      (error: { data?: { error?: string }; code?: string }) => error.data?.error ?? error.code,
    );

  test('tells the author’s organisation, and a guest from a member', async () => {
    const { user: cara } = await client().users.info({ user: 'U0CARA', include_locale: true });
    expect(cara).toMatchObject({ team_id: 'T00ACME01', is_stranger: false, tz_offset: -5 * 3600 });
    expect(cara).not.toHaveProperty('locale');
    expect(cara?.profile).not.toHaveProperty('email');
    const { user: anna } = await client().users.info({ user: 'U0ANNA' });
    expect(anna).toMatchObject({ team_id: 'T00HOME01', is_restricted: false, tz_offset: 3600 });
    const { members } = await client().users.list({});
    expect(members?.map((member) => member.id)).toEqual([bot.userId, 'U0ANNA', 'U0BEN']);
  });

  test('pages history newest first, without replies, and threads oldest first, root first', async () => {
    const ts = ['one', 'two', 'three'].map((text) => slack.says('U0ANNA', 'C0HELP', text));
    const root = ts[0] ?? '';
    const replies = ['a', 'b', 'c'].map((text) => slack.says('U0BEN', 'C0HELP', text, { threadTs: root }));
    const broadcast = slack.says('U0BEN', 'C0HELP', 'd', { threadTs: root, broadcast: true });
    const texts: (string | undefined)[][] = [];
    for await (const page of client().paginate('conversations.history', { channel: 'C0HELP', limit: 2 })) {
      texts.push(((page as { messages?: { text?: string }[] }).messages ?? []).map((message) => message.text));
    }
    expect(texts).toEqual([
      ['d', 'three'],
      ['two', 'one'],
    ]);
    const thread = await client().conversations.replies({ channel: 'C0HELP', ts: replies[1] ?? '', limit: 2 });
    expect(thread.messages?.map((message) => message.text)).toEqual(['one', 'a', 'b']);
    expect(thread.messages?.[0]).toMatchObject({ reply_count: 4, latest_reply: broadcast });
    const cursor = thread.response_metadata?.next_cursor ?? '';
    const rest = await client().conversations.replies({ channel: 'C0HELP', ts: root, limit: 2, cursor });
    expect(rest.messages?.map((message) => message.text)).toEqual(['c', 'd']);
    const since = await client().conversations.replies({ channel: 'C0HELP', ts: root, oldest: replies[2] ?? '' });
    expect(since.messages?.map((message) => message.text)).toEqual(['one', 'd']);
    const found = { channel: 'C0HELP', latest: ts[1] ?? '', inclusive: true, limit: 1 };
    expect((await client().conversations.history(found)).messages?.[0]?.text).toBe('two');
  });

  test('shows a message’s key only to who asks for all metadata', async () => {
    const metadata = { event_type: 'sent', event_payload: { key: 'k1' } };
    await client().chat.postMessage({ channel: 'C0HELP', text: 'hello', metadata });
    const short = await client().conversations.history({ channel: 'C0HELP' });
    expect(short.messages?.[0]?.metadata).toEqual({ event_type: 'sent' });
    const full = await client().conversations.history({ channel: 'C0HELP', include_all_metadata: true });
    expect(full.messages?.[0]?.metadata).toEqual(metadata);
  });

  test('keeps blocks and metadata on an update that does not name them', async () => {
    const metadata = { event_type: 'sent', event_payload: { key: 'k1' } };
    const { ts = '' } = await client().chat.postMessage({
      channel: 'C0HELP',
      text: 'a',
      blocks: [openButton],
      metadata,
    });
    await client().chat.update({ channel: 'C0HELP', ts, text: 'b' });
    const message = slack.message('C0HELP', ts);
    expect(message).toMatchObject({ text: 'b', metadata });
    expect(message && slack.plain(message)).toBe('[New ticket]');
  });

  test('refuses what Slack refuses', async () => {
    const web = client();
    const ts = slack.says('U0ANNA', 'C0HELP', 'mine');
    const section = (length: number) => ({ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(length) } });
    const post = (rest: object) => refusal(web.chat.postMessage({ channel: 'C0HELP', text: 'x', ...rest }));
    expect(await post({ channel: 'C0NONE' })).toBe('channel_not_found');
    expect(await post({ channel: 'C0QUIET' })).toBe('not_in_channel');
    expect(await post({ channel: 'C0STAFF' })).toBe('channel_not_found');
    expect(await post({ channel: 'C0OLD' })).toBe('is_archived');
    expect(await post({ blocks: [section(3001)] })).toBe('invalid_blocks');
    expect(await post({ blocks: Array(51).fill({ type: 'divider' }) })).toBe('invalid_blocks');
    expect(await post({ blocks: Array(5).fill(section(3000)) })).toBe('msg_blocks_too_long');
    expect(await post({ blocks: [section(3000)] })).toBe('accepted');
    expect(await refusal(web.chat.update({ channel: 'C0HELP', ts, text: 'x' }))).toBe('cant_update_message');
    expect(await refusal(web.chat.update({ channel: 'C0HELP', ts: '1.2', text: 'x' }))).toBe('message_not_found');
    const { ts: own = '' } = await web.chat.postMessage({ channel: 'C0HELP', text: 'y' });
    const long = { channel: 'C0HELP', ts: own, text: 'x'.repeat(4001) };
    expect(await refusal(web.chat.update(long))).toBe('msg_too_long');
    expect(await refusal(web.conversations.open({ users: 'U0GONE' }))).toBe('user_not_visible');
    expect(await refusal(web.apiCall('chat.shout', {}))).toBe('unknown_method');
    expect(slack.unknownMethods()).toEqual(['chat.shout']);
  });

  test('lets a trigger_id open one view, and only for three seconds', async () => {
    const web = client();
    slack.deliverOverHttp({ url: 'http://127.0.0.1:1/', signingSecret });
    const first = await slack.slash('U0ANNA', 'C0HELP', '/desk');
    expect(await refusal(web.views.open({ trigger_id: first.triggerId, view: form }))).toBe('accepted');
    expect(await refusal(web.views.open({ trigger_id: first.triggerId, view: form }))).toBe('exchanged_trigger_id');
    const second = await slack.slash('U0ANNA', 'C0HELP', '/desk');
    now += 3 * SECOND + 1;
    expect(await refusal(web.views.open({ trigger_id: second.triggerId, view: form }))).toBe('expired_trigger_id');
  });

  test('refuses the sixth answer to a response_url, and any after half an hour', async () => {
    slack.deliverOverHttp({ url: 'http://127.0.0.1:1/', signingSecret });
    const answer = async (url: string | undefined) =>
      (await fetch(url ?? '', { method: 'POST', body: JSON.stringify({ text: 'hello' }) })).status;
    const first = await slack.slash('U0ANNA', 'C0HELP', '/desk');
    for (let use = 1; use <= 5; use += 1) expect(await answer(first.responseUrl)).toBe(200);
    expect(await answer(first.responseUrl)).toBe(404);
    const second = await slack.slash('U0ANNA', 'C0HELP', '/desk');
    now += 30 * MINUTE + 1;
    expect(await answer(second.responseUrl)).toBe(404);
    expect(first.responses).toHaveLength(5);
  });

  test('reports reactions once each and opens direct conversations by user id', async () => {
    const web = client();
    const ts = slack.says('U0ANNA', 'C0HELP', 'hello');
    const eyes = { channel: 'C0HELP', timestamp: ts, name: 'eyes' };
    await web.reactions.add(eyes);
    expect(await refusal(web.reactions.add(eyes))).toBe('already_reacted');
    await web.reactions.remove(eyes);
    expect(await refusal(web.reactions.remove(eyes))).toBe('no_reaction');
    const posted = await web.chat.postMessage({ channel: 'U0BEN', text: 'psst' });
    expect(posted.channel).toBe(slack.direct('U0BEN'));
    const { users } = await web.usergroups.users.list({ usergroup: 'S0AGENTS' });
    expect(users).toEqual(['U0ANNA', 'U0BEN']);
  });
});

describe('ids and threads that change', () => {
  test('a channel that gets shared is known only under its new id', async () => {
    slack.says('U0ANNA', 'C0HELP', 'hello');
    slack.movesChannel('C0HELP', 'C0HELP2');
    const old = client().conversations.history({ channel: 'C0HELP' });
    await expect(old).rejects.toMatchObject({ data: { error: 'channel_not_found' } });
    expect((await client().conversations.history({ channel: 'C0HELP2' })).messages).toHaveLength(1);
    const event = { type: 'channel_id_changed', old_channel_id: 'C0HELP', new_channel_id: 'C0HELP2' };
    expect(slack.deliveries().at(-1)?.body.event).toMatchObject(event);
  });

  test('a deleted root with replies stays as a tombstone', async () => {
    const ts = slack.says('U0ANNA', 'C0HELP', 'secret');
    slack.says('U0BEN', 'C0HELP', 'reply', { threadTs: ts });
    slack.deletes('U0ANNA', 'C0HELP', ts);
    const event = {
      subtype: 'message_changed',
      message: { subtype: 'tombstone' },
      previous_message: { text: 'secret' },
    };
    expect(slack.deliveries().at(-1)?.body.event).toMatchObject(event);
    const thread = await client().conversations.replies({ channel: 'C0HELP', ts });
    expect(thread.messages?.map((message) => message.text)).toEqual(['This message was deleted.', 'reply']);
  });

  test('the ts of a reply may bring back only that reply', async () => {
    const root = slack.says('U0ANNA', 'C0HELP', 'root');
    const ts = slack.says('U0BEN', 'C0HELP', 'reply', { threadTs: root });
    slack.behaviours.repliesToAReply = 'only that reply';
    const { messages } = await client().conversations.replies({ channel: 'C0HELP', ts });
    expect(messages).toMatchObject([{ ts, thread_ts: root }]);
  });
});

describe('a modal somebody of another organisation submits', () => {
  test('names their team, and ours only as app_installed_team_id', async () => {
    slack.deliverOverHttp({ url: 'http://127.0.0.1:1/', signingSecret });
    const { ts = '' } = await client().chat.postMessage({ channel: 'C0ACME', text: 'x', blocks: [openButton] });
    const { triggerId } = await slack.clicks('U0CARA', { channel: 'C0ACME', ts }, 'open');
    await client().views.open({ trigger_id: triggerId, view: form });
    await slack.submits('U0CARA', slack.viewOf('U0CARA')?.id ?? '', { title: 'Printer', severity: 'S1' });
    const [click, submission] = slack.deliveries(({ kind }) => kind === 'interactive').map(({ body }) => body);
    expect(click).toMatchObject({ team: { id: 'T00HOME01' }, user: { team_id: 'T00ACME01' } });
    expect(submission).toMatchObject({
      team: { id: 'T00ACME01' },
      view: { app_installed_team_id: 'T00HOME01', team_id: 'T00ACME01' },
    });
  });
});

describe('the rest of what views can do', () => {
  const pick = {
    type: 'section' as const,
    block_id: 'ticket',
    text: { type: 'plain_text' as const, text: 'Which?' },
    accessory: { type: 'external_select' as const, action_id: 'which', min_query_length: 1 },
  };

  test('a Home tab offers options that come from the app, and reports the choice without a message', async () => {
    const chosen: string[] = [];
    await overHttp((app) => {
      app.options('which', async ({ ack, payload }) => ack({ options: [option(`About ${payload.value}`, '7')] }));
      app.action({ type: 'block_actions', action_id: 'which' }, async ({ ack, action, body }) => {
        await ack();
        if (action.type === 'external_select') chosen.push(`${body.container.type} ${action.selected_option?.value}`);
      });
    });
    const { view } = await client().views.publish({ user_id: 'U0ANNA', view: { type: 'home', blocks: [pick] } });
    const where = { view: view?.id ?? '' };
    const [offered] = await slack.suggests('U0ANNA', where, 'which', 'printers');
    expect(offered?.text.text).toBe('About printers');
    await slack.clicks('U0ANNA', where, 'which', offered);
    expect(chosen).toEqual(['view 7']);
  });

  test('a dismissed modal is reported only if it asked for that, and views stack three deep', async () => {
    slack.deliverOverHttp({ url: 'http://127.0.0.1:1/', signingSecret });
    const web = client();
    const trigger = async () => (await slack.slash('U0ANNA', 'C0HELP', '/desk')).triggerId;
    await web.views.open({ trigger_id: await trigger(), view: form });
    await web.views.push({ trigger_id: await trigger(), view: { ...form, notify_on_close: true } });
    await web.views.push({ trigger_id: await trigger(), view: form });
    const fourth = web.views.push({ trigger_id: await trigger(), view: form });
    await expect(fourth).rejects.toMatchObject({ data: { error: 'push_limit_reached' } });
    const closed: (string | undefined)[] = [];
    for (let view = slack.viewOf('U0ANNA'); view; view = slack.viewOf('U0ANNA')) {
      closed.push((await slack.closesView('U0ANNA', view)) ? 'reported' : 'not reported');
    }
    expect(closed).toEqual(['not reported', 'reported', 'not reported']);
  });
});

describe('the rendering of a message', () => {
  const text = (type: string, content: string) => ({ type, text: content });

  test('reads like what a person sees', () => {
    const rich = (type: string, ...elements: object[]) => ({ type, elements });
    const blocks = [
      { type: 'header', text: text('plain_text', 'Ticket 7') },
      {
        type: 'section',
        text: text('mrkdwn', '*a* &lt; b'),
        fields: [text('mrkdwn', 'one'), text('plain_text', 'two')],
      },
      { type: 'divider' },
      rich('rich_text', rich('rich_text_section', text('text', 'hi '), { type: 'user', user_id: 'U1' })),
      rich('rich_text', rich('rich_text_list', rich('rich_text_section', text('text', 'point')))),
      rich('rich_text', rich('rich_text_quote', text('text', 'said'))),
      rich('context', text('plain_text', 'due'), text('mrkdwn', 'soon')),
      openButton,
    ];
    const lines = ['# Ticket 7', '*a* < b', 'one', 'two', '---', 'hi <@U1>', '• point', '> said', 'due soon'];
    expect(slack.plain({ text: 'not shown', blocks })).toBe([...lines, '[New ticket]'].join('\n'));
  });

  test('tells whom it would notify, also where Slack itself turns @here into a ping', () => {
    const section = (mrkdwn: object) => ({ type: 'section', text: { type: 'mrkdwn', ...mrkdwn } });
    expect(slack.pings({ text: '&lt;!channel&gt; @here', blocks: [] })).toEqual([]);
    expect(slack.pings({ text: '<!channel> <@U1>', blocks: [] })).toEqual(['!channel', '@U1']);
    expect(slack.pings({ blocks: [section({ text: 'hey @here' })] })).toEqual(['!here']);
    expect(slack.pings({ blocks: [section({ text: 'hey @here', verbatim: true })] })).toEqual([]);
  });
});

describe('scripted failures', () => {
  const postTo = (channel: string, options = {}) =>
    new WebClient('xoxb-1', { ...clientOptions(), ...options, logger: silent }).chat.postMessage({
      channel,
      text: 'x',
    });

  test('rate-limit one channel and no other', async () => {
    slack.script('chat.postMessage', { status: 429, retryAfter: 7 }, 1, 'C0ACME');
    await expect(postTo('C0ACME')).rejects.toMatchObject({ retryAfter: 7 });
    await expect(postTo('C0HELP')).resolves.toMatchObject({ ok: true });
    await expect(postTo('C0ACME')).resolves.toMatchObject({ ok: true });
  });

  test.each(['accept-then-500', 'accept-then-reset'] as const)('%s posts the message and fails', async (reply) => {
    slack.script('chat.postMessage', reply);
    await expect(postTo('C0HELP')).rejects.toThrow();
    expect(slack.messages('C0HELP')).toHaveLength(1);
  });

  test.each(['hang', 'accept-then-hang'] as const)(
    '%s never answers, and does not keep quiet from coming',
    async (reply) => {
      slack.script('chat.postMessage', reply);
      await expect(postTo('C0HELP', { timeout: 50 })).rejects.toThrow();
      await slack.quiet();
      expect(slack.messages('C0HELP')).toHaveLength(reply === 'hang' ? 0 : 1);
    },
  );

  test('an answer tells the time by the server’s clock, and what the token may do', async () => {
    const ask = async (token: string) =>
      (await fetch(`${slack.apiUrl}auth.test`, { method: 'POST', headers: { authorization: `Bearer ${token}` } }))
        .headers;
    const headers = await ask('xoxb-1');
    expect(headers.get('date')).toBe('Mon, 02 Mar 2026 09:00:00 GMT');
    expect(headers.get('x-oauth-scopes')?.split(',')).toContain('users:read');
    expect((await ask('xapp-1')).get('x-oauth-scopes')).toBe('connections:write');
    slack.revokeToken('xoxb-1');
    expect((await ask('xoxb-1')).get('x-oauth-scopes')).toBeNull();
  });

  test('a method whose scope was not granted says which one it needs', async () => {
    const other = new SlackServer({
      now: () => now,
      bot,
      users: [{ id: 'U0ANNA', name: 'anna' }],
      scopes: ['chat:write'],
    });
    await other.start();
    const asked = new WebClient('xoxb-1', { ...clientOptions(), slackApiUrl: other.apiUrl, logger: silent });
    await expect(asked.users.info({ user: 'U0ANNA' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'users:read', provided: 'chat:write' },
    });
    await other.close();
  });

  test('a revoked token is refused everywhere', async () => {
    slack.revokeToken('xoxb-1');
    await expect(postTo('C0HELP')).rejects.toMatchObject({ data: { error: 'token_revoked' } });
    expect(slack.calls('chat.postMessage')).toMatchObject([{ token: 'xoxb-1', args: { channel: 'C0HELP' } }]);
  });
});

describe('what happens silently', () => {
  test('reaches nobody and is in the history all the same', async () => {
    const heard: string[] = [];
    await overHttp((app) => app.event('message', async ({ event }) => void heard.push(event.ts)));
    const missed = await slack.silently(() => slack.says('U0ANNA', 'C0HELP', 'anybody there?'));
    await slack.quiet();
    expect(heard).toEqual([]);
    expect((await client().conversations.history({ channel: 'C0HELP' })).messages?.[0]?.ts).toBe(missed);
  });
});

describe('buttons', () => {
  test('in something ephemeral work, and its response may replace it', async () => {
    await overHttp((app) => {
      app.action('open', async ({ ack, respond, body }) => {
        await ack();
        const missing = body.type === 'block_actions' && body.message === undefined;
        await respond({ replace_original: true, text: missing ? 'done, no message in the payload' : 'done' });
      });
    });
    await client().chat.postEphemeral({ channel: 'C0HELP', user: 'U0BEN', text: 'x', blocks: [openButton] });
    const [shown] = slack.ephemerals('U0BEN');
    if (!shown) throw new Error('Nothing was shown');
    await slack.clicks('U0BEN', shown, 'open');
    await slack.quiet();
    expect(slack.ephemerals('U0BEN').map((each) => slack.plain(each))).toEqual(['done, no message in the payload']);
    await expect(slack.clicks('U0ANNA', shown, 'open')).rejects.toThrow('sees no message');
  });
});
