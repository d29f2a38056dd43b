import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Gateway } from '../../../src/adapters/discord/gateway';
import { EAR_LEASE } from '../../../src/core/listening';
import { millis, SECOND } from '../../../src/core/time';
import { type DiscordWorld, discordWorld, spec } from '../../support/discord-world';
import { tickets } from '../../support/stored';

const ws = { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }) };
const nap = (length: number) => new Promise((resolve) => setTimeout(resolve, length));

describe('rights', () => {
  it('end for somebody who has left the desk’s server, although another server with the bot still has them', async () => {
    const base = spec();
    const [project] = base.guilds ?? [];
    if (project === undefined) throw new Error('no server');
    const w = await discordWorld({
      spec: {
        ...base,
        guilds: [
          { ...project, members: (project.members ?? []).filter((one) => one !== 'alice') },
          // Anybody can invite a public bot to a server of their own.
          { name: 'own', owner: 'alice', members: ['alice'], channels: [{ name: 'den', id: '400000000000000099' }] },
        ],
      },
    });
    w.discord.says('carol', 'acme', 'Our root password is hunter2');
    await w.settle();
    const acted = await w.discord.slash('alice', '400000000000000099', 'ticket show', { ticket: 1 });
    await w.settle();
    expect(acted.message?.content).not.toContain('hunter2');
  });
});

describe('the connection', () => {
  const at = (w: DiscordWorld) => {
    const happened: string[] = [];
    const gateway = new Gateway({
      settings: { token: 'any token', apiUrl: w.discord.apiUrl },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      heard: () => undefined,
      connected: () => void happened.push('connected'),
      disconnected: () => void happened.push('disconnected'),
      failed: (reason) => void happened.push(`failed: ${reason}`),
      ws,
    });
    return { gateway, happened, look: () => (gateway as unknown as { look(): Promise<void> }).look() };
  };
  afterEach(() => void jest.restoreAllMocks());

  it('is made again after an outage of more than three minutes', async () => {
    const w = await discordWorld();
    await w.steward.stop();
    const { gateway, happened, look } = at(w);
    await gateway.open();
    const refused = w.discord.next('refused');
    w.discord.refuseConnections();
    w.discord.dropConnections();
    await refused;
    w.discord.script('GET /gateway/bot', 'reset', 100);
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + 4 * 60_000);
    await look();
    jest.restoreAllMocks();
    w.discord.clearScripts();
    w.discord.acceptConnections();
    await nap(1_000);
    await look();
    await gateway.close();
    expect(happened.filter((what) => what.startsWith('failed'))).toEqual([]);
  }, 90_000);

  it('is not made anew while it is being closed for good', async () => {
    const w = await discordWorld();
    await w.steward.stop();
    const { gateway, look } = at(w);
    await gateway.open();
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + 4 * 60_000);
    const looking = look();
    const closing = gateway.close();
    jest.restoreAllMocks();
    await Promise.all([looking, closing]);
    await nap(200);
    const { connections } = w.discord;
    await gateway.close();
    expect(connections).toBe(0);
  });

  it('stays closed although it was closed in the middle of reconnecting', async () => {
    const w = await discordWorld();
    await w.steward.stop();
    const { gateway } = at(w);
    await gateway.open();
    const refused = w.discord.next('refused');
    w.discord.refuseConnections();
    w.discord.dropConnections();
    await refused;
    await nap(100);
    await gateway.close();
    w.discord.acceptConnections();
    await nap(1_500);
    const { connections } = w.discord;
    w.discord.closeConnections(4014);
    await nap(100);
    expect(connections).toBe(0);
  });

  it('closed while a handshake is on its way does not end the process when that fails', () => {
    const script = join(__dirname, 'closing-in-between.js');
    const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('that Discord refuses for good is not asked for again every five seconds by the instance that stands by', async () => {
    const w = await discordWorld();
    const second = w.employ();
    await second.start();
    w.discord.portal.messageContent = false;
    const gone = w.discord.next('disconnected');
    w.discord.closeConnections(4014);
    await gone;
    await w.settle();
    const before = w.discord.identifies;
    w.clock.advance(EAR_LEASE);
    for (let n = 0; n < 6; n++) {
      second.listen();
      await second.settled();
      w.clock.advance(millis(5 * SECOND));
    }
    expect(w.discord.identifies - before).toBeLessThanOrEqual(1);
    await second.stop();
  }, 60_000);

  it('of two instances at the same moment does a sign once', async () => {
    const w = await discordWorld();
    const asked = w.discord.says('carol', 'acme', 'Upgrade fails');
    await w.settle();
    await w.discord.slash('alice', 'acme', 'ticket claim', { ticket: 1 });
    await w.settle();
    // The first one was frozen past its lease; what it was sent still waits in its socket.
    w.clock.advance(EAR_LEASE);
    const second = w.employ();
    await second.start();
    await second.settled();
    w.discord.reacts('dana', asked, '👀');
    await w.discord.quiet();
    await w.settle();
    expect(w.reads(w.discord.direct('dana').id).filter((text) => text.includes('claimed'))).toHaveLength(1);
    await second.stop();
  });
});

describe('an odd payload', () => {
  it.each([
    ['MESSAGE_CREATE', null],
    ['MESSAGE_CREATE', { id: 'x', channel_id: 'y', type: 0, content: 'Hi', author: { id: 'z' }, guild_id: 'g' }],
    ['MESSAGE_DELETE', { id: null }],
    ['MESSAGE_REACTION_ADD', { emoji: null }],
    [
      'INTERACTION_CREATE',
      {
        id: 'x',
        application_id: 'a',
        type: 2,
        token: 't',
        data: {},
        member: { roles: [], user: { id: '1' } },
        channel_id: 'c',
      },
    ],
    ['GUILD_CREATE', { id: '1', channels: null }],
    ['THREAD_CREATE', null],
  ])('(%s %j) ends nothing, and what comes after is heard', async (event, data) => {
    const lost: unknown[] = [];
    const keep = (reason: unknown) => void lost.push(reason);
    process.on('unhandledRejection', keep);
    const w = await discordWorld();
    w.discord.emit(event, (data ?? {}) as never);
    await nap(50);
    w.discord.says('carol', 'acme', 'Upgrade fails');
    await w.settle();
    process.off('unhandledRejection', keep);
    expect(await tickets(w)).toHaveLength(1);
    expect(lost).toEqual([]);
  });
});
