import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteStore } from '../../../src/adapters/database/sqlite-store';
import { SlackPlatform } from '../../../src/adapters/slack/platform';
import type { SlackSettings } from '../../../src/adapters/slack/settings';
import { loadMenu } from '../../../src/commands/load';
import { fixedDesk } from '../../../src/core/desk/source';
import { SetupError } from '../../../src/core/errors';
import { Steward } from '../../../src/core/steward';
import { SlackServer } from '../../support/slack/slack-server';
import { people, SECRET, slackDesk } from '../../support/slack-world';
import { TestClock } from '../../support/test-clock';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
let slack: SlackServer;
let store: SqliteStore;
let folder: string;
beforeEach(async () => {
  const clock = new TestClock('2026-11-23T09:00:00Z');
  slack = new SlackServer({ now: () => clock.now(), ...people() });
  await slack.start();
  folder = await mkdtemp(join(tmpdir(), 'steward-slack-'));
  store = await SqliteStore.open(join(folder, 'desk.db'));
});
afterEach(async () => {
  await slack.close();
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const byHttp = { by: 'http', signingSecret: SECRET } as const;
const bySocket = { by: 'socket', appToken: 'xapp-1' } as const;
/** What the operator is told when the desk is started so. */
async function started(wayIn: SlackSettings['wayIn'], apiUrl = slack.apiUrl): Promise<unknown> {
  const clock = new TestClock('2026-11-23T09:00:00Z');
  const http = { handle: () => undefined };
  const platform = new SlackPlatform({ botToken: 'xoxb-1', wayIn, apiUrl }, { clock, log: quiet, http });
  const steward = new Steward({
    store,
    clock,
    desk: fixedDesk(slackDesk),
    menu: loadMenu(),
    log: quiet,
    platforms: [platform],
  });
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
  expect(message).not.toMatch(/\n|xoxb-1|xapp-1|test-signing-secret/);
  expect(message.length).toBeLessThan(250);
}

describe('starting on Slack', () => {
  it.each(['invalid_auth', 'not_authed', 'token_revoked', 'account_inactive', 'team_disabled'])(
    'with a bot token refused as %s says so and what to set',
    async (error) => {
      slack.script('auth.test', { error }, 10);
      for (const wayIn of [byHttp, bySocket]) oneSentence(await started(wayIn), error, 'SLACK_BOT_TOKEN');
    },
  );

  it('with an address nobody answers at says that it cannot be reached', async () => {
    oneSentence(await started(byHttp, 'http://127.0.0.1:1/api/'), 'cannot be reached', 'SLACK_API_URL');
  });

  it('with an address of something else than Slack says so', async () => {
    slack.script('auth.test', { status: 404 }, 10);
    oneSentence(await started(byHttp), 'SLACK_API_URL');
  });

  it.each([
    'invalid_auth',
    'not_authed',
    'account_inactive',
    'token_revoked',
    'not_allowed_token_type',
    'missing_scope',
  ])('with an app token refused as %s says so and what to set', async (error) => {
    slack.script('apps.connections.open', { error }, 1_000);
    oneSentence(await started(bySocket), error, 'SLACK_APP_TOKEN');
  });

  it('with Socket Mode that cannot be opened (500) says so', async () => {
    slack.script('apps.connections.open', { status: 500 }, 1_000);
    oneSentence(await started(bySocket), 'SLACK_APP_TOKEN');
  });
});
