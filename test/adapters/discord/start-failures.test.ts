import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteStore } from '../../../src/adapters/database/sqlite-store';
import { DiscordPlatform } from '../../../src/adapters/discord/platform';
import { discordSettings } from '../../../src/adapters/discord/settings';
import { loadMenu } from '../../../src/commands/load';
import { fixedDesk } from '../../../src/core/desk/source';
import { SetupError } from '../../../src/core/errors';
import { Steward } from '../../../src/core/steward';
import { DiscordServer } from '../../support/discord/discord-server';
import { discordDesk, spec } from '../../support/discord-world';
import { TestClock } from '../../support/test-clock';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = new TestClock('2026-11-23T09:00:00Z');
let store: SqliteStore;
let folder: string;
let server: DiscordServer;
beforeEach(async () => {
  server = new DiscordServer({ now: () => clock.now(), ...spec() });
  await server.start();
  folder = await mkdtemp(join(tmpdir(), 'steward-discord-'));
  store = await SqliteStore.open(join(folder, 'desk.db'));
});
afterEach(async () => {
  await server.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the operator is told when the desk is started so. */
async function started(apiUrl = server.apiUrl): Promise<unknown> {
  const tools = { clock, log: quiet, http: { handle: () => undefined } };
  const platforms = [new DiscordPlatform({ token: 'a-secret-token', apiUrl }, tools)];
  const steward = new Steward({ store, clock, desk: fixedDesk(discordDesk), menu: loadMenu(), log: quiet, platforms });
  const outcome = await steward.start().then(
    () => 'started',
    (error: unknown) => error,
  );
  await steward.stop();
  return outcome;
}
function oneSentence(outcome: unknown, ...words: readonly string[]): void {
  expect(outcome).toBeInstanceOf(SetupError);
  const { message } = outcome as SetupError;
  for (const word of words) expect(message).toContain(word);
  expect(message).not.toMatch(/\n|a-secret-token/);
  expect(message.length).toBeLessThan(250);
}

describe('starting on Discord', () => {
  it('with a token that is refused says so and what to set', async () => {
    server.revokeToken('a-secret-token');
    oneSentence(await started(), 'refuses the token', 'DISCORD_TOKEN');
  });

  it('with the message content intent switched off says where to switch it on', async () => {
    Object.assign(server.portal, { messageContent: false });
    oneSentence(await started(), 'Message Content Intent', 'Developer Portal');
  });

  it('without reaching Discord says where it was looked for', async () => {
    oneSentence(await started('http://127.0.0.1:9/api'), 'http://127.0.0.1:9/api', 'DISCORD_API_URL');
  });
});

describe('the settings of Discord', () => {
  it('are off without any, and a named error with a part of them', () => {
    expect(discordSettings({})).toBeUndefined();
    expect(discordSettings({ DISCORD_TOKEN: ' ' })).toBeUndefined();
    expect(() => discordSettings({ DISCORD_API_URL: 'http://127.0.0.1:1/api' })).toThrow(/DISCORD_TOKEN is missing/);
    expect(() => discordSettings({ DISCORD_TOKEN: 'a\u00e9b' })).toThrow(/DISCORD_TOKEN holds characters/);
    expect(() => discordSettings({ DISCORD_TOKEN: 'x', DISCORD_API_URL: 'discord' })).toThrow(/DISCORD_API_URL is not/);
  });

  it.each(['http://127.0.0.1:1/api', 'http://127.0.0.1:1/api/', 'http://127.0.0.1:1/api/v10/'])(
    'take the address as %s',
    (address) => {
      expect(discordSettings({ DISCORD_TOKEN: 'x', DISCORD_API_URL: address })?.apiUrl).toBe('http://127.0.0.1:1/api');
    },
  );
});
