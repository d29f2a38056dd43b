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
  it('carry a reply into the customer’s thread, which counts as the answer', async () => {
    const { w, root } = await asked(mode);
    const view = await formFrom(w, 'U0ALICE', 'Reply');
    expect(w.slack.plain(view)).toContain('What the customer will read');
    const sent = await w.slack.submits('U0ALICE', view, { text: 'Use <5.2.1> & restart' });
    await w.settle();
    expect(sent.error).toBeUndefined();
    expect(w.slack.viewOf('U0ALICE')).toBeUndefined();
    expect(thread(w, 'C0ACME', root)).toEqual(['Alice:\nUse <5.2.1> & restart']);
    expect(await ticket(w, 1)).toMatchObject({ turn: 'theirs', assignee: { name: 'Alice' } });
    expect(told(w, 'U0ALICE')).toEqual(['On its way to carol on #1.']);
  });

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

  it('set the severity from a choice of all four', async () => {
    const { w } = await asked(mode);
    const view = await formFrom(w, 'U0ALICE', 'Severity');
    expect(w.slack.plain(view)).toContain('S1 | S2 | S3 | S4');
    await w.slack.submits('U0ALICE', view, { severity: 'S1' });
    await w.settle();
    expect((await ticket(w, 1)).severity).toBe('S1');
    expect(w.reads('C0TRIAGE')).toEqual([expect.stringContaining('Acme · S1')]);
  });

  it('open from a slash command that lacks its text, and answer where it was typed', async () => {
    const { w, root } = await asked(mode);
    await w.slack.slash('U0ALICE', 'C0TRIAGE', '/ticket', 'reply 1');
    const view = w.slack.viewOf('U0ALICE');
    if (view === undefined) throw new Error('no form');
    await w.slack.submits('U0ALICE', view, { text: 'Use 5.2.1' });
    await w.settle();
    expect(thread(w, 'C0ACME', root)).toEqual(['Alice:\nUse 5.2.1']);
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
  it('open a ticket from a pleasantry, started when it was opened', async () => {
    const w = await slackWorld(mode);
    const ts = w.slack.says('U0CAROL', 'C0ACME', 'thanks!');
    await w.settle();
    expect(await tickets(w)).toEqual([]);
    await w.pass('1h');
    const startedAt = w.clock.now();
    await w.slack.shortcut('U0ALICE', 'ticket_open', 'C0ACME', ts);
    await w.settle();
    expect(await ticket(w, 1)).toMatchObject({ subject: 'thanks!', requester: { name: 'carol' }, startedAt });
    expect(told(w, 'U0ALICE')).toEqual(['Opened #1.']);
    await w.slack.shortcut('U0ALICE', 'ticket_open', 'C0ACME', ts);
    await w.settle();
    expect(told(w, 'U0ALICE')).toEqual(['Opened #1.', 'That message belongs to #1 already.']);
    expect(await tickets(w)).toHaveLength(1);
  });

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
