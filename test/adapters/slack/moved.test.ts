import type { Desk } from '../../../src/core/desk/desk';
import { card, eventTypes, modes, parked, thread, ticket, told, words } from '../../support/slack-facts';
import { type Mode, type SlackWorld, slackDesk, slackWorld } from '../../support/slack-world';

/** Carol has asked in #acme, which then got another id. */
async function moved(mode: Mode): Promise<{ readonly w: SlackWorld; readonly root: string }> {
  const w = await slackWorld(mode);
  const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
  await w.settle();
  w.slack.movesChannel('C0ACME', 'C0SHARED');
  await w.settle();
  return { w, root };
}
const troubles = (w: SlackWorld) => w.logged.filter((line) => !line.includes('trigger'));

describe.each(modes)('a channel that got another id, over %s', (mode) => {
  it('is the same to the desk: what is said, edited and signed there counts', async () => {
    const { w, root } = await moved(mode);
    const word = w.slack.says('U0CAROL', 'C0SHARED', 'It is 5.2.7', { threadTs: root });
    await w.settle();
    w.slack.edits('U0CAROL', 'C0SHARED', word, 'It is 5.2.8');
    w.slack.reacts('U0ALICE', 'C0SHARED', root, 'eyes');
    await w.settle();
    expect((await words(w, 1)).map(({ text }) => text)).toEqual(['Upgrade fails', 'It is 5.2.8']);
    expect((await ticket(w, 1)).assignee?.name).toBe('Alice');
    await w.pass('2h');
    w.slack.says('U0CAROL', 'C0SHARED', 'Another thing');
    await w.settle();
    expect((await ticket(w, 2)).account).toBe('Acme');
    expect(troubles(w)).toEqual([]);
  });

  it('is written to under its new id, in threads begun before too', async () => {
    const { w, root } = await moved(mode);
    await w.slack.slash('U0ALICE', 'C0TRIAGE', '/ticket', 'reply 1 Use 5.2.8');
    await w.slack.slash('U0ALICE', 'C0SHARED', '/ticket', 'claim 1');
    await w.settle();
    expect(thread(w, 'C0SHARED', root)).toEqual([expect.stringContaining('Use 5.2.8')]);
    expect(w.slack.message('C0SHARED', root)?.reactions.map(({ name }) => name)).toContain('eyes');
    expect(w.slack.plain(card(w, 1))).toContain('carol in <#C0SHARED>');
    expect(await parked(w)).toBe(0);
  });

  it('has what the desk missed fetched from where it stood', async () => {
    const { w } = await moved(mode);
    await w.pass('2h');
    await w.halt();
    w.slack.says('U0CARL', 'C0SHARED', 'The export hangs');
    await w.resume();
    expect(await ticket(w, 2)).toMatchObject({ account: 'Acme', subject: 'The export hangs' });
  });

  it('gets what could not be sent while nobody had told of the new id', async () => {
    const w = await slackWorld(mode);
    const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
    await w.settle();
    const tell = w.slack.movesChannelUntold('C0ACME', 'C0SHARED');
    await w.slack.slash('U0ALICE', 'C0TRIAGE', '/ticket', 'reply 1 Use 5.2.8');
    await w.settle();
    expect(await parked(w)).toBeGreaterThan(0);
    tell();
    await w.settle();
    expect(thread(w, 'C0SHARED', root)).toEqual([expect.stringContaining('Use 5.2.8')]);
    expect(await parked(w)).toBe(0);
  });

  it('is no stranger when somebody speaks there before Slack has told of the new id', async () => {
    const w = await slackWorld(mode);
    const tell = w.slack.movesChannelUntold('C0ACME', 'C0SHARED');
    w.slack.says('U0CAROL', 'C0SHARED', 'Upgrade fails');
    await w.settle();
    tell();
    await w.settle();
    expect(await ticket(w, 1)).toMatchObject({ account: 'Acme', channel: { placeId: 'C0ACME' } });
  });

  it('may move again, and be named by any of its ids', async () => {
    const { w, root } = await moved(mode);
    w.slack.movesChannel('C0SHARED', 'C0AGAIN');
    await w.settle();
    w.slack.says('U0CAROL', 'C0AGAIN', 'It is 5.2.7', { threadTs: root });
    await w.settle();
    expect(await eventTypes(w, 1)).toContain('asked');
    await w.slack.slash('U0DANA', 'C0TRIAGE', '/ticket', 'account channel Acme <#C0AGAIN|acme>');
    await w.settle();
    expect(told(w, 'U0DANA').at(-1)).toBe('<#C0AGAIN> is Acme’s already.');
  });

  it('may be named by its new id in the policy file too', async () => {
    const { w } = await moved(mode);
    w.slack.movesChannel('C0TRIAGE', 'C0TEAM');
    await w.settle();
    await w.halt();
    const text = JSON.stringify(slackDesk).replaceAll('C0ACME', 'C0SHARED').replaceAll('C0TRIAGE', 'C0TEAM');
    await w.resume(JSON.parse(text) as Desk);
    await w.pass('2h');
    w.slack.says('U0CAROL', 'C0SHARED', 'Another thing');
    await w.settle();
    await w.slack.slash('U0ALICE', 'C0TEAM', '/ticket', 'claim 2');
    await w.settle();
    expect(await ticket(w, 2)).toMatchObject({ account: 'Acme', assignee: { name: 'Alice' } });
    expect(w.reads('C0TEAM')).toHaveLength(2);
    expect(troubles(w)).toEqual([]);
  });

  it('of the team goes on too: cards are changed and commands taken there', async () => {
    const w = await slackWorld(mode);
    w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
    await w.settle();
    w.slack.movesChannel('C0TRIAGE', 'C0TEAM');
    await w.settle();
    await w.slack.slash('U0ALICE', 'C0TEAM', '/ticket', 'claim 1');
    await w.settle();
    expect(w.reads('C0TEAM').join()).toContain('Alice');
    await w.pass('2h');
    w.slack.says('U0CARL', 'C0ACME', 'The export hangs');
    await w.settle();
    expect(w.reads('C0TEAM')).toHaveLength(2);
    expect(await parked(w)).toBe(0);
  });
});
