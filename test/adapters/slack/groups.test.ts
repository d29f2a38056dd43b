import { modes, ticket, told } from '../../support/slack-facts';
import { type Mode, type SlackWorld, slackWorld } from '../../support/slack-world';

async function asked(mode: Mode): Promise<SlackWorld> {
  const w = await slackWorld(mode);
  w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
  await w.settle();
  return w;
}
const setGroup = (w: SlackWorld, users: readonly string[]) =>
  void w.slack.world.userGroups.set('S0AGENTS', { id: 'S0AGENTS', handle: 'agents', name: 'Agents', users });
const claims = async (w: SlackWorld) => {
  await w.slack.slash('U0BOB', 'C0ACME', '/ticket', 'claim 1');
  await w.settle();
  return (await ticket(w, 1)).assignee?.name;
};

describe.each(modes)('an agent by user group over %s', (mode) => {
  it('is one no more a minute after being taken out', async () => {
    const w = await asked(mode);
    expect(await claims(w)).toBe('bob');
    await w.slack.slash('U0BOB', 'C0ACME', '/ticket', 'unclaim 1');
    setGroup(w, ['U0GUS']);
    await w.pass('1m');
    expect(await claims(w)).toBeUndefined();
    expect(told(w, 'U0BOB').at(-1)).toContain('Only the support team can take a ticket');
  });

  it.each(['subteam_members_changed', 'subteam_updated'])('is one no more as soon as Slack says %s', async (type) => {
    const w = await asked(mode);
    await w.slack.slash('U0BOB', 'C0ACME', '/ticket', 'show 1');
    await w.settle();
    setGroup(w, []);
    w.slack.emit({ type, subteam_id: 'S0AGENTS', subteam: { id: 'S0AGENTS' }, removed_users: ['U0BOB'] });
    await w.settle();
    expect(await claims(w)).toBeUndefined();
  });

  it('is one within a minute of being put in', async () => {
    const w = await asked(mode);
    setGroup(w, ['U0SAM']);
    await w.pass('1m');
    await w.slack.slash('U0SAM', 'C0ACME', '/ticket', 'claim 1');
    await w.settle();
    expect((await ticket(w, 1)).assignee?.name).toBe('sam');
  });

  it('that is gone altogether costs nobody else their rights: agents by name work on', async () => {
    const w = await asked(mode);
    w.slack.script('usergroups.users.list', { error: 'no_such_subteam' }, 100);
    await w.pass('2m');
    await w.slack.slash('U0ALICE', 'C0ACME', '/ticket', 'claim 1');
    await w.settle();
    expect((await ticket(w, 1)).assignee?.name).toBe('Alice');
  });
});
