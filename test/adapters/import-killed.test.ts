import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { sqliteEngine } from '../chaos/engines';
import { policyText } from '../support/applying';
import { accountsFile } from '../support/many-accounts';

/** What `npm run build` made. */
const CLI = join(__dirname, '../../dist/adapters/cli.js');
jest.setTimeout(120_000);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-killed-'));
  // Slack and Discord are the platforms of the built program.
  writeFileSync(join(folder, 'steward.yaml'), policyText().replaceAll('playground:', 'slack:'));
  writeFileSync(join(folder, 'a.csv'), accountsFile(COUNT, WRONG).replaceAll('playground:', 'slack:'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const [COUNT, WRONG] = [1_500, 30];

const runs = (words: readonly string[], database = 'desk.db'): ChildProcess =>
  spawn(process.execPath, [CLI, ...words], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: `sqlite:${database}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
async function ended(child: ChildProcess): Promise<{ readonly code: number | null; readonly out: string }> {
  const out: string[] = [];
  child.stdout?.on('data', (part) => out.push(String(part)));
  child.stderr?.on('data', (part) => out.push(String(part)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: out.join('') };
}
async function count(): Promise<number> {
  if (!existsSync(join(folder, 'desk.db'))) return 0;
  // The table may not be there yet.
  const rows = await (await sqliteEngine(folder))
    .rows<{ n: number }>('SELECT count(*) AS n FROM account')
    .catch(() => []);
  return rows[0]?.n ?? 0;
}
/** Kills it as soon as it has imported some more. Answers with how many accounts there are. */
async function killed(child: ChildProcess, more: number): Promise<number> {
  const enough = (await count()) + more;
  const exit = once(child, 'exit');
  while (child.exitCode === null && (await count()) < enough) await setTimeout(10);
  child.kill('SIGKILL');
  await exit;
  return count();
}

it('An import that is killed again and again is run to its end, and is as one that was not', async () => {
  const counts: number[] = [];
  for (const more of [200, 300, 300]) counts.push(await killed(runs(['import', 'accounts', 'a.csv']), more));
  expect(counts.every((there, at) => there > (counts[at - 1] ?? 0) && there < COUNT - WRONG)).toBe(true);
  const last = await ended(runs(['import', 'accounts', 'a.csv', '--json']));
  expect(last.code).toBe(1);
  const already = counts.at(-1) ?? 0;
  expect(JSON.parse(last.out)).toMatchObject({
    added: COUNT - WRONG - already,
    changed: 0,
    unchanged: already,
    failed: WRONG,
  });
  await ended(runs(['import', 'accounts', 'a.csv'], 'whole.db'));
  const printed = await ended(runs(['export', 'accounts']));
  expect(printed).toEqual(await ended(runs(['export', 'accounts', '-'], 'whole.db')));
  expect(printed.code).toBe(0);

  const again = await ended(runs(['import', 'accounts', 'a.csv', '--dry-run']));
  expect(again.code).toBe(1);
  expect(again.out).toContain('a.csv: 0 added, 0 changed, 1,470 unchanged, 30 not imported.');
  expect(again.out).toContain('Nothing was written: this was a dry run.');
  expect(await ended(runs(['export', 'accounts', 'out.csv']))).toEqual({
    code: 0,
    out: 'out.csv has 1,470 accounts.\n',
  });
  expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toBe(printed.out);
  expect(await ended(runs(['import', 'acounts', 'a.csv']))).toEqual({
    code: 1,
    out: 'There are no files of "acounts". Write accounts, contacts or subscriptions.\n',
  });
});
