import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = join(__dirname, '..');
const SRC = join(ROOT, 'src');

const walk = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : path.endsWith('.ts') ? [path] : [];
  });
const files = walk(SRC).map((path) => ({ path, name: relative(SRC, path), text: readFileSync(path, 'utf8') }));
const importsOf = (text: string): string[] =>
  [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)|(?:^|\n)import\s+'([^']+)'/g,
    ),
  ].map((found) => found[1] ?? found[2] ?? found[3] ?? '');
const isOurs = (specifier: string) => specifier.startsWith('.');
const target = (path: string, specifier: string) => relative(SRC, resolve(dirname(path), specifier));
const offences = (
  within: (name: string) => boolean,
  wrong: (specifier: string, to: string, name: string) => boolean,
): string[] =>
  files
    .filter(({ name }) => within(name))
    .flatMap(({ path, name, text }) =>
      importsOf(text)
        .filter((specifier) => wrong(specifier, isOurs(specifier) ? target(path, specifier) : specifier, name))
        .map((specifier) => `${name} imports ${specifier}`),
    );

describe('who may import whom', () => {
  it('core imports itself, zod and node:crypto, and no SDK, driver or adapter', () => {
    expect(
      offences(
        (name) => name.startsWith('core/'),
        (specifier, to) => (isOurs(specifier) ? !to.startsWith('core/') : !['zod', 'node:crypto'].includes(specifier)),
      ),
    ).toEqual([]);
  });

  it('a command imports core and zod, never the store or another command', () => {
    expect(
      offences(
        (name) => name.startsWith('commands/') && name !== 'commands/load.ts',
        (specifier, to) => (isOurs(specifier) ? !to.startsWith('core/') || to === 'core/steward' : specifier !== 'zod'),
      ),
    ).toEqual([]);
  });

  it('an adapter imports no other adapter, and commands are known to the entry points alone', () => {
    const folders = ['slack', 'discord', 'playground', 'database', 'doctor', 'web'];
    expect(
      offences(
        (name) => folders.some((folder) => name.startsWith(`adapters/${folder}/`)),
        (specifier, to, name) =>
          isOurs(specifier) &&
          (to.startsWith('commands/') ||
            folders.some((folder) => to.startsWith(`adapters/${folder}`) && !name.startsWith(`adapters/${folder}/`))),
      ),
    ).toEqual([]);
  });

  it.each([
    ['@slack/bolt', 'adapters/slack/'],
    ['discord.js', 'adapters/discord/'],
    ['typeorm', 'adapters/database/'],
    ['sqlite3', 'adapters/database/sqlite.ts'],
    ['node-schedule', 'adapters/scheduler.ts'],
    ['pino', 'adapters/log.ts'],
    ['commander', 'adapters/cli.ts'],
    ['csv-stringify', 'adapters/csv.ts'],
    ['csv-parse', 'adapters/csv.ts'],
  ])('%s has one home', (library, home) => {
    // Its parts too, such as `csv-parse/sync`.
    const isIt = (specifier: string) => specifier === library || specifier.startsWith(`${library}/`);
    expect(offences((name) => !name.startsWith(home), isIt)).toEqual([]);
    expect(files.some(({ name, text }) => name.startsWith(home) && importsOf(text).some(isIt))).toBe(true);
  });

  it('the environment and the clock are read in their homes alone', () => {
    const found = (pattern: RegExp, homes: readonly string[]) =>
      files.filter(({ name, text }) => pattern.test(text) && !homes.includes(name)).map(({ name }) => name);
    expect(found(/process\.env/, ['adapters/config.ts'])).toEqual([]);
    expect(
      found(/Date\.now\(|new Date\(\)|performance\.now\(/, ['adapters/clock.ts', 'core/calendar/zone.ts']),
    ).toEqual([]);
  });

  it('nothing imports in a circle, not even a type', () => {
    const graph = new Map(
      files.map(({ path, name, text }) => [
        name.replace(/\.ts$/, ''),
        importsOf(text)
          .filter(isOurs)
          .map((specifier) => {
            const to = target(path, specifier);
            return files.some((file) => file.name === `${to}.ts`) ? to : `${to}/index`;
          }),
      ]),
    );
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (name: string, way: readonly string[]): void => {
      if (way.includes(name)) circles.push([...way.slice(way.indexOf(name)), name].join(' > '));
      if (done.has(name) || way.includes(name)) return;
      for (const next of graph.get(name) ?? []) visit(next, [...way, name]);
      done.add(name);
    };
    for (const name of graph.keys()) visit(name, []);
    expect(circles).toEqual([]);
  });
});

describe('the README', () => {
  it('maps every folder of src and no other', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const mapped = [...readme.matchAll(/^\| `(src\/[^`]+)\/` \|/gm)].map(([, folder]) => folder).sort();
    const folders = [...new Set(walkFolders(SRC).map((path) => relative(ROOT, path)))].sort();
    expect(mapped).toEqual(folders);
  });
});

const walkFolders = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? [path, ...walkFolders(path)] : [];
  });
