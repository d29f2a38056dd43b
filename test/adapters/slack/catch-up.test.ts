import { instantOf } from '../../../src/adapters/slack/ids';
import { BOT, eventTypes, modes, thread, ticket, tickets, verdict, words } from '../../support/slack-facts';
import { type Mode, type SlackWorld, slackWorld } from '../../support/slack-world';

async function asked(mode: Mode): Promise<{ w: SlackWorld; root: string }> {
  const w = await slackWorld(mode);
  const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
  await w.settle();
  return { w, root };
}
/** The process is down for ten minutes, and in the middle of them this happens. */
async function whileDown(w: SlackWorld, acts: () => unknown): Promise<void> {
  await w.halt();
  await w.pass('5m');
  await w.slack.silently(acts);
  await w.pass('5m');
  await w.resume();
}

describe.each(modes)('after a restart over %s', (mode) => {
  it('a request made meanwhile is a ticket, begun when it was made, once', async () => {
    const w = await slackWorld(mode);
    let ts = '';
    await whileDown(w, () => {
      ts = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
    });
    expect(await tickets(w)).toHaveLength(1);
    expect((await ticket(w, 1)).startedAt).toBe(instantOf(ts));
    await w.restart();
    expect(await tickets(w)).toHaveLength(1);
    expect(w.reads('C0TRIAGE')).toHaveLength(1);
  });

  it('replies of both sides are recorded once, in their order, with their own times', async () => {
    const { w, root } = await asked(mode);
    const said: string[] = [];
    await whileDown(w, () => {
      said.push(w.slack.says('U0ALICE', 'C0ACME', 'Which version?', { threadTs: root }));
      said.push(w.slack.says('U0CAROL', 'C0ACME', '5.2', { threadTs: root }));
    });
    await w.restart();
    const [, ...heard] = await words(w, 1);
    expect(heard.map(({ text, sentAt }) => [text, sentAt])).toEqual([
      ['Which version?', instantOf(said[0] ?? '')],
      ['5.2', instantOf(said[1] ?? '')],
    ]);
    expect(await ticket(w, 1)).toMatchObject({ turn: 'ours', firstReplyAt: instantOf(said[0] ?? '') });
  });

  it('a request and its answer, both made meanwhile, are an answered ticket', async () => {
    const w = await slackWorld(mode);
    await whileDown(w, () => {
      const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
      w.slack.says('U0ALICE', 'C0ACME', 'Use 5.2.1', { threadTs: root });
    });
    await w.settle();
    expect(await verdict(w, 1, 'first_response')).toBe('met');
    expect(await words(w, 1)).toHaveLength(2);
  });

  it('a reply to a resolved ticket opens it again', async () => {
    const { w, root } = await asked(mode);
    await w.slack.slash('U0ALICE', 'C0ACME', '/ticket', 'resolve 1');
    await w.settle();
    await whileDown(w, () => w.slack.says('U0CAROL', 'C0ACME', 'It fails again', { threadTs: root }));
    expect(await ticket(w, 1)).toMatchObject({ status: 'open', turn: 'ours' });
  });

  it('a reply under the second message of a group is heard', async () => {
    const { w } = await asked(mode);
    const second = w.slack.says('U0CAROL', 'C0ACME', 'It says out of memory');
    await w.settle();
    await whileDown(w, () => w.slack.says('U0ALICE', 'C0ACME', 'Give it 4 GB', { threadTs: second }));
    expect(await verdict(w, 1, 'first_response')).toBe('met');
  });

  it('a note under the card is kept', async () => {
    const { w } = await asked(mode);
    const [card] = w.slack.messages('C0TRIAGE');
    await whileDown(w, () => w.slack.says('U0BOB', 'C0TRIAGE', 'Known bug', { threadTs: card?.ts ?? '' }));
    expect(await eventTypes(w, 1)).toEqual(['opened', 'noted']);
  });

  it('more messages than fit on a page are all there, in their order', async () => {
    const { w, root } = await asked(mode);
    await whileDown(w, () => {
      for (let at = 0; at < 230; at++) w.slack.says('U0CAROL', 'C0ACME', `line ${at}`, { threadTs: root });
    });
    const heard = (await words(w, 1)).slice(1).map(({ text }) => text);
    expect(heard).toEqual(Array.from({ length: 230 }, (_, at) => `line ${at}`));
  }, 60_000);

  it('a message edited meanwhile is recorded as it stands, and once', async () => {
    const w = await slackWorld(mode);
    await whileDown(w, () => {
      const ts = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fials');
      w.slack.edits('U0CAROL', 'C0ACME', ts, 'Upgrade fails');
    });
    expect((await tickets(w)).map(({ subject }) => subject)).toEqual(['Upgrade fails']);
  });

  it('an edit of a message known before is recorded', async () => {
    const { w, root } = await asked(mode);
    await whileDown(w, () => w.slack.edits('U0CAROL', 'C0ACME', root, 'Upgrade fails on 5.2'));
    expect((await words(w, 1)).map(({ text }) => text)).toEqual(['Upgrade fails on 5.2']);
  });

  it('the desk’s own words, joins and bots are passed over', async () => {
    const { w } = await asked(mode);
    await whileDown(w, () => {
      w.slack.joins('U0CHEN', 'C0ACME');
      w.slack.leaves('U0CHEN', 'C0ACME');
    });
    expect(await tickets(w)).toHaveLength(1);
    expect(await eventTypes(w, 1)).toEqual(['opened']);
  });

  it('a mentioned command of an agent is not run hours late without a word', async () => {
    const { w, root } = await asked(mode);
    await whileDown(w, () => w.slack.says('U0ALICE', 'C0ACME', `<@${BOT}> claim`, { threadTs: root }));
    const { assignee } = await ticket(w, 1);
    const heard = w.slack.ephemerals('U0ALICE').map((shown) => w.slack.plain(shown));
    expect([assignee?.name, heard]).toEqual(['Alice', ['#1 is yours.']]);
    expect(thread(w, 'C0ACME', root)).toHaveLength(1);
  });
});
