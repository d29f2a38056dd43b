import { modes, onCard, parked, told } from '../../support/slack-facts';
import { type Mode, type SlackWorld, slackWorld } from '../../support/slack-world';

async function asked(mode: Mode): Promise<SlackWorld> {
  const w = await slackWorld(mode);
  w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
  await w.settle();
  return w;
}
/** All response_urls are used up: Slack knows none of them any more. */
function withoutResponseUrls(): void {
  jest.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('{"error":"used_url"}', { status: 404 }));
}
afterEach(() => jest.restoreAllMocks());

describe.each(modes)('an answer to one person over %s', (mode) => {
  it('whose address is gone is shown in the channel, to them alone', async () => {
    const w = await asked(mode);
    withoutResponseUrls();
    await w.slack.slash('U0ALICE', 'C0ACME', '/ticket', 'claim 1');
    await w.settle();
    expect(w.slack.ephemerals('U0ALICE').map(({ via }) => via)).toEqual(['chat.postEphemeral']);
    expect(told(w, 'U0ALICE')).toEqual(['#1 is yours.']);
  });

  it.each(['user_not_in_channel', 'channel_not_found', 'not_in_channel'])(
    'whose address is gone and who cannot be reached there (%s) comes directly',
    async (error) => {
      const w = await asked(mode);
      withoutResponseUrls();
      w.slack.script('chat.postEphemeral', { error });
      await w.slack.slash('U0ALICE', 'C0ACME', '/ticket', 'claim 1');
      await w.settle();
      expect(w.slack.ephemerals('U0ALICE')).toEqual([]);
      expect(told(w, 'U0ALICE')).toEqual(['#1 is yours.']);
      expect(await parked(w)).toBe(0);
    },
  );

  it('that Slack asks to send later comes later', async () => {
    const w = await asked(mode);
    withoutResponseUrls();
    w.slack.script('chat.postEphemeral', { status: 429, retryAfter: 20 });
    await w.slack.slash('U0ALICE', 'C0ACME', '/ticket', 'claim 1');
    await w.settle();
    expect(told(w, 'U0ALICE')).toEqual([]);
    await w.pass('1m');
    expect(told(w, 'U0ALICE')).toEqual(['#1 is yours.']);
  });

  it('to a button under a card stands in that thread, where it was pressed', async () => {
    const w = await asked(mode);
    w.slack.says('U0ALICE', 'C0TRIAGE', '<@U00BOT001> show', { threadTs: onCard(w, 1).ts });
    await w.settle();
    expect(w.slack.ephemerals('U0ALICE').map(({ threadTs }) => threadTs)).toEqual([onCard(w, 1).ts]);
  });

  it('does not undo what it tells of when it cannot be given at all', async () => {
    const w = await asked(mode);
    withoutResponseUrls();
    w.slack.script('chat.postEphemeral', { error: 'channel_not_found' });
    w.slack.script('conversations.open', { error: 'cannot_dm_bot' });
    await w.slack.slash('U0ALICE', 'C0ACME', '/ticket', 'claim 1');
    await w.settle();
    expect(w.reads('C0TRIAGE')).toEqual([expect.stringContaining('Alice has it')]);
    expect(await parked(w)).toBe(1);
  });
});
