import { BOT, eventTypes, modes, onCard, thread, ticket, told } from '../../support/slack-facts';
import { type SlackWorld, slackWorld } from '../../support/slack-world';

/** Acme's #1, and its root's ts. */
async function asked(mode: 'http' | 'socket'): Promise<{ w: SlackWorld; root: string }> {
  const w = await slackWorld(mode);
  const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade to 5.2 fails on start');
  await w.settle();
  return { w, root };
}
type Way = (w: SlackWorld, root: string) => unknown;
const WAYS: readonly (readonly [name: string, way: Way])[] = [
  ['slash command', (w) => w.slack.slash('U0ALICE', 'C0ACME', '/ticket', 'claim 1')],
  ['eyes on the customer’s message', (w, root) => w.slack.reacts('U0ALICE', 'C0ACME', root, 'eyes')],
  ['eyes with a skin tone', (w, root) => w.slack.reacts('U0ALICE', 'C0ACME', root, 'eyes::skin-tone-2')],
  ['eyes on the card', (w) => w.slack.reacts('U0ALICE', 'C0TRIAGE', onCard(w, 1).ts, 'eyes')],
  ['the button on the card', (w) => w.slack.clicks('U0ALICE', onCard(w, 1), 'Claim')],
  ['mention in the thread', (w, root) => w.slack.says('U0ALICE', 'C0ACME', `<@${BOT}> claim`, { threadTs: root })],
  [
    'mention with a name',
    (w, root) => w.slack.says('U0ALICE', 'C0ACME', `<@${BOT}|steward> claim`, { threadTs: root }),
  ],
  [
    'mention under the card',
    (w) => w.slack.says('U0ALICE', 'C0TRIAGE', `<@${BOT}> claim`, { threadTs: onCard(w, 1).ts }),
  ],
  ['direct message', (w) => w.slack.says('U0ALICE', w.slack.direct('U0ALICE'), 'claim 1')],
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

  it('by two at once has one winner, and the other is told who', async () => {
    const { w } = await asked(mode);
    await Promise.all([
      w.slack.slash('U0ALICE', 'C0ACME', '/ticket', 'claim 1'),
      w.slack.slash('U0BOB', 'C0ACME', '/ticket', 'claim 1'),
    ]);
    await w.settle();
    const winner = (await ticket(w, 1)).assignee?.name;
    const [won, lost] = winner === 'Alice' ? ['U0ALICE', 'U0BOB'] : ['U0BOB', 'U0ALICE'];
    expect(told(w, won)).toEqual(['#1 is yours.']);
    expect(told(w, lost)).toEqual([expect.stringContaining(`${winner} claimed #1`)]);
  });
});
