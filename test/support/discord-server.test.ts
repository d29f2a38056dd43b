import { once } from 'node:events';
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelType,
  type ChatInputCommandInteraction,
  Client,
  type ClientOptions,
  DiscordAPIError,
  Events,
  ForumChannel,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  type Message,
  MessageFlags,
  ModalBuilder,
  Partials,
  SlashCommandBuilder,
  TextChannel,
  TextInputBuilder,
  TextInputStyle,
  type ThreadChannel,
} from 'discord.js';
import { MINUTE, millis, SECOND } from '../../src/core/time';
import type { DiscordOptions } from './discord/discord';
import { DiscordServer } from './discord/discord-server';
import { TestClock } from './test-clock';

const { Guilds, GuildMessages, GuildMessageReactions, MessageContent, DirectMessages, GuildMembers } =
  GatewayIntentBits;
const usualIntents = [Guilds, GuildMessages, GuildMessageReactions, MessageContent, DirectMessages];

let clock: TestClock;
let server: DiscordServer;
let clients: Client[];

const startServer = async (more: Partial<DiscordOptions> = {}) => {
  server = new DiscordServer({
    now: () => clock.now(),
    users: [{ name: 'anna' }, { name: 'ben' }, { name: 'cara' }, { name: 'bot', bot: true }],
    guilds: [
      {
        name: 'acme',
        roles: [
          { name: 'agents', mentionable: true },
          { name: 'moderators', permissions: ['ManageThreads', 'ManageMessages'] },
        ],
        members: [{ name: 'anna', roles: ['agents'] }, { name: 'ben', roles: ['moderators'] }, 'cara', 'bot'],
        channels: [
          { name: 'help' },
          { name: 'staff', overwrites: [{ who: '@everyone', deny: ['ViewChannel'] }] },
          { name: 'news', overwrites: [{ who: 'steward', deny: ['ReadMessageHistory'] }] },
          { name: 'questions', kind: 'forum', tags: ['bug', 'idea'] },
        ],
      },
    ],
    ...more,
  });
  await server.start();
};

beforeEach(async () => {
  clock = new TestClock('2026-11-23T09:00:00Z');
  clients = [];
  await startServer();
});

afterEach(async () => {
  await Promise.all(clients.map((client) => client.destroy()));
  await server.close();
});

const connect = async (
  prepare: (client: Client<true>) => void = () => undefined,
  more: Partial<ClientOptions> = {},
) => {
  const client = new Client({
    intents: usualIntents,
    partials: [Partials.Message, Partials.Channel, Partials.Reaction],
    rest: { api: server.apiUrl },
    // The SDK's own throttle would make every second identify wait five seconds.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) },
    ...more,
  });
  client.on('error', () => undefined);
  prepare(client as Client<true>);
  clients.push(client);
  const ready = once(client, Events.ClientReady);
  await client.login('token');
  await ready;
  return client as Client<true>;
};

const textChannel = async (client: Client, name = 'help'): Promise<TextChannel> => {
  const channel = await client.channels.fetch(server.world.channel(name).id);
  if (!(channel instanceof TextChannel)) throw new Error(`${name} is no text channel`);
  return channel;
};

const codeOf = async (act: Promise<unknown>): Promise<number | string> => {
  try {
    await act;
  } catch (error) {
    if (error instanceof DiscordAPIError) return error.code;
    throw error;
  }
  throw new Error('It should have been refused');
};

const row = (...labels: readonly string[]) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(
    labels.map((label) => new ButtonBuilder().setCustomId(`do:${label}`).setLabel(label).setStyle(ButtonStyle.Primary)),
  );

describe('coming in', () => {
  test('a bare client logs in and knows guilds, channels, roles and active threads', async () => {
    const message = server.says('anna', 'help', 'hello');
    const thread = server.startsThread('anna', message, 'greeting');
    const archived = server.startsThread('anna', server.says('anna', 'help', 'old'), 'done');
    server.archives('anna', archived.id);
    const client = await connect();
    const guild = client.guilds.cache.first();
    expect(client.user.username).toBe('steward');
    expect(guild?.channels.cache.map((channel) => channel.name).sort()).toEqual([
      'greeting',
      'help',
      'news',
      'questions',
      'staff',
    ]);
    expect(guild?.roles.cache.map((role) => role.name).sort()).toEqual([
      '@everyone',
      'agents',
      'moderators',
      'steward',
    ]);
    expect(guild?.channels.cache.has(thread.id)).toBe(true);
    expect(guild?.members.me?.permissions.has('ManageThreads')).toBe(true);
    expect(server.unknownRoutes()).toEqual([]);
  });

  test('a privileged intent that is not switched on closes with 4014', async () => {
    const login = connect(() => undefined, { intents: [...usualIntents, GuildMembers] });
    await expect(login).rejects.toThrow(/disallowed intents/i);
  });

  test('an answer tells the time by the server’s clock', async () => {
    const { headers } = await fetch(`${server.apiUrl}/v10/users/@me`, { headers: { authorization: 'Bot token' } });
    expect(headers.get('date')).toBe(new Date(clock.now()).toUTCString());
  });

  test('a revoked token is refused before the gateway', async () => {
    server.revokeToken('token');
    await expect(connect()).rejects.toThrow(/token/i);
  });

  test('every id has 18 or 19 digits and they increase while the clock stands still', () => {
    const ids = ['one', 'two', 'three'].map((text) => server.says('anna', 'help', text).id);
    expect(ids.every((id) => /^\d{18,19}$/.test(id))).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('what people write', () => {
  test('arrives with content, author and the roles of the author', async () => {
    const heard: Message[] = [];
    await connect((client) => client.on('messageCreate', (message) => void heard.push(message)));
    const said = server.says('anna', 'help', 'it is broken', { mentionsBot: true, files: [{ name: 'log.txt' }] });
    await server.quiet();
    expect(heard).toHaveLength(1);
    const [message] = heard;
    expect(message?.id).toBe(said.id);
    expect(message?.content).toBe(`<@${server.world.botId}> it is broken`);
    expect(message?.member?.roles.cache.map((role) => role.name)).toContain('agents');
    expect(message?.mentions.users.has(server.world.botId)).toBe(true);
    expect(message?.attachments.first()?.name).toBe('log.txt');
  });

  test('carries what it replies to, and whether that pings', async () => {
    const heard: Message[] = [];
    const client = await connect((one) => one.on('messageCreate', (message) => void heard.push(message)));
    const posted = await (await textChannel(client)).send('How can I help?');
    server.says('anna', 'help', 'like this', { replyTo: posted.id });
    server.says('anna', 'help', 'quietly', { replyTo: posted.id, replyPings: false });
    await server.quiet();
    const [, loud, quiet] = heard;
    expect(loud?.reference?.messageId).toBe(posted.id);
    expect(loud?.mentions.repliedUser?.id).toBe(server.world.botId);
    expect(loud?.mentions.users.size).toBe(1);
    expect(quiet?.mentions.users.size).toBe(0);
  });

  test('has no content without the message content intent, but for mentions of the bot and direct messages', async () => {
    const heard: string[] = [];
    const intents = [Guilds, GuildMessages, DirectMessages];
    await connect((client) => client.on('messageCreate', (message) => void heard.push(message.content)), { intents });
    server.says('anna', 'help', 'secret');
    server.says('anna', 'help', 'open', { mentionsBot: true });
    server.says('anna', 'dm', 'private');
    await server.quiet();
    expect(heard).toEqual(['', `<@${server.world.botId}> open`, 'private']);
  });

  test('is not delivered from where the bot may not look', async () => {
    const heard: string[] = [];
    await connect((client) => client.on('messageCreate', (message) => void heard.push(message.content)));
    server.says('owner of acme', 'staff', 'not for you');
    server.says('anna', 'help', 'for you');
    await server.quiet();
    expect(heard).toEqual(['for you']);
    expect(() => server.says('cara', 'staff', 'nor me')).toThrow('cara does not see staff');
  });

  test('tells of edits, deletions and link previews, and which is which', async () => {
    const heard: string[] = [];
    await connect((client) => {
      client.on('messageUpdate', (_old, now) => void heard.push(`${now.content} ${now.editedTimestamp !== null}`));
      client.on('messageDelete', (message) => void heard.push(`deleted ${message.id}`));
      client.on('messageDeleteBulk', (messages) => void heard.push(`bulk ${messages.size}`));
    });
    const message = server.says('anna', 'help', 'one');
    server.unfurls(message, 'Preview');
    server.edits('anna', message, 'two');
    server.deletes('anna', message);
    server.purges('help', [server.says('anna', 'help', 'a'), server.says('anna', 'help', 'b')]);
    await server.quiet();
    expect(heard).toEqual(['one false', 'two true', `deleted ${message.id}`, 'bulk 2']);
  });

  test('by a webhook has no member and a webhook id', async () => {
    const heard: Message[] = [];
    await connect((client) => client.on('messageCreate', (message) => void heard.push(message)));
    server.webhookSays('Alerts', 'help', 'disk full');
    await server.quiet();
    expect([heard[0]?.member, heard[0]?.webhookId !== null, heard[0]?.author.username]).toEqual([null, true, 'Alerts']);
  });

  test('reactions arrive with who and whose, also on messages never seen before', async () => {
    const message = server.says('anna', 'help', 'old news');
    const heard: string[] = [];
    await connect((client) => {
      client.on('messageReactionAdd', (reaction, user) => {
        heard.push(`+${reaction.emoji.name} ${user.id} ${reaction.message.partial}`);
      });
      client.on('messageReactionRemove', (reaction, user) => void heard.push(`-${reaction.emoji.name} ${user.id}`));
    });
    server.reacts('ben', message, '👀');
    server.unreacts('ben', message, '👀');
    await server.quiet();
    const ben = server.world.user('ben').id;
    expect(heard).toEqual([`+👀 ${ben} true`, `-👀 ${ben}`]);
    expect(server.dispatchesAbout(message.id)[1]?.data).toMatchObject({
      message_author_id: server.world.user('anna').id,
    });
  });

  test('roles, channels, threads and guilds that come, change and go are told', async () => {
    const heard: string[] = [];
    await connect((client) => {
      client.on('roleCreate', (role) => void heard.push(`role ${role.name}`));
      client.on('roleUpdate', (_old, role) => void heard.push(`role now ${role.name}`));
      client.on('roleDelete', (role) => void heard.push(`no role ${role.name}`));
      client.on('channelCreate', (channel) => void heard.push(`channel ${channel.name}`));
      client.on('channelUpdate', (_old, now) => void heard.push(`channel now ${'name' in now ? now.name : ''}`));
      client.on('channelDelete', (channel) => void heard.push(`no channel ${'name' in channel ? channel.name : ''}`));
      client.on('threadUpdate', (_old, thread) => void heard.push(`thread now ${thread.name} ${thread.archived}`));
      client.on('threadDelete', (thread) => void heard.push(`no thread ${thread.name}`));
      client.on('threadListSync', (threads) => void heard.push(`synced ${threads.map(({ name }) => name)}`));
      client.on('guildDelete', (guild) => void heard.push(`no guild ${guild.name}`));
      client.on('guildCreate', (guild) => void heard.push(`guild ${guild.name}`));
    });
    const { admin } = server;
    admin.createsRole('acme', { name: 'new' });
    admin.changesRole('acme', 'new', { name: 'newer' });
    admin.deletesRole('acme', 'newer');
    admin.createsChannel('acme', { name: 'more' });
    const thread = server.startsThread('anna', server.says('anna', 'more', 'x'), 'T');
    server.renamesThread('anna', thread.id, 'T2');
    server.archives('anna', thread.id);
    server.deletesThread('ben', thread.id);
    admin.changesChannel('more', { name: 'most' });
    admin.deletesChannel('most');
    server.startsLooseThread('owner of acme', 'staff', 'inside');
    admin.changesChannel('staff', { overwrites: [] });
    admin.removesBot('acme');
    admin.invitesBot('acme');
    await server.quiet();
    expect(heard).toEqual([
      ...['role new', 'role now newer', 'no role newer', 'channel more'],
      ...['thread now T2 false', 'thread now T2 true', 'no thread T2', 'channel now most', 'no channel most'],
      ...['channel now staff', 'synced inside', 'no guild acme', 'guild acme'],
    ]);
  });

  test('a role that changes is told only with the members intent', async () => {
    const heard: string[] = [];
    const listen = (client: Client) =>
      void client.on(
        'guildMemberUpdate',
        (_old, now) => void heard.push(now.roles.cache.map(({ name }) => name).join()),
      );
    await connect(listen);
    server.grantsRole('acme', 'cara', 'agents');
    await server.quiet();
    expect(heard).toEqual([]);
    expect(server.dispatches(({ event }) => event === 'GUILD_MEMBER_UPDATE')[0]?.outcome).toBe('unwanted');
    server.portal.guildMembers = true;
    await connect(listen, { intents: [...usualIntents, GuildMembers], partials: [Partials.GuildMember] });
    server.revokesRole('acme', 'cara', 'agents');
    await server.quiet();
    expect(heard).toEqual(['@everyone']);
  });
});

describe('posting', () => {
  test('posts, edits and deletes its own messages and sees them come back', async () => {
    const heard: (string | number | null)[] = [];
    const client = await connect((one) => one.on('messageCreate', (message) => void heard.push(message.nonce)));
    const channel = await textChannel(client);
    const posted = await channel.send({ content: 'one', nonce: 'key-1' });
    await posted.edit('two');
    await server.quiet();
    expect(server.messages('help').map((message) => message.content)).toEqual(['two']);
    expect(heard).toEqual(['key-1']);
    await posted.delete();
    expect(server.messages('help')).toEqual([]);
    expect(await codeOf(channel.messages.fetch(posted.id))).toBe(10008);
  });

  test('posts once under an enforced nonce within a few minutes, and anew after that', async () => {
    const channel = await textChannel(await connect());
    const send = () => channel.send({ content: 'once', nonce: 'key-1', enforceNonce: true });
    const [first, second] = [await send(), await send()];
    expect(second.id).toBe(first.id);
    expect(server.messages('help')).toHaveLength(1);
    clock.advance(millis(10 * MINUTE));
    expect((await send()).id).not.toBe(first.id);
    expect(server.messages('help')).toHaveLength(2);
  });

  test('the nonce is not in the history', async () => {
    const client = await connect();
    const posted = await (await textChannel(client)).send({ content: 'x', nonce: 'key-1' });
    const path = `/channels/${posted.channelId}/messages/${posted.id}` as const;
    expect(posted.nonce).toBe('key-1');
    expect(await client.rest.get(path)).not.toHaveProperty('nonce');
  });

  test('refuses what is too long, empty, too many or twice under one custom id with 50035 or 50006', async () => {
    const channel = await textChannel(await connect());
    expect(await codeOf(channel.send('x'.repeat(2001)))).toBe(50035);
    expect(await codeOf(channel.send({ content: ' ' }))).toBe(50006);
    expect(await codeOf(channel.send({ embeds: [{ title: 't'.repeat(257) }] }))).toBe(50035);
    const embed = { description: 'd'.repeat(3001) };
    expect(await codeOf(channel.send({ embeds: [embed, embed] }))).toBe(50035);
    expect(await codeOf(channel.send({ content: 'x', components: [row('a', 'a')] }))).toBe(50035);
    const flags = MessageFlags.IsComponentsV2;
    expect(await codeOf(channel.send({ content: 'x', flags, components: [row('a')] }))).toBe(50035);
    expect(server.messages('help')).toEqual([]);
    await channel.send({ flags, components: [{ type: 10, content: 'fine' }] });
    expect(server.messages('help').map(server.plain)).toEqual(['fine']);
  });

  test('says 10003, 50001, 50013 and 50005 as Discord would', async () => {
    const client = await connect();
    const post = (channel: string) =>
      codeOf(client.rest.post(`/channels/${channel}/messages`, { body: { content: 'x' } }));
    expect(await post('123456789012345678')).toBe(10003);
    expect(await post(server.world.channel('staff').id)).toBe(50001);
    server.admin.changesChannel('help', { overwrites: [{ who: 'steward', deny: ['SendMessages'] }] });
    const { id } = server.world.channel('help');
    expect(await post(id)).toBe(50013);
    const message = server.says('anna', 'help', 'mine');
    expect(await codeOf(client.rest.patch(`/channels/${id}/messages/${message.id}`, { body: { content: 'y' } }))).toBe(
      50005,
    );
  });

  test('pages through the history after a cursor, and shows an empty one without the permission', async () => {
    const client = await connect();
    const ids = ['a', 'b', 'c', 'd', 'e'].map((text) => server.says('anna', 'help', text).id);
    const channel = await textChannel(client);
    const page = await channel.messages.fetch({ after: ids[0] ?? '', limit: 2 });
    expect(page.map((message) => message.content)).toEqual(['c', 'b']);
    expect((await channel.messages.fetch({ limit: 3 })).map((message) => message.content)).toEqual(['e', 'd', 'c']);
    server.says('anna', 'news', 'unread');
    expect((await (await textChannel(client, 'news')).messages.fetch()).size).toBe(0);
  });

  test('pings whom content and allowed_mentions name together, and nobody else', async () => {
    const channel = await textChannel(await connect());
    const anna = server.world.user('anna').id;
    const agents = server.world.role(server.world.guild('acme'), 'agents').id;
    const content = `<@${anna}> <@&${agents}> @everyone`;
    await channel.send(content);
    await channel.send({ content, allowedMentions: { parse: [] } });
    await channel.send({ content, allowedMentions: { parse: [], roles: [agents] } });
    expect(server.messages('help').map(server.pings)).toEqual([['@anna', '@&agents'], [], ['@&agents']]);
  });

  test('sends files that can be downloaded again', async () => {
    const channel = await textChannel(await connect());
    const posted = await channel.send({
      content: 'see',
      files: [{ attachment: Buffer.from('a,b'), name: 'rows.csv' }],
    });
    const url = posted.attachments.first()?.url ?? '';
    expect(await (await fetch(url)).text()).toBe('a,b');
  });

  test('opens direct conversations, unless the person takes none', async () => {
    const client = await connect();
    await client.users.send(server.world.user('anna').id, 'psst');
    expect(server.messages(server.direct('anna').id).map((message) => message.content)).toEqual(['psst']);
    server.closesDirectMessages('ben');
    expect(await codeOf(client.users.send(server.world.user('ben').id, 'psst'))).toBe(50007);
  });

  test('reacts with URL-encoded emoji and lists who did', async () => {
    const client = await connect();
    const message = server.says('anna', 'help', 'nice');
    const fetched = await (await textChannel(client)).messages.fetch(message.id);
    const reaction = await fetched.react('✅');
    server.reacts('anna', message, '✅');
    const users = await reaction.users.fetch();
    expect(users.map((user) => user.username).sort()).toEqual(['anna', 'steward']);
    expect(await codeOf(fetched.react(':nonsense:'))).toBe(10014);
    await reaction.users.remove(client.user.id);
    expect(message.reactions[0]?.users).toEqual([server.world.user('anna').id]);
  });
});

describe('threads and forums', () => {
  test('a thread from a message takes its id, once', async () => {
    const created: string[] = [];
    const client = await connect((one) =>
      one.on('threadCreate', (thread, isNew) => void created.push(`${thread.id} ${isNew}`)),
    );
    const message = server.says('anna', 'help', 'broken');
    const fetched = await (await textChannel(client)).messages.fetch(message.id);
    const thread = await fetched.startThread({ name: 'Ticket 1' });
    expect(thread.id).toBe(message.id);
    expect(thread.type).toBe(ChannelType.PublicThread);
    const again = client.rest.post(`/channels/${fetched.channelId}/messages/${message.id}/threads`, {
      body: { name: 'x' },
    });
    expect(await codeOf(again)).toBe(160004);
    server.startsThread('anna', server.says('anna', 'help', 'other'), 'By hand');
    await server.quiet();
    expect(created).toHaveLength(2);
    expect(server.threads('help').map(({ name }) => name)).toEqual(['Ticket 1', 'By hand']);
  });

  test('a private thread is invisible until the bot is added, which comes as a thread that is not new', async () => {
    const heard: string[] = [];
    await connect((client) => {
      client.on('threadCreate', (thread, isNew) => void heard.push(`thread ${thread.name} ${isNew}`));
      client.on('messageCreate', (message) => void heard.push(message.content));
    });
    server.admin.changesChannel('help', { overwrites: [{ who: 'steward', deny: ['ManageThreads'] }] });
    const thread = server.startsPrivateThread('anna', 'help', 'whisper');
    server.says('anna', thread.id, 'unheard');
    server.addsToThread('anna', thread.id, 'steward');
    server.says('anna', thread.id, 'heard');
    await server.quiet();
    expect(heard.filter((line) => line !== '')).toEqual(['thread whisper false', 'heard']);
  });

  test('a forum post may be announced before its first message, and answering then is 40058', async () => {
    const heard: string[] = [];
    const client = await connect((one) => {
      one.on('threadCreate', (thread) => void heard.push(`thread ${thread.id}`));
      one.on('messageCreate', (message) => void heard.push(`message ${message.id}`));
    });
    const post = server.postsInForum('anna', 'questions', 'How?', 'How do I?', { tags: ['bug'], messageLater: true });
    await server.quiet();
    const thread = (await client.channels.fetch(post.thread.id)) as ThreadChannel;
    expect(await codeOf(thread.send('too early'))).toBe(40058);
    expect(await codeOf(client.rest.get(`/channels/${thread.id}/messages/${thread.id}`))).toBe(10008);
    post.sends();
    await server.quiet();
    await thread.send('now');
    expect((await thread.fetchStarterMessage())?.content).toBe('How do I?');
    expect(heard.slice(0, 2)).toEqual([`thread ${thread.id}`, `message ${thread.id}`]);
  });

  test('the bot posts in a forum, and the first message has the id of the thread', async () => {
    const client = await connect();
    const forum = await client.channels.fetch(server.world.channel('questions').id);
    if (!(forum instanceof ForumChannel)) throw new Error('no forum');
    const tag = forum.availableTags[0]?.id ?? '';
    const thread = await forum.threads.create({ name: 'FAQ', message: { content: 'Read me' }, appliedTags: [tag] });
    expect(server.messages(thread.id).map(({ id, content }) => [id, content])).toEqual([[thread.id, 'Read me']]);
    expect(await codeOf(client.rest.post(`/channels/${forum.id}/messages`, { body: { content: 'x' } }))).toBe(50008);
  });

  test('writing wakes an archived thread, editing and reacting there are 50083', async () => {
    const client = await connect();
    const message = server.says('anna', 'help', 'broken');
    const thread = await (await (await textChannel(client)).messages.fetch(message.id)).startThread({ name: 'T' });
    const posted = await thread.send('hello');
    await thread.setArchived(true);
    expect(await codeOf(posted.edit('changed'))).toBe(50083);
    expect(await codeOf(posted.react('👀'))).toBe(50083);
    await thread.send('woken');
    expect(server.world.channel(thread.id).thread?.archived).toBe(false);
  });

  test('a locked thread is closed to those who do not manage threads', async () => {
    const client = await connect();
    const thread = server.startsThread('anna', server.says('anna', 'help', 'broken'), 'T');
    server.archives('ben', thread.id, { locked: true });
    server.admin.changesChannel('help', { overwrites: [{ who: 'steward', deny: ['ManageThreads'] }] });
    const send = () => codeOf(client.rest.post(`/channels/${thread.id}/messages`, { body: { content: 'x' } }));
    expect(await send()).toBe(50083);
    server.unarchives('ben', thread.id);
    expect(await send()).toBe(160005);
    expect(() => server.says('anna', thread.id, 'me?')).toThrow('may not write while it is locked');
  });

  test('lists active threads of the guild and archived ones of a channel', async () => {
    const client = await connect();
    const first = server.startsThread('anna', server.says('anna', 'help', '1'), 'one');
    const second = server.startsThread('anna', server.says('anna', 'help', '2'), 'two');
    server.archives('anna', first.id);
    const channel = await textChannel(client);
    const active = await channel.guild.channels.fetchActiveThreads();
    expect(active.threads.map(({ id }) => id)).toEqual([second.id]);
    const archived = await channel.threads.fetchArchived();
    expect(archived.threads.map(({ name }) => name)).toEqual(['one']);
    expect(archived.hasMore).toBe(false);
  });
});

const ticket = new SlashCommandBuilder()
  .setName('ticket')
  .setDescription('Tickets')
  .addSubcommand((sub) =>
    sub
      .setName('claim')
      .setDescription('Take it')
      .addIntegerOption((option) => option.setName('ticket').setDescription('Which').setRequired(true))
      .addUserOption((option) => option.setName('for').setDescription('For whom'))
      .addStringOption((option) => option.setName('why').setDescription('Why').setAutocomplete(true)),
  );

const answering = async (answer: (interaction: Interaction<'cached'>) => Promise<unknown>) => {
  const client = await connect((one) =>
    one.on('interactionCreate', (interaction) => void answer(interaction as Interaction<'cached'>)),
  );
  await client.application.commands.set([ticket.toJSON(), { name: 'Make ticket', type: 3 }]);
  return client;
};

describe('commands', () => {
  test('registering twice keeps ids, and PUT removes what is not named', async () => {
    const client = await connect();
    const first = await client.application.commands.set([ticket, { name: 'Make ticket', type: 3 }]);
    const second = await client.application.commands.set([ticket]);
    expect(second.map(({ id }) => id)).toEqual(first.filter(({ name }) => name === 'ticket').map(({ id }) => id));
    const guild = client.guilds.cache.first();
    await guild?.commands.create(ticket);
    expect((await guild?.commands.fetch())?.size).toBe(1);
    expect((await client.application.commands.fetch()).size).toBe(1);
  });

  test('a command over the limits is 50035', async () => {
    const client = await connect();
    const create = (command: object) =>
      codeOf(client.rest.post(`/applications/${client.application.id}/commands`, { body: command }));
    const option = (name: string) => ({ type: 3, name, description: 'd' });
    expect(await create({ name: 'Ticket', description: 'd' })).toBe(50035);
    expect(await create({ name: 'ticket', description: '' })).toBe(50035);
    const many = Array.from({ length: 26 }, (_, index) => option(`o${index}`));
    expect(await create({ name: 'ticket', description: 'd', options: many })).toBe(50035);
    const choices = Array.from({ length: 25 }, (_, index) => ({
      name: `${index}`.padEnd(100, 'x'),
      value: `${index}`,
    }));
    const heavy = ['a', 'b', 'c', 'd'].map((name) => ({ ...option(name), choices }));
    expect(await create({ name: 'ticket', description: 'd', options: heavy })).toBe(50035);
  });

  test('a subcommand arrives with its options and who used it, and is answered for that person only', async () => {
    await answering(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { options, member } = interaction;
      const roles = member.roles.cache.map(({ name }) => name).sort();
      const forWhom = options.getUser('for')?.username;
      const content = `${options.getSubcommand()} ${options.getInteger('ticket')} ${forWhom} ${roles}`;
      await interaction.reply({ content, flags: MessageFlags.Ephemeral });
    });
    const acted = await server.slash('anna', 'help', 'ticket claim', { ticket: 1, for: 'ben' });
    expect(acted.answer).toBe('reply');
    expect(acted.ephemeral).toBe(true);
    expect(acted.message?.content).toBe('claim 1 ben @everyone,agents');
    expect(server.ephemerals('anna')).toHaveLength(1);
    expect(server.ephemerals('ben')).toEqual([]);
    expect(server.messages('help')).toEqual([]);
  });

  test('a deferred answer is filled in later, by an edit or by the first follow-up', async () => {
    await answering(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      if (interaction.options.getInteger('ticket') === 1) await interaction.editReply('edited');
      else await interaction.followUp({ content: 'followed', flags: MessageFlags.Ephemeral });
    });
    const first = await server.slash('anna', 'help', 'ticket claim', { ticket: 1 });
    expect(first.answer).toBe('deferred');
    const second = await server.slash('anna', 'help', 'ticket claim', { ticket: 2 });
    await server.quiet();
    expect([first.message?.content, second.message?.content]).toEqual(['edited', 'followed']);
    expect(second.ephemeral).toBe(false);
    expect(second.followUps).toEqual([]);
  });

  test('a second answer is 40060 and one after three seconds is 10062', async () => {
    const codes: (number | string)[] = [];
    await answering(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { id, token, client } = interaction;
      if (interaction.options.getInteger('ticket') === 2) clock.advance(millis(4 * SECOND));
      const answer = () =>
        client.rest.post(`/interactions/${id}/${token}/callback`, { body: { type: 5 }, auth: false });
      await answer().catch((error: DiscordAPIError) => codes.push(error.code));
      await answer().catch((error: DiscordAPIError) => codes.push(error.code));
    });
    expect((await server.slash('anna', 'help', 'ticket claim', { ticket: 1 })).answer).toBe('deferred');
    await server.quiet();
    const late = await server.slash('anna', 'help', 'ticket claim', { ticket: 2 });
    await server.quiet();
    expect(late.error).toBe('The application did not respond');
    expect(codes).toEqual([40060, 10062, 10062]);
  });

  test('after fifteen minutes the token is of no use', async () => {
    let seen: ChatInputCommandInteraction | undefined;
    await answering(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      seen = interaction;
      await interaction.deferReply();
    });
    await server.slash('anna', 'help', 'ticket claim', { ticket: 1 });
    await server.quiet();
    clock.advance(millis(16 * MINUTE));
    expect(await codeOf(seen?.editReply('late') ?? Promise.resolve())).toBe(50027);
  });

  test('offers nothing that is not registered, hidden by default or asked for wrongly', async () => {
    const client = await connect();
    await client.application.commands.set([ticket, { name: 'admin', description: 'd', defaultMemberPermissions: '0' }]);
    const use = (line: string, options = {}) => server.slash('anna', 'help', line, options);
    expect(() => use('nothing')).toThrow('No command "nothing"');
    expect(() => use('ticket')).toThrow('without a subcommand');
    expect(() => use('ticket claim')).toThrow('asks for ticket first');
    expect(() => use('ticket claim', { ticket: 1, colour: 'red' })).toThrow('no option colour');
    expect(() => use('admin')).toThrow('does not offer');
    server.allowsCommand('admin', 'anna');
    const acted = await server.silently(() => use('admin'));
    expect(acted.answer).toBe('none');
  });

  test('completes what somebody types', async () => {
    await answering(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const typed = interaction.options.getFocused();
      await interaction.respond([{ name: `${typed}!`, value: typed }]);
    });
    const offered = await server.completes('anna', 'help', 'ticket claim', { ticket: 1, why: 'be' }, 'why');
    expect(offered).toEqual([{ name: 'be!', value: 'be' }]);
  });

  test('the message menu brings the message along, content included', async () => {
    const seen: string[] = [];
    await answering(async (interaction) => {
      if (!interaction.isMessageContextMenuCommand()) return;
      seen.push(`${interaction.commandName} ${interaction.targetMessage.content} ${interaction.targetMessage.id}`);
      await interaction.reply('made');
    });
    const message = server.says('anna', 'help', 'broken');
    const acted = await server.contextMenu('ben', 'Make ticket', message);
    expect(seen).toEqual([`Make ticket broken ${message.id}`]);
    expect(acted.message?.content).toBe('made');
  });
});

const form = new ModalBuilder()
  .setCustomId('form')
  .setTitle('New ticket')
  .addLabelComponents(
    new LabelBuilder()
      .setLabel('Title')
      .setTextInputComponent(new TextInputBuilder().setCustomId('title').setStyle(TextInputStyle.Short)),
    new LabelBuilder()
      .setLabel('How bad')
      .setStringSelectMenuComponent((menu) =>
        menu.setCustomId('bad').addOptions({ label: 'Bad', value: 's2' }, { label: 'Very bad', value: 's1' }),
      ),
  );

describe('buttons and forms', () => {
  test('a click updates its message, found by label or by custom id', async () => {
    const client = await answering(async (interaction) => {
      if (!interaction.isButton()) return;
      await interaction.update({ content: `${interaction.customId} by ${interaction.user.username}`, components: [] });
    });
    const posted = await (await textChannel(client)).send({ content: 'Pick', components: [row('Claim', 'Close')] });
    expect(() => server.clicks('anna', posted.id, 'Nothing')).toThrow('"Claim" do:Claim, "Close" do:Close');
    const acted = await server.clicks('anna', posted.id, 'Claim');
    expect(acted.answer).toBe('update');
    expect(server.messages('help').map(server.plain)).toEqual(['do:Claim by anna']);
  });

  test('a click opens a form, and what is entered comes back with the message it began at', async () => {
    const client = await answering(async (interaction) => {
      if (interaction.isButton()) await interaction.showModal(form);
      if (!interaction.isModalSubmit()) return;
      const title = interaction.fields.getTextInputValue('title');
      const [bad] = interaction.fields.getStringSelectValues('bad');
      await interaction.reply({ content: `${title} ${bad} ${interaction.message?.id}`, flags: MessageFlags.Ephemeral });
    });
    const posted = await (await textChannel(client)).send({ content: 'Pick', components: [row('New')] });
    const { modal } = await server.clicks('anna', posted.id, 'New');
    if (!modal) throw new Error('No form opened');
    expect(server.plain(modal)).toBe('== New ticket ==\nTitle: []\nHow bad: [Bad | Very bad]');
    expect(() => server.submits('anna', modal, { 'How bad': 'Bad' })).toThrow('title is required');
    expect(() => server.submits('anna', modal, { Titel: 'x' })).toThrow();
    const acted = await server.submits('anna', modal, { Title: 'Printer', 'How bad': 'Very bad' });
    expect(acted.message?.content).toBe(`Printer s1 ${posted.id}`);
    expect(() => server.submits('anna', modal, { Title: 'Again' })).toThrow('not open any more');
  });

  test('an ephemeral answer can be clicked by its person alone', async () => {
    await answering(async (interaction) => {
      if (interaction.isChatInputCommand()) {
        await interaction.reply({ content: 'Sure?', flags: MessageFlags.Ephemeral, components: [row('Yes')] });
      }
      if (interaction.isButton()) await interaction.update({ content: 'Done', components: [] });
    });
    const { message } = await server.slash('anna', 'help', 'ticket claim', { ticket: 1 });
    if (!message) throw new Error('No answer');
    expect(() => server.clicks('ben', message, 'Yes')).toThrow('sees no message');
    await server.clicks('anna', message, 'Yes');
    expect(server.ephemerals('anna').map(server.plain)).toEqual(['Done']);
  });

  test('a menu is chosen from by label, and a form of the old kind still works', async () => {
    const client = await answering(async (interaction) => {
      if (interaction.isStringSelectMenu()) {
        const input = { type: 4, custom_id: 'why', label: 'Why', style: 1 } as const;
        await interaction.showModal({
          custom_id: interaction.values.join(),
          title: 'Old',
          components: [{ type: 1, components: [input] }],
        });
      }
      if (!interaction.isModalSubmit()) return;
      await interaction.deferUpdate();
      await interaction.editReply(`${interaction.customId} ${interaction.fields.getTextInputValue('why')}`);
    });
    const options = [
      { label: 'One', value: '1' },
      { label: 'Two', value: '2' },
    ];
    const components = [{ type: 1, components: [{ type: 3, custom_id: 'pick', options }] }];
    const posted = await (await textChannel(client)).send({ content: 'Pick', components });
    const { modal } = await server.clicks('anna', posted.id, 'pick', ['Two']);
    if (!modal) throw new Error('No form opened');
    const acted = await server.submits('anna', modal, { Why: 'because' });
    await server.quiet();
    expect(acted.answer).toBe('deferred update');
    expect(server.messages('help').map(({ content }) => content)).toEqual(['2 because']);
  });

  test('an answer can be asked for, fetched and taken back', async () => {
    const ids: (string | undefined)[] = [];
    await answering(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const given = await interaction.reply({ content: 'here', withResponse: true });
      ids.push(given.resource?.message?.id, (await interaction.fetchReply()).id);
      await interaction.followUp({ content: 'and more', flags: MessageFlags.Ephemeral });
      await interaction.deleteReply();
    });
    const acted = await server.slash('anna', 'help', 'ticket claim', { ticket: 1 });
    await server.quiet();
    expect(ids[0]).toBe(ids[1]);
    expect(acted.message).toBeUndefined();
    expect(acted.followUps.map(({ content }) => content)).toEqual(['and more']);
    expect(server.messages('help')).toEqual([]);
  });

  test('an interaction that was held back is answered once it is released', async () => {
    await answering(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply('at last');
    });
    server.hold(() => true);
    const acting = server.slash('anna', 'help', 'ticket claim', { ticket: 1 });
    await server.quiet();
    server.release();
    expect((await acting).message?.content).toBe('at last');
  });

  test('an app that does not answer leaves the person with an error', async () => {
    await server.close();
    await startServer({ answerMillis: 50 });
    await answering(async () => undefined);
    const acted = await server.slash('anna', 'help', 'ticket claim', { ticket: 1 });
    expect([acted.answer, acted.error]).toEqual(['none', 'The application did not respond']);
  });
});

describe('when the connection fails', () => {
  const listening = async () => {
    const heard: string[] = [];
    const client = await connect((one) => {
      one.on('messageCreate', (message) => void heard.push(message.content));
      one.on('shardResume', () => void heard.push('resumed'));
      one.on('shardReady', () => void heard.push('ready'));
    });
    await server.quiet();
    heard.length = 0;
    return { client, heard };
  };

  test('what was said meanwhile is replayed on resume', async () => {
    const { heard } = await listening();
    const resumed = server.next('resumed');
    server.dropConnections();
    await server.next('disconnected');
    server.says('anna', 'help', 'meanwhile');
    expect(server.dispatches().at(-1)?.outcome).toBe('kept');
    expect((await resumed).replayed).toBe(1);
    await server.quiet();
    expect(heard).toEqual(['meanwhile', 'resumed']);
    expect(server.identifies).toBe(1);
  });

  test('a handshake that dies costs the session, and what was said is lost to the new one', async () => {
    const { heard } = await listening();
    server.refuseConnections('reset');
    const refused = server.next('refused');
    server.dropConnections();
    await refused;
    server.says('anna', 'help', 'missed');
    const ready = server.next('ready');
    server.acceptConnections();
    await ready;
    await server.quiet();
    expect(heard).toEqual(['ready']);
    expect(server.identifies).toBe(2);
  });

  test.each([
    ['op 7', () => server.askReconnect(), 'resumed'],
    ['close 4000', () => server.closeConnections(4000), 'resumed'],
    ['an invalid session that may be resumed', () => server.invalidateSession('resumable'), 'resumed'],
    ['an invalid session that is gone', () => server.invalidateSession('gone'), 'ready'],
    ['close 1000', () => server.closeConnections(1000), 'ready'],
    ['a forgotten session', () => server.dropConnections(), 'ready'],
  ] as const)('after %s the client comes back', async (name, fail, how) => {
    const { heard } = await listening();
    const back = server.next(how);
    const gone = server.next('disconnected');
    fail();
    if (name === 'a forgotten session') {
      await gone;
      server.forgetSessions();
    }
    await back;
    await server.quiet();
    expect(heard).toEqual([how]);
    server.says('anna', 'help', 'again');
    await server.quiet();
    expect(heard).toEqual([how, 'again']);
  });

  test('a fatal close code ends it: no one comes back', async () => {
    const { client } = await listening();
    const gone = once(client, Events.ShardDisconnect);
    const closed = server.next('disconnected');
    server.closeConnections(4014);
    const [{ code }] = await gone;
    await closed;
    expect([code, server.connections, server.identifies, client.isReady()]).toEqual([4014, 0, 1, true]);
  });

  test('two sessions of one bot both hear everything', async () => {
    const one = await listening();
    const other = await listening();
    server.says('anna', 'help', 'all of you');
    await server.quiet();
    expect([one.heard, other.heard]).toEqual([['all of you'], ['all of you']]);
  });

  test('a zombie connection is given up by the client and resumed', async () => {
    await server.close();
    await startServer({ heartbeatMillis: 60 });
    const { heard } = await listening();
    server.freezeConnections();
    server.says('anna', 'help', 'into the void');
    await server.next('resumed');
    await server.quiet();
    expect(heard).toEqual(['into the void', 'resumed']);
  });

  test('what happens silently reaches nobody, not even on a resume', async () => {
    const { heard } = await listening();
    await server.silently(() => server.says('anna', 'help', 'unheard'));
    const resumed = server.next('resumed');
    server.dropConnections();
    await resumed;
    await server.quiet();
    expect(heard).toEqual(['resumed']);
    expect(server.messages('help')).toHaveLength(1);
  });

  test('events can be held, released out of order and delivered again', async () => {
    const heard: unknown[] = [];
    await connect((client) =>
      client.on('raw', ({ t, d }: { t: string; d: { content?: string } }) => {
        if (t === 'MESSAGE_CREATE') heard.push(d.content);
      }),
    );
    server.hold();
    server.says('anna', 'help', 'one');
    server.says('anna', 'help', 'two');
    await server.quiet();
    expect(heard).toEqual([]);
    const [first] = server.held();
    server.release((held) => [...held].reverse());
    if (first) server.redeliver(first);
    await server.quiet();
    expect(heard).toEqual(['two', 'one', 'one']);
  });
});

describe('when REST fails', () => {
  const messages = 'POST /channels/:channel/messages';

  test('a scripted code refuses that call and only that one', async () => {
    const channel = await textChannel(await connect());
    server.script(messages, { status: 403, code: 50013 });
    expect(await codeOf(channel.send('one'))).toBe(50013);
    await channel.send('two');
    expect(server.messages('help').map(({ content }) => content)).toEqual(['two']);
    expect(server.calls(messages).map(({ status }) => status)).toEqual([403, 200]);
  });

  test.each(['accept-then-500', 'accept-then-reset'] as const)('%s posts, and the SDK posts again', async (reply) => {
    const channel = await textChannel(await connect());
    server.script(messages, reply);
    await channel.send('twice');
    expect(server.messages('help').map(({ content }) => content)).toEqual(['twice', 'twice']);
    server.script(messages, reply);
    await channel.send({ content: 'once', nonce: 'key', enforceNonce: true });
    expect(server.messages('help')).toHaveLength(3);
  });

  test('a call left hanging is over for the server, and the SDK tries again', async () => {
    const client = await connect(() => undefined, { rest: { api: server.apiUrl, timeout: 100, retries: 1 } });
    const channel = await textChannel(client);
    server.script(messages, 'hang');
    await channel.send('late');
    expect(server.calls(messages)).toHaveLength(2);
  });

  test.each(['user', 'global', 'shared'] as const)('a %s rate limit is waited out by the SDK', async (scope) => {
    const client = await connect();
    const answers: unknown[] = [];
    client.rest.on('response', (_request, { status, headers }) => {
      answers.push([status, headers.get('x-ratelimit-scope'), headers.get('x-ratelimit-global')]);
    });
    const channel = await textChannel(client);
    server.script(messages, { retryAfter: 0.05, scope });
    await channel.send('patience');
    expect(server.messages('help')).toHaveLength(1);
    expect(answers).toEqual([
      [429, scope, scope === 'global' ? 'true' : null],
      [200, null, null],
    ]);
  });

  test('a limit a test sets shows in the headers, and the SDK keeps to it by itself', async () => {
    server.limitRoute(messages, { requests: 2, perMillis: 150 });
    const channel = await textChannel(await connect());
    for (const text of ['a', 'b', 'c']) await channel.send(text);
    expect(server.calls(messages).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('one 401 leaves the client without a token', async () => {
    const channel = await textChannel(await connect());
    server.revokeToken('token');
    expect(await codeOf(channel.send('x'))).toBe(0);
    await expect(channel.send('y')).rejects.toThrow(/token/i);
  });

  test('what does not exist here is reported, not swallowed', async () => {
    const client = await connect();
    expect(await codeOf(client.rest.get('/guilds/1/audit-logs'))).toBe(0);
    expect(server.unknownRoutes()).toEqual(['GET /guilds/1/audit-logs']);
  });
});
