import { eventTypes, modes, onCard, thread, ticket, tickets, told } from '../../support/slack-facts';
import { type Mode, type SlackWorld, slackWorld } from '../../support/slack-world';

async function asked(mode: Mode): Promise<{ w: SlackWorld; root: string }> {
  const w = await slackWorld(mode);
  const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade to 5.2 fails on start');
  await w.settle();
  return { w, root };
}
async function formFrom(w: SlackWorld, user: string, label: string) {
  await w.slack.clicks(user, onCard(w, 1), label);
  const view = w.slack.viewOf(user);
  if (view === undefined) throw new Error(`${label} opened no form`);
  return view;
}

describe.each(modes)('forms over %s', (mode) => {
  it('submitted twice act once', async () => {
    const { w, root } = await asked(mode);
    const view = await formFrom(w, 'U0ALICE', 'Reply');
    await w.slack.submits('U0ALICE', view, { text: 'Use 5.2.1' });
    view.state = 'open';
    await w.slack.submits('U0ALICE', view, { text: 'Use 5.2.1' });
    await w.settle();
    expect(thread(w, 'C0ACME', root)).toEqual(['Alice:\nUse 5.2.1']);
    expect((await eventTypes(w, 1)).filter((type) => type === 'answered')).toHaveLength(1);
  });

  it('dismissed change nothing', async () => {
    const { w, root } = await asked(mode);
    await w.slack.closesView('U0ALICE', await formFrom(w, 'U0ALICE', 'Reply'));
    await w.settle();
    expect(thread(w, 'C0ACME', root)).toEqual([]);
    expect(await eventTypes(w, 1)).toEqual(['opened']);
  });

  it('that Slack will not open leave a word on what was lacking', async () => {
    const { w } = await asked(mode);
    w.slack.script('views.open', { error: 'expired_trigger_id' });
    await w.slack.clicks('U0ALICE', onCard(w, 1), 'Reply');
    await w.settle();
    expect(told(w, 'U0ALICE')).toEqual([expect.stringContaining('I need one more thing')]);
  });
});

describe.each(modes)('message shortcuts over %s', (mode) => {
  it('open a ticket from a message that is only a file', async () => {
    const w = await slackWorld(mode);
    const ts = w.slack.says('U0ALICE', 'C0ACME', '', { files: [{ name: 'crash.log' }] });
    await w.settle();
    await w.slack.shortcut('U0ALICE', 'ticket_open', 'C0ACME', ts);
    await w.settle();
    expect((await tickets(w)).map(({ subject }) => subject)).toEqual(['crash.log']);
  });

  it('give an agent, alone, the actions on the ticket of a reply in its thread', async () => {
    const { w, root } = await asked(mode);
    const reply = w.slack.says('U0CAROL', 'C0ACME', 'any news?', { threadTs: root });
    await w.settle();
    await w.slack.shortcut('U0ALICE', 'ticket_actions', 'C0ACME', reply);
    await w.settle();
    const shown = w.slack.ephemerals('U0ALICE').at(-1);
    if (shown === undefined) throw new Error('nothing shown');
    expect(w.slack.plain(shown)).toContain('[Claim] [Reply] [Severity] [Not a request]');
    await w.slack.clicks('U0ALICE', { channel: 'C0ACME', ts: shown.ts }, 'Claim');
    await w.settle();
    expect((await ticket(w, 1)).assignee?.name).toBe('Alice');
  });
});
