import { BOT, eventTypes, modes, ticket, tickets, verdict, words } from '../../support/slack-facts';
import { type Mode, type SlackWorld, slackWorld } from '../../support/slack-world';

/** The desk after `acts`, whose events come in the order they were done or the other way round. */
async function told(mode: Mode, order: 'as done' | 'reversed', acts: (w: SlackWorld) => void): Promise<SlackWorld> {
  const w = await slackWorld(mode);
  w.slack.hold();
  acts(w);
  await w.slack.release((held) => (order === 'reversed' ? held.toReversed() : held));
  await w.settle();
  return w;
}
const orders = ['as done', 'reversed'] as const;

describe.each(modes)('events over %s', (mode) => {
  it.each(orders)('%s: a request and its answer make one answered ticket', async (order) => {
    const w = await told(mode, order, ({ slack }) => {
      const root = slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
      slack.says('U0ALICE', 'C0ACME', 'Which version?', { threadTs: root });
    });
    expect(await tickets(w)).toHaveLength(1);
    expect(await verdict(w, 1, 'first_response')).toBe('met');
    expect(await words(w, 1)).toHaveLength(2);
  });

  it.each(orders)('%s: a request and the customer’s own reply in its thread make one ticket', async (order) => {
    const w = await told(mode, order, ({ slack }) => {
      const root = slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
      slack.says('U0CAROL', 'C0ACME', 'Here is the log: out of memory', { threadTs: root });
    });
    expect((await tickets(w)).map(({ subject }) => subject)).toEqual(['Upgrade fails']);
    expect(await words(w, 1)).toHaveLength(2);
  });

  it.each(orders)('%s: a request and the eyes on it make one claimed ticket', async (order) => {
    const w = await told(mode, order, ({ slack }) => {
      const root = slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
      slack.reacts('U0ALICE', 'C0ACME', root, 'eyes');
    });
    expect((await ticket(w, 1)).assignee?.name).toBe('Alice');
  });

  it.each(orders)('%s: a request edited at once reads as edited', async (order) => {
    const w = await told(mode, order, ({ slack }) => {
      const root = slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
      slack.edits('U0CAROL', 'C0ACME', root, 'Upgrade fails on 5.2');
    });
    expect((await words(w, 1)).map(({ text }) => text)).toEqual(['Upgrade fails on 5.2']);
  });

  it.each(orders)('%s: two requests of a group make one ticket, begun with the first', async (order) => {
    const w = await told(mode, order, ({ slack }) => {
      slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
      slack.says('U0CAROL', 'C0ACME', 'It says out of memory');
    });
    expect(await tickets(w)).toHaveLength(1);
    expect(await words(w, 1)).toHaveLength(2);
  });

  it.each(orders)('%s: a talk in the thread ends with whose turn it is', async (order) => {
    const w = await slackWorld(mode);
    const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
    await w.settle();
    w.slack.hold();
    w.slack.says('U0CAROL', 'C0ACME', 'It is version 5.2', { threadTs: root });
    w.slack.says('U0ALICE', 'C0ACME', 'Try 5.2.1', { threadTs: root });
    w.slack.says('U0CAROL', 'C0ACME', `<@${BOT}> it fails as well`, { threadTs: root });
    await w.slack.release((held) => (order === 'reversed' ? held.toReversed() : held));
    await w.settle();
    expect(await ticket(w, 1)).toMatchObject({ turn: 'ours', lastWordBy: 'carol', assignee: { name: 'Alice' } });
    expect((await eventTypes(w, 1)).filter((type) => type === 'answered')).toHaveLength(1);
    expect(await verdict(w, 1, 'first_response')).toBe('met');
  });
});
