import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifest, SCOPES } from '../../../src/adapters/slack/manifest';
import { loadMenu } from '../../../src/commands/load';

const menu = loadMenu();
const FOLDER = join(__dirname, '../../../src/adapters/slack');
const sources = readdirSync(FOLDER)
  .filter((file) => file !== 'manifest.ts')
  .map((file) => readFileSync(join(FOLDER, file), 'utf8'))
  .join('\n');

/** The Web API methods our code calls, and the bot scopes Slack documents for them. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'apps.connections.open': [],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'files.info': ['files:read'],
  'reactions.add': ['reactions:write'],
  'reactions.remove': ['reactions:write'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
};
const OF_EVENTS = ['app_mentions:read', 'reactions:read', 'commands'];

describe('the Slack manifest', () => {
  it('asks for the scopes of every method that is called, and for no other', () => {
    const called = [...sources.matchAll(/client\.([a-zA-Z]+(?:\.[a-zA-Z]+){1,2})\(/g)].map(
      ([, method]) => method ?? '',
    );
    expect(called.filter((method) => NEEDED[method] === undefined)).toEqual([]);
    const needed = new Set([...called.flatMap((method) => NEEDED[method] ?? []), ...OF_EVENTS]);
    expect(Object.keys(SCOPES).sort()).toEqual([...needed].sort());
  });

  it('offers every command a person can type in the usage hint', () => {
    const [command] = (manifest(menu).features as { slash_commands: { usage_hint: string }[] }).slash_commands;
    for (const { name, audience } of menu.specs) {
      if (audience !== 'hidden' && name.startsWith('ticket '))
        expect(command?.usage_hint).toContain(name.replace('ticket ', ''));
    }
  });

  it('has a command behind every shortcut', () => {
    const { shortcuts } = manifest(menu).features as { shortcuts: { callback_id: string }[] };
    for (const { callback_id } of shortcuts) expect(menu.find(callback_id.replace('_', ' '))).toBeDefined();
  });

  it('names no address in Socket Mode and one everywhere over HTTP', () => {
    expect(JSON.stringify(manifest(menu))).not.toContain('http');
    const text = JSON.stringify(manifest(menu, 'https://desk.example.com/'));
    expect(text.match(/https:\/\/desk\.example\.com\/slack\/events/g)).toHaveLength(3);
  });

  it('is what docs/slack.md explains, scope by scope', () => {
    const page = readFileSync(join(__dirname, '../../../docs/slack.md'), 'utf8');
    const table = /<!-- scopes:[^>]*-->\n([\s\S]*?)<!-- \/scopes -->/.exec(page)?.[1] ?? '';
    const rows = [...table.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, scope, why]) => [scope, why]);
    expect(rows).toEqual(Object.entries(SCOPES));
  });
});
