import { BOT, eventTypes, modes, thread, ticket } from '../../support/slack-facts';
import { type SlackWorld, slackWorld } from '../../support/slack-world';

/** Acme's #1, and its root's ts. */
async function asked(mode: 'http' | 'socket'): Promise<{ w: SlackWorld; root: string }> {
  const w = await slackWorld(mode);
  const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade to 5.2 fails on start');
  await w.settle();
  return { w, root };
}
type Way = (w: SlackWorld, root: string) => unknown;
/** What Slack alone writes in ways of its own. */
const WAYS: readonly (readonly [name: string, way: Way])[] = [
  ['eyes with a skin tone', (w, root) => w.slack.reacts('U0ALICE', 'C0ACME', root, 'eyes::skin-tone-2')],
  [
    'mention with a name',
    (w, root) => w.slack.says('U0ALICE', 'C0ACME', `<@${BOT}|steward> claim`, { threadTs: root }),
  ],
];

describe.each(modes)('claiming over %s', (mode) => {
  it.each(WAYS)('works by %s, once, and shows on card and message', async (_name, way) => {
    const { w, root } = await asked(mode);
    await way(w, root);
    await w.settle();
    expect((await ticket(w, 1)).assignee).toMatchObject({ name: 'Alice' });
    expect(await eventTypes(w, 1)).toEqual(['opened', 'claimed']);
    expect(w.reads('C0TRIAGE')).toEqual([expect.stringContaining('Alice has it')]);
    const signs = w.slack.message('C0ACME', root)?.reactions ?? [];
    expect(signs.find(({ name }) => name === 'eyes')?.users).toContain(BOT);
    expect(thread(w, 'C0ACME', root).filter((line) => !line.includes('claim'))).toEqual([]);
    expect(w.slack.unknownMethods()).toEqual([]);
    expect(w.logged).toEqual([]);
  });
});
