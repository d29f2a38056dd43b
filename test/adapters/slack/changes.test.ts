import { eventTypes, modes, thread, ticket, tickets, words } from '../../support/slack-facts';
import { type Mode, type SlackWorld, slackWorld } from '../../support/slack-world';

async function asked(mode: Mode): Promise<{ w: SlackWorld; root: string }> {
  const w = await slackWorld(mode);
  const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
  await w.settle();
  return { w, root };
}

describe.each(modes)('messages over %s', (mode) => {
  it('deleted stay recorded as deleted, with or without replies under them', async () => {
    const { w, root } = await asked(mode);
    const reply = w.slack.says('U0CAROL', 'C0ACME', 'The password is hunter2', { threadTs: root });
    await w.settle();
    w.slack.deletes('U0CAROL', 'C0ACME', reply);
    await w.settle();
    w.slack.says('U0ALICE', 'C0ACME', 'Which version?', { threadTs: root });
    w.slack.deletes('U0CAROL', 'C0ACME', root);
    await w.settle();
    const kept = await words(w, 1);
    expect(kept.map(({ deletedAt }) => deletedAt !== undefined)).toEqual([true, true, false]);
    expect((await eventTypes(w, 1)).filter((type) => type === 'deleted')).toHaveLength(2);
    expect((await ticket(w, 1)).status).toBe('open');
  });

  it('with files are recorded with name, type, size and link, though the event only hints at them', async () => {
    const w = await slackWorld(mode);
    const files = [{ name: 'crash.log', mimetype: 'text/plain', content: 'boom' }];
    w.slack.says('U0CAROL', 'C0ACME', 'It crashes', { files });
    await w.settle();
    const [first] = await words(w, 1);
    expect(first?.files).toEqual([
      { name: 'crash.log', type: 'text/plain', size: 4, url: expect.stringContaining('/crash.log') },
    ]);
  });

  it('that are only a file are a request, named after the file', async () => {
    const w = await slackWorld(mode);
    w.slack.says('U0CAROL', 'C0ACME', '', { files: [{ name: 'crash.log' }] });
    await w.settle();
    expect((await tickets(w)).map(({ subject }) => subject)).toEqual(['crash.log']);
  });

  it('with a file that Slack will not tell about are not lost', async () => {
    const w = await slackWorld(mode);
    w.slack.script('files.info', { error: 'file_not_found' });
    w.slack.says('U0CAROL', 'C0ACME', 'It crashes', { files: [{ name: 'crash.log' }] });
    await w.settle();
    expect((await words(w, 1))[0]?.files).toHaveLength(1);
  });

  it('mentioning the desk in a file upload, where no app_mention comes, are heard', async () => {
    const { w, root } = await asked(mode);
    w.slack.says('U0ALICE', 'C0ACME', '<@U00BOT001> claim', { threadTs: root, files: [{ name: 'a.txt' }] });
    await w.settle();
    expect((await ticket(w, 1)).assignee?.name).toBe('Alice');
  });

  it('in a thread sent to the channel as well are one word on the ticket of that thread', async () => {
    const { w, root } = await asked(mode);
    w.slack.says('U0CAROL', 'C0ACME', 'It says out of memory', { threadTs: root, broadcast: true });
    w.slack.says('U0ALICE', 'C0ACME', 'Give it 4 GB', { threadTs: root, broadcast: true });
    await w.settle();
    await w.restart();
    expect(await tickets(w)).toHaveLength(1);
    expect((await words(w, 1)).map(({ side }) => side)).toEqual(['theirs', 'theirs', 'ours']);
    expect(thread(w, 'C0ACME', root)).toHaveLength(2);
  });

  it('said as /me are words like any other', async () => {
    const w = await slackWorld(mode);
    w.slack.says('U0CAROL', 'C0ACME', 'cannot start the server any more', { subtype: 'me_message' });
    await w.settle();
    expect(await tickets(w)).toHaveLength(1);
  });

  it.each(['bot_message', 'channel_join', 'channel_topic', 'channel_leave', 'pinned_item', 'bot_add', 'reminder_add'])(
    'of the kind %s open nothing',
    async (subtype) => {
      const w = await slackWorld(mode);
      w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails', { subtype });
      await w.settle();
      await w.restart();
      expect(await tickets(w)).toEqual([]);
    },
  );

  it('of another app open nothing', async () => {
    const w = await slackWorld(mode);
    w.slack.world.addUser({ id: 'U0OTHERBOT', name: 'pager', isBot: true });
    w.slack.world.place('C0ACME').members.add('U0OTHERBOT');
    w.slack.says('U0OTHERBOT', 'C0ACME', 'Disk full on node 7');
    await w.settle();
    expect(await tickets(w)).toEqual([]);
  });

  it('in channels the policy file does not name open nothing', async () => {
    const w = await slackWorld(mode);
    w.slack.world.addChannel({ id: 'C0OTHER', name: 'other', members: ['U0CAROL', 'U0ALICE'] });
    const ts = w.slack.says('U0CAROL', 'C0OTHER', 'Upgrade fails');
    w.slack.reacts('U0ALICE', 'C0OTHER', ts, 'ticket');
    await w.settle();
    expect(await tickets(w)).toEqual([]);
    expect(w.slack.messages('C0OTHER')).toHaveLength(1);
  });
});
