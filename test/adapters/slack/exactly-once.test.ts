import { BOT, card, eventTypes, history, modes, tickets, told, words } from '../../support/slack-facts';
import { type Mode, type SlackWorld, slackWorld } from '../../support/slack-world';

async function asked(mode: Mode): Promise<{ w: SlackWorld; root: string }> {
  const w = await slackWorld(mode);
  const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade to 5.2 fails on start');
  await w.settle();
  return { w, root };
}
const posts = (w: SlackWorld) => w.slack.calls('chat.postMessage').length;
/** The types of the events whose own message this is. */
const toldOf = (w: SlackWorld, ts: string) =>
  w.slack
    .deliveries(({ kind }) => kind === 'event')
    .map(({ body }) => body.event as { type: string; channel?: string; ts?: string })
    .filter((event) => event.channel === 'C0ACME' && event.ts === ts)
    .map(({ type }) => type);
const again = async (w: SlackWorld, marked: 'retry' | 'new') => {
  for (const { id } of w.slack.deliveries()) await w.slack.redeliver(id, marked);
  await w.settle();
};

describe.each(modes)('one effect over %s', (mode) => {
  it.each(['retry', 'new'] as const)('for everything delivered again, marked as %s', async (marked) => {
    const { w, root } = await asked(mode);
    await w.slack.slash('U0ALICE', 'C0ACME', '/ticket', 'claim 1');
    w.slack.says('U0ALICE', 'C0ACME', 'Which version?', { threadTs: root });
    w.slack.says('U0CAROL', 'C0ACME', 'Version 5.2', { threadTs: root });
    w.slack.reacts('U0CAROL', 'C0ACME', root, 'rotating_light');
    w.slack.reacts('U0CAROL', 'C0ACME', root, 'white_check_mark');
    await w.settle();
    const before = [await history(w, 1), posts(w), w.reads('C0TRIAGE'), told(w, 'U0ALICE')];
    expect(await eventTypes(w, 1)).toEqual(['opened', 'claimed', 'answered', 'asked', 'severity_asked', 'resolved']);
    await again(w, marked);
    expect([await history(w, 1), posts(w), w.reads('C0TRIAGE'), told(w, 'U0ALICE')]).toEqual(before);
  });

  it('for a mention, which Slack tells of twice', async () => {
    const w = await slackWorld(mode);
    const ts = w.slack.says('U0CAROL', 'C0ACME', `<@${BOT}> the upgrade fails`);
    await w.settle();
    expect(toldOf(w, ts)).toEqual(['message', 'app_mention']);
    expect(await tickets(w)).toHaveLength(1);
    expect(await words(w, 1)).toHaveLength(1);
  });

  it.each(['message', 'app_mention'])('for a mention of which only the %s arrives', async (type) => {
    const w = await slackWorld(mode);
    w.slack.behaviours.delivers = (event) => event.type === type;
    w.slack.says('U0CAROL', 'C0ACME', `<@${BOT}> the upgrade fails`);
    await w.settle();
    expect(await tickets(w)).toHaveLength(1);
  });

  it('for a mentioned command, answered once', async () => {
    const { w, root } = await asked(mode);
    w.slack.says('U0ALICE', 'C0ACME', `<@${BOT}> claim`, { threadTs: root });
    await w.settle();
    expect(told(w, 'U0ALICE')).toEqual(['#1 is yours.']);
  });

  it('for a mention told of again because it was edited', async () => {
    const w = await slackWorld(mode);
    const ts = w.slack.says('U0CAROL', 'C0ACME', `<@${BOT}> the upgrade fails`);
    await w.settle();
    w.slack.edits('U0CAROL', 'C0ACME', ts, `<@${BOT}> the upgrade fails on start`);
    await w.settle();
    expect(toldOf(w, ts)).toEqual(['message', 'app_mention', 'app_mention']);
    expect(await tickets(w)).toHaveLength(1);
    expect(await eventTypes(w, 1)).toEqual(['opened', 'edited']);
  });

  it('for a command edited afterwards: it is not run a second time', async () => {
    const { w, root } = await asked(mode);
    const ts = w.slack.says('U0ALICE', 'C0ACME', `<@${BOT}> note call them at nine`, { threadTs: root });
    await w.settle();
    w.slack.edits('U0ALICE', 'C0ACME', ts, `<@${BOT}> note call them at ten`);
    await w.settle();
    expect((await eventTypes(w, 1)).filter((type) => type === 'noted')).toHaveLength(1);
  });

  it('and none at all for unfurls and for the desk’s own edits', async () => {
    const { w, root } = await asked(mode);
    await w.slack.slash('U0ALICE', 'C0ACME', '/ticket', 'claim 1');
    await w.settle();
    expect(w.slack.calls('chat.update').length).toBeGreaterThan(0);
    const before = await history(w, 1);
    w.slack.unfurls('C0ACME', root, 'Release notes');
    w.slack.unfurls('C0TRIAGE', card(w, 1).ts, 'Release notes');
    await w.settle();
    expect(await history(w, 1)).toEqual(before);
    expect(await words(w, 1)).toHaveLength(1);
    expect(w.reads('C0TRIAGE')).toHaveLength(1);
  });
});
