import { eventTypes, modes, tickets, words } from '../../support/slack-facts';
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
  it('more messages than fit on a page are all there, in their order', async () => {
    const { w, root } = await asked(mode);
    await whileDown(w, () => {
      for (let at = 0; at < 230; at++) w.slack.says('U0CAROL', 'C0ACME', `line ${at}`, { threadTs: root });
    });
    const heard = (await words(w, 1)).slice(1).map(({ text }) => text);
    expect(heard).toEqual(Array.from({ length: 230 }, (_, at) => `line ${at}`));
  }, 60_000);

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
});
