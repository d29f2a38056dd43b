import { card, modes, parked, thread, ticket, tickets, verdict } from '../../support/slack-facts';
import { type Mode, type SlackWorld, slackWorld } from '../../support/slack-world';

async function asked(mode: Mode): Promise<{ w: SlackWorld; root: string }> {
  const w = await slackWorld(mode);
  const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
  await w.settle();
  return { w, root };
}
/** Slack takes the token again, as it takes a new one, and the process starts again with it. */
async function renewed(w: SlackWorld): Promise<void> {
  await w.halt();
  w.slack.clearScripts();
  await w.resume();
  await w.pass('1h');
}
const revoke = (w: SlackWorld, error = 'token_revoked') => void w.slack.script('*', { error }, 100_000);

describe.each(modes)('a bot token that is dead over %s', (mode) => {
  it.each(['token_revoked', 'invalid_auth', 'account_inactive'])(
    '(%s) shows in the health at the first word to send',
    async (error) => {
      const { w } = await asked(mode);
      expect(w.steward.troubles()).toEqual([]);
      revoke(w, error);
      await w.slack.slash('U0ALICE', 'C0TRIAGE', '/ticket', 'reply 1 Use 5.2.1');
      await w.settle();
      await w.pass('5m');
      expect(w.steward.troubles()).toEqual([expect.stringContaining(error)]);
      expect(w.steward.troubles().join()).toContain('SLACK_BOT_TOKEN');
    },
  );

  it('shows in the health although there is nothing to send, only something to hear', async () => {
    const { w } = await asked(mode);
    await w.pass('2m');
    revoke(w);
    w.slack.says('U0CARL', 'C0ACME', 'The licence page is blank');
    await w.settle();
    expect(w.steward.troubles()).toEqual([expect.stringContaining('token_revoked')]);
  });

  it('still lets the process end: nothing stays connected', async () => {
    const { w } = await asked(mode);
    w.slack.script('chat.postMessage', { error: 'token_revoked' }, 100);
    await w.slack.slash('U0ALICE', 'C0TRIAGE', '/ticket', 'reply 1 Use 5.2.1');
    await w.settle();
    expect(w.steward.troubles()).toEqual([expect.stringContaining('SLACK_BOT_TOKEN')]);
    await w.halt();
    expect(w.slack.connections).toBe(0);
  });

  it('loses nothing that was to be sent', async () => {
    const { w, root } = await asked(mode);
    w.slack.script('chat.postMessage', { error: 'token_revoked' }, 100_000);
    await w.slack.slash('U0ALICE', 'C0TRIAGE', '/ticket', 'reply 1 Use 5.2.1');
    await w.settle();
    await w.pass('20m');
    await renewed(w);
    expect(thread(w, 'C0ACME', root)).toEqual(['Alice:\nUse 5.2.1']);
    expect(await verdict(w, 1, 'first_response')).toBe('met');
    expect(await parked(w)).toBe(0);
  }, 60_000);

  it('loses nothing that was heard, however long it takes to renew it', async () => {
    const { w, root } = await asked(mode);
    await w.pass('2m');
    revoke(w);
    const at = w.clock.now();
    w.slack.says('U0ALICE', 'C0ACME', 'Use 5.2.1', { threadTs: root });
    w.slack.says('U0CHEN', 'C0GLOBEX', 'The export hangs');
    await w.settle();
    await w.pass('3h');
    await renewed(w);
    expect(await tickets(w)).toHaveLength(2);
    expect((await ticket(w, 2)).startedAt).toBe(at);
    expect((await ticket(w, 1)).firstReplyAt).toBe(at);
    expect(card(w, 2)).toBeDefined();
  }, 60_000);
});
