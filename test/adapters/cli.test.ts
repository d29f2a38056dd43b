import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SlackServer } from '../support/slack/slack-server';

const ROOT = join(__dirname, '../..');
const EXAMPLE = join(ROOT, 'steward.example.yaml');
jest.setTimeout(60_000);

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly complaint: string;
}
/** Runs a built program to its end, with nothing in its environment but what is given. */
async function runs(
  program: 'cli' | 'main',
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/adapters', `${program}.js`), ...words], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, complaint]: [string[], string[]] = [[], []];
  child.stdout.on('data', (part) => out.push(String(part)));
  child.stderr.on('data', (part) => complaint.push(String(part)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: out.join(''), complaint: complaint.join('') };
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steward-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('steward check', () => {
  it('finds the example in order', async () => {
    expect(await runs('cli', ['check', EXAMPLE])).toEqual({
      code: 0,
      out: `${EXAMPLE} is in order: 2 teams, 3 agents, 3 customer channels, 2 policies, 3 plans.\n`,
      complaint: '',
    });
  });

  it('names every place and its cure, without a stack trace, and ends with an error', async () => {
    const path = join(folder, 'steward.yaml');
    await writeFile(path, 'policies:\n  premium:\n    calendar: offce\n    targets: { S9: { first_response: 0m } }\n');
    const { code, out, complaint } = await runs('cli', ['check', path]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(complaint).toContain(`${path}:3:15 policies.premium.calendar`);
    expect(complaint).toMatch(/:4:\d+ policies\.premium\.targets\.S9/);
    expect(complaint).not.toMatch(/^ {4}at /m);
  });
});

describe('steward doctor', () => {
  let slack: SlackServer | undefined;
  afterEach(() => slack?.close());

  it('ends with 1 when something is broken and with 0 when nothing is, and leaves nothing behind', async () => {
    const now = () => Date.now();
    slack = new SlackServer({ now, users: [{ id: 'U0ALICE', name: 'alice' }], channels: [] });
    await slack.start();
    const path = join(folder, 'steward.yaml');
    const example = await readFile(EXAMPLE, 'utf8');
    await writeFile(path, example);
    const env = {
      SLACK_BOT_TOKEN: 'xoxb-of-the-tests',
      SLACK_APP_TOKEN: 'xapp-of-the-tests',
      SLACK_API_URL: slack.apiUrl,
      STEWARD_CONFIG: path,
      DATABASE_URL: `sqlite:${join(folder, 'desk.db')}`,
    };
    const broken = await runs('cli', ['doctor'], env);
    expect({ code: broken.code, complaint: broken.complaint }).toEqual({ code: 1, complaint: '' });
    expect(broken.out).toContain('✗ Slack: There is no channel C0TRIAGE, the triage channel of Core team');
    expect(broken.out).toMatch(/\n\n\d+ things are broken, \d+ to look at\.\n$/);
    expect(broken.out).not.toContain('-of-the-tests');

    const { SLACK_API_URL: _url, SLACK_BOT_TOKEN: _bot, SLACK_APP_TOKEN: _app, ...none } = env;
    const fine = await runs('cli', ['doctor', '--json'], none);
    expect({ code: fine.code, complaint: fine.complaint }).toEqual({ code: 0, complaint: '' });
    const { findings } = JSON.parse(fine.out) as { findings: readonly { readonly state: string }[] };
    expect(findings.map(({ state }) => state)).not.toContain('broken');
    expect(await readdir(folder)).toEqual(['steward.yaml']);
  });
});

describe('steward manifest', () => {
  it('prints the one of the platform that is named, as YAML or as JSON', async () => {
    const yaml = await runs('cli', ['manifest', 'slack']);
    const json = await runs('cli', ['manifest', 'slack', '--url', 'https://desk.example.com', '--json']);
    expect([yaml.code, json.code]).toEqual([0, 0]);
    expect(yaml.out).toMatch(/^_metadata:\n {2}major_version: 1\n/);
    expect(yaml.out).toContain('socket_mode_enabled: true');
    expect(JSON.parse(json.out)).toMatchObject({ settings: { socket_mode_enabled: false } });
  });

  it('of an unknown platform, or at an address Slack does not call, says what would work', async () => {
    const unknown = await runs('cli', ['manifest', 'irc']);
    expect(unknown.complaint).toMatch(/^There is no manifest for "irc"\. Try `steward manifest slack`/);
    const plain = await runs('cli', ['manifest', 'slack', '--url', 'http://desk.example.com']);
    expect(plain.complaint).toMatch(/^Slack only calls https addresses/);
    expect([unknown.code, plain.code]).toEqual([1, 1]);
  });
});

describe('steward sla', () => {
  const CASES = join(ROOT, 'test/fixtures/sla-cases.json');

  it('explains and replays a file of cases, and leaves the other cases to the other command', async () => {
    const explained = await runs('cli', ['sla', 'explain', CASES]);
    expect(explained).toMatchObject({ code: 0, complaint: '' });
    expect(explained.out).toContain('Due Sun 7 Jan 2007, 10:00 in UTC.');
    expect(explained.out).toContain('32 more are lifecycles: `steward sla replay`.');
    const replayed = await runs('cli', ['sla', 'replay', '--json', CASES]);
    expect(JSON.parse(replayed.out).results).toHaveLength(32);
  });

  it('answers the good cases of a file beside a bad one, which says why', async () => {
    const path = join(folder, 'cases.json');
    const good = { id: 'good', kind: 'elapsed', calendar: {}, start: '2026-11-23T09:00Z', end: '2026-11-23T09:00Z' };
    await writeFile(path, JSON.stringify({ cases: [{ id: 'bad', kind: 'deadline' }, 5, good] }));
    const { code, out } = await runs('cli', ['sla', 'explain', path, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out).results).toEqual([
      { id: 'bad', error: expect.stringContaining('"calendar" is missing') },
      { id: 'case 2', error: expect.stringContaining('not an object with a "kind"') },
      { id: 'good', openSeconds: 0 },
    ]);
  });

  it.each([
    ['that is not there', undefined, 'There is no such file: give the path of a file of cases.'],
    ['that is no JSON', '{', 'is not JSON'],
    ['whose cases are no list', '{"cases": 1}', 'is not a list. Write {"cases": [...]}.'],
  ])('ends with one sentence for a file %s', async (_name, content, sentence) => {
    const path = join(folder, 'cases.json');
    if (content !== undefined) await writeFile(path, content);
    for (const question of ['explain', 'replay']) {
      const { code, out, complaint } = await runs('cli', ['sla', question, path]);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(complaint).toContain(sentence);
      expect(complaint.trim().split('\n')).toHaveLength(1);
    }
  });
});

describe('a start that cannot succeed is one sentence and an error', () => {
  const settings = (more: Readonly<Record<string, string>>) => ({
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 'secret',
    STEWARD_CONFIG: EXAMPLE,
    DATABASE_URL: `sqlite:${join(folder, 'desk.db')}`,
    PORT: '0',
    ...more,
  });
  const oneSentence = ({ code, out, complaint }: Ended) => {
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(complaint).not.toMatch(/^ {4}at /m);
    expect(complaint.trim().split('\n')).toHaveLength(1);
    return complaint.trim();
  };

  it('with a token that Slack refuses', async () => {
    const slack = new SlackServer({ now: () => Date.now() });
    await slack.start();
    slack.revokeToken('xoxb-1');
    const ended = await runs('main', [], settings({ SLACK_API_URL: slack.apiUrl }));
    await slack.close();
    expect(oneSentence(ended)).toBe(
      'Slack refuses the bot token (token_revoked). Set SLACK_BOT_TOKEN to the bot token of your app (it begins with xoxb-).',
    );
  });

  it('with an address nobody answers at', async () => {
    const ended = await runs('main', [], settings({ SLACK_API_URL: 'http://127.0.0.1:1/api/' }));
    expect(oneSentence(ended)).toContain('Slack cannot be reached at http://127.0.0.1:1/api/');
  });

  it('with a database that cannot be opened', async () => {
    const ended = await runs('main', [], settings({ DATABASE_URL: `sqlite:${EXAMPLE}/desk.db` }));
    expect(oneSentence(ended)).toContain('set DATABASE_URL to another place');
  });

  it('with a file that is no database', async () => {
    const path = join(folder, 'letter.txt');
    await writeFile(path, 'Dear Steward, this is no database.\n'.repeat(100));
    const ended = await runs('main', [], settings({ DATABASE_URL: `sqlite:${path}` }));
    expect(oneSentence(ended)).toContain('if it is not a Steward database, set DATABASE_URL to another place');
  });

  it('with half of the Slack settings', async () => {
    const { SLACK_SIGNING_SECRET: _left, ...half } = settings({});
    expect(oneSentence(await runs('main', [], half))).toContain('Slack has no way in');
  });
});

describe('steward apply', () => {
  it('shows what would change, writes nothing without --yes, and has nothing left to do after it', async () => {
    const database = join(folder, 'desk.db');
    const env = { DATABASE_URL: `sqlite:${database}` };
    const shown = await runs('cli', ['apply', EXAMPLE], env);
    expect(shown).toMatchObject({ code: 0, complaint: '' });
    expect(shown.out).toMatch(/^premium is new\n {2}counts the open time of "always"\n {2}S1 first answer: 30 min\n/);
    expect(shown.out).toContain(`Nothing was changed. To do this: steward apply ${EXAMPLE} --yes`);
    expect(await readdir(folder)).toEqual([]);
    const done = await runs('cli', ['apply', EXAMPLE, '--yes'], env);
    expect(done).toMatchObject({ code: 0, complaint: '' });
    expect(done.out).toContain('Version 1 of the policy file is in force.');
    const again = await runs('cli', ['apply', EXAMPLE, '--yes', '--json'], env);
    expect(JSON.parse(again.out)).toMatchObject({ policies: [], unchanged: 2, others: [], applied: false });
    const replayed = await runs('cli', ['sla', 'replay', '--ticket', '7'], env);
    expect(replayed).toMatchObject({ code: 1, complaint: 'There is no ticket #7 in this database.\n' });
  });
});
