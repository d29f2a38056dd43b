import { eventTypes, modes, ticket, told, verdict, words } from '../../support/slack-facts';
import { type Mode, type SlackWorld, slackWorld } from '../../support/slack-world';

/** Carol's #1 and Carl's #2 wait in #acme, Chen's #3 in #globex. */
async function waiting(mode: Mode): Promise<SlackWorld> {
  const w = await slackWorld(mode);
  w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
  await w.settle();
  w.slack.says('U0CARL', 'C0ACME', 'The licence page is blank');
  await w.settle();
  w.slack.says('U0CHEN', 'C0GLOBEX', 'The export hangs');
  await w.settle();
  return w;
}
const answered = async (w: SlackWorld) =>
  (await Promise.all([1, 2, 3].map((number) => eventTypes(w, number)))).map((types) => types.includes('answered'));
const question = (w: SlackWorld, user: string) => {
  const shown = w.slack.ephemerals(user).at(-1);
  if (shown === undefined) throw new Error(`${user} was asked nothing`);
  return { channel: shown.channel, ts: shown.ts };
};

describe.each(modes)('an agent’s answer outside of any thread over %s', (mode) => {
  it('answers the only ticket that waits in that channel', async () => {
    const w = await waiting(mode);
    w.slack.says('U0ALICE', 'C0GLOBEX', 'Try again now');
    await w.settle();
    expect(await answered(w)).toEqual([false, false, true]);
    expect(await verdict(w, 3, 'first_response')).toBe('met');
    expect(told(w, 'U0ALICE')).toEqual([]);
  });

  it('answers the ticket it names', async () => {
    const w = await waiting(mode);
    w.slack.says('U0BOB', 'C0ACME', 'On #2: reload the page');
    await w.settle();
    expect(await answered(w)).toEqual([false, true, false]);
    expect((await ticket(w, 2)).assignee?.name).toBe('bob');
  });

  it('that may mean several is asked about, of its author alone, with a button for each', async () => {
    const w = await waiting(mode);
    w.slack.says('U0ALICE', 'C0ACME', 'Please send the log');
    await w.settle();
    expect(await answered(w)).toEqual([false, false, false]);
    expect(told(w, 'U0ALICE')).toEqual([expect.stringContaining('[#1 Upgrade fails] [#2 The licence page is blank]')]);
    for (const other of ['U0BOB', 'U0CAROL', 'U0DANA']) expect(told(w, other)).toEqual([]);
    expect(w.reads('C0ACME')).toEqual(['Upgrade fails', 'The licence page is blank', 'Please send the log']);
  });

  it('counts, once chosen, with its own time', async () => {
    const w = await waiting(mode);
    await w.pass('30m');
    const at = w.clock.now();
    w.slack.says('U0ALICE', 'C0ACME', 'Please send the log');
    await w.settle();
    await w.pass('20m');
    await w.slack.clicks('U0ALICE', question(w, 'U0ALICE'), '#2 The licence page is blank');
    await w.settle();
    expect(await answered(w)).toEqual([false, true, false]);
    expect((await ticket(w, 2)).firstReplyAt).toBe(at);
    expect((await words(w, 2)).map(({ text, side }) => [side, text])).toContainEqual(['ours', 'Please send the log']);
    expect(told(w, 'U0ALICE').at(-1)).toBe('Counted as your answer to #2.');
  });

  it('counts in time although chosen after the promise was broken', async () => {
    const w = await waiting(mode);
    await w.pass('3h 50m');
    w.slack.says('U0ALICE', 'C0ACME', 'Please send the log');
    await w.settle();
    await w.pass('20m');
    expect(await verdict(w, 2, 'first_response')).toBe('running');
    await w.slack.clicks('U0ALICE', question(w, 'U0ALICE'), '#2 The licence page is blank');
    await w.settle();
    expect(await verdict(w, 2, 'first_response')).toBe('met');
    const alerts = w.reads('C0TRIAGE').filter((text) => text.includes('#2 (Acme') && text.includes('sent before'));
    expect(alerts).toHaveLength(1);
  });

  it('chosen twice counts once', async () => {
    const w = await waiting(mode);
    w.slack.says('U0ALICE', 'C0ACME', 'Please send the log');
    await w.settle();
    const asked = question(w, 'U0ALICE');
    await w.slack.clicks('U0ALICE', asked, '#1 Upgrade fails');
    await w.slack.clicks('U0ALICE', asked, '#1 Upgrade fails');
    await w.settle();
    expect((await eventTypes(w, 1)).filter((type) => type === 'answered')).toHaveLength(1);
  });

  it('chosen for one ticket and then for another is not said to count for both', async () => {
    const w = await waiting(mode);
    w.slack.says('U0ALICE', 'C0ACME', 'Please send the log');
    await w.settle();
    const asked = question(w, 'U0ALICE');
    await w.slack.clicks('U0ALICE', asked, '#1 Upgrade fails');
    await w.settle();
    await w.slack.clicks('U0ALICE', asked, '#2 The licence page is blank');
    await w.settle();
    expect(await answered(w)).toEqual([true, false, false]);
    expect(told(w, 'U0ALICE')).not.toContain('Counted as your answer to #2.');
  });

  it('of a colleague who is no agent answers nothing', async () => {
    const w = await waiting(mode);
    w.slack.says('U0SAM', 'C0ACME', 'On #2: our sales team says hello');
    await w.settle();
    expect(await answered(w)).toEqual([false, false, false]);
  });
});
