import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { GatewayIntentBits, PermissionsBitField } from 'discord.js';
import { INTENTS } from '../src/adapters/discord/connection';
import { inviteAddress } from '../src/adapters/discord/invite';
import { platformModules } from '../src/adapters/platforms';
import { loadMenu } from '../src/commands/load';
import { type Command, menuOf } from '../src/core/command';

const ROOT = join(__dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const within = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));

const GUIDES = ['README.md', 'CONTRIBUTING.md', ...within('docs').filter((path) => path.endsWith('.md'))];
const guides = GUIDES.map((path) => ({ path, text: read(path) }));
const FILES = ['src', 'test', 'bench', 'docs', '.ci'].flatMap(within);
const code = ['src', 'test', 'bench'].flatMap(within).filter((path) => path.endsWith('.ts'));

/** Named in the guides, and made by whoever follows them. */
const EXAMPLES = [
  'src/commands/ticket-oldest.ts',
  'test/flow/oldest.test.ts',
  'src/adapters/NAME',
  'test/adapters/NAME',
  'test/contract/NAME.test.ts',
  'src/adapters/database/migrations/3-name.ts',
];
/** Of npm itself. */
const NPM = ['ci', 'install'];

/** Everything a pattern's first group finds in the guides, each as `guide: word`, but what is known. */
const unknown = (pattern: RegExp, isKnown: (word: string) => boolean): readonly string[] =>
  guides.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].flatMap(([, word = '']) => (isKnown(word) ? [] : [`${path}: ${word}`])),
  );

/** A test may be named by how its path begins, and several files by a star. A built file is there when its source is. */
function isThere(path: string): boolean {
  const source = path.replace(/^dist\/(.*)\.js$/, 'src/$1.ts');
  const [start = '', end] = source.replace(/\/$/, '').split('*');
  return EXAMPLES.includes(path) || FILES.some((file) => file.startsWith(start) && file.endsWith(end ?? ''));
}

/** As the pages that show a guide make it: `## On one machine` is `#on-one-machine`. */
const anchors = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

const columnOf = (marker: string): readonly string[] => {
  const table = new RegExp(`<!-- ${marker}:[^>]*-->\\n([\\s\\S]*?)<!-- /${marker} -->`).exec(read('docs/discord.md'));
  const cells = [...(table?.[1] ?? '').matchAll(/^\| ([^|]+) \| [^|]+ \|$/gm)].map(([, cell = '']) => cell);
  return cells.slice(2);
};
/** `SendMessagesInThreads` as Discord's pages show it. */
const spoken = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replace(' In ', ' in ');

describe('what the guides name is there:', () => {
  it('every script of npm', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
    expect(unknown(/\bnpm run (?:--silent )?([\w:-]+)/g, (name) => name in scripts)).toEqual([]);
    expect(unknown(/\bnpm (?!run\b)([a-z]+)/g, (name) => name in scripts || NPM.includes(name))).toEqual([]);
  });

  it('every command of `steward`, with its options and platforms', () => {
    const cli = read('src/adapters/cli.ts');
    const commands = [...cli.matchAll(/\.command\('(\w+)'/g)].map(([, name = '']) => name);
    const called = /(?:steward --|cli\.js|`steward)(?<!-u steward --) ([a-z]+)/g;
    expect(unknown(called, (name) => name === 'help' || commands.includes(name))).toEqual([]);
    const platforms = platformModules.filter(({ manifest }) => manifest !== undefined).map(({ name }) => name);
    expect(unknown(/(?:-- |`steward )manifest (\w+)/g, (name) => platforms.includes(name))).toEqual([]);
    const options = /(?:steward --|cli\.js|`steward)(?<!-u steward --) [a-z ]+ (--[a-z-]+)/g;
    expect(unknown(options, (option) => cli.includes(`'${option}`))).toEqual([]);
  });

  it('every environment variable, and every one that is read stands in the guide to configuration', () => {
    const ours = [...read('src/adapters/config.ts').matchAll(/given\('(\w+)'\)/g)].map(([, name = '']) => name);
    const settings = [...ours, ...platformModules.flatMap(({ variables }) => variables)];
    const tests = code.flatMap((path) => [...read(path).matchAll(/process\.env\.([A-Z_]+)/g)].map(([, name]) => name));
    const known = [...settings, ...tests];
    expect(unknown(/\b([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)\b/g, (name) => known.includes(name))).toEqual([]);
    const page = read('docs/configuration.md');
    expect(settings.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  });

  it('every file and folder of the checkout', () => {
    expect(unknown(/(?<![\w./-])((?:src|test|bench|docs|dist|\.ci)\/[\w./*-]*\w)/g, isThere)).toEqual([]);
  });

  it('every page and heading that is linked to', () => {
    const broken = guides.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].flatMap(([link, file = '', anchor]) => {
        const target = file === '' ? path : relative(ROOT, resolve(ROOT, dirname(path), file));
        const there = existsSync(join(ROOT, target));
        return there && (anchor === undefined || anchors(read(target)).includes(anchor)) ? [] : [`${path}: ${link}`];
      }),
    );
    expect(broken).toEqual([]);
  });
});

describe('the guide to Discord', () => {
  it('gives a reason for every permission the invite asks for, and for no other', () => {
    const asked = new URL(inviteAddress('1')).searchParams.get('permissions') ?? '';
    const names = new PermissionsBitField(BigInt(asked)).toArray().map(spoken);
    expect([...columnOf('permissions')].sort()).toEqual(names.sort());
  });

  it('gives a reason for every intent of the connection, and for no other', () => {
    expect(columnOf('intents')).toEqual(INTENTS.map((bit) => spoken(GatewayIntentBits[bit] ?? '')));
  });
});

describe('the guide for contributors', () => {
  it('shows a whole command that loads beside the others', () => {
    const shown = /```ts\n(\/\/ src\/commands\/[\s\S]*?)```/.exec(read('CONTRIBUTING.md'))?.[1] ?? '';
    const folder = mkdtempSync(join(tmpdir(), 'steward-docs-'));
    const path = join(folder, 'shown.ts');
    // It is read where it does not stand, so what it imports is named in full.
    const whole = (_all: string, from: string) =>
      `from ${JSON.stringify(from.startsWith('.') ? join(ROOT, 'src/commands', from) : require.resolve(from))}`;
    writeFileSync(path, shown.replace(/from '([^']+)'/g, whole));
    const command = (require(path) as { readonly default: Command }).default;
    rmSync(folder, { recursive: true });
    const found = menuOf([...loadMenu().commands, command]).find('oldest S2');
    expect(found?.spec).toMatchObject({
      name: 'ticket oldest',
      summary: expect.any(String),
      fields: [{ name: 'severity', kind: 'choice' }],
    });
  });
});
