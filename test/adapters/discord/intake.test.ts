import { discordWorld, idOf } from '../../support/discord-world';
import { eventTypes, ticket, tickets, words } from '../../support/stored';

describe('a request on Discord', () => {
  it('in a text channel becomes a ticket with the bot’s sign on it, and no thread', async () => {
    const w = await discordWorld();
    const asked = w.discord.says('carol', 'acme', 'Upgrade fails');
    await w.settle();
    expect(await ticket(w, 1)).toMatchObject({
      subject: 'Upgrade fails',
      account: 'Acme',
      requester: { name: 'Carol' },
      channel: { placeId: idOf('acme') },
    });
    expect(asked.reactions.map(({ emoji }) => emoji.name)).toEqual(['🎫']);
    expect(w.discord.threads('acme')).toEqual([]);
  });

  it('in a thread under another’s message is a ticket of that thread, and what follows there is a word on it', async () => {
    const w = await discordWorld();
    const news = w.discord.says('alice', 'acme', 'Version 5.3 is out');
    const thread = w.discord.startsThread('carol', news, 'about 5.3');
    w.discord.says('carol', thread.id, 'It does not start here');
    await w.settle();
    w.discord.says('carl', thread.id, 'Nor here');
    await w.settle();
    expect(await tickets(w)).toHaveLength(1);
    expect((await ticket(w, 1)).home.placeId).toBe(thread.id);
    expect((await words(w, 1)).map(({ byName }) => byName)).toEqual(['Carol', 'Carl']);
  });

  it('in the thread under its own message is the same ticket, whichever of the two is heard of first', async () => {
    const w = await discordWorld();
    const asked = w.discord.says('carol', 'acme', 'Upgrade fails');
    const thread = w.discord.startsThread('carol', asked, 'upgrade');
    w.discord.says('carol', thread.id, 'Here is the log');
    await w.settle();
    w.discord.says('alice', thread.id, 'Thank you, looking');
    await w.settle();
    expect(await tickets(w)).toHaveLength(1);
    expect(await eventTypes(w, 1)).toEqual(['opened', 'asked', 'answered', 'claimed']);
  });

  it('in a private thread becomes a ticket once the bot is let in', async () => {
    const w = await discordWorld();
    const thread = w.discord.startsPrivateThread('carol', 'acme', 'secret', ['steward', 'dana']);
    w.discord.says('carol', thread.id, 'Our keys leaked');
    await w.settle();
    expect((await ticket(w, 1)).home.placeId).toBe(thread.id);
    w.discord.says('dana', thread.id, 'Rotate them now');
    await w.settle();
    expect(await eventTypes(w, 1)).toEqual(['opened', 'answered', 'claimed']);
  });

  it.each([[false], [true]])(
    'as a forum post is a ticket called like the post (its words later: %s)',
    async (messageLater) => {
      const w = await discordWorld();
      const post = w.discord.postsInForum('carol', 'questions', 'Slow export', 'It takes an hour', { messageLater });
      await w.settle();
      if (messageLater) post.sends();
      await w.settle();
      expect(await ticket(w, 1)).toMatchObject({ subject: 'Slow export', home: { placeId: post.thread.id } });
      w.discord.says('alice', post.thread.id, 'Which version?');
      w.discord.says('carol', post.thread.id, '5.2');
      await w.settle();
      expect(await tickets(w)).toHaveLength(1);
      expect(await eventTypes(w, 1)).toEqual(['opened', 'answered', 'claimed', 'asked']);
    },
  );

  it('is answered by an inline reply, and goes on by inline replies', async () => {
    const w = await discordWorld();
    const first = w.discord.says('carol', 'acme', 'Upgrade fails');
    w.discord.says('chen', 'globex', 'Export fails');
    await w.pass('2h');
    const second = w.discord.says('carol', 'acme', 'Login fails');
    await w.settle();
    const answer = w.discord.says('alice', 'acme', 'Try 5.3', { replyTo: first });
    await w.settle();
    w.discord.says('carol', 'acme', 'Same there', { replyTo: answer });
    await w.settle();
    expect(await eventTypes(w, 1)).toEqual(['opened', 'answered', 'claimed', 'asked']);
    expect(await eventTypes(w, 3)).toEqual(['opened']);
    expect((await ticket(w, 3)).root.messageId).toBe(second.id);
  });

  it('relayed in a silent channel is an inline reply; where a thread is wanted it is made once', async () => {
    const w = await discordWorld();
    const asked = w.discord.says('carol', 'acme', 'Upgrade fails');
    await w.settle();
    await w.discord.slash('alice', 'triage', 'ticket reply', { ticket: 1, text: 'Try *5.3*' });
    await w.settle();
    const [, reply] = w.discord.messages('acme');
    expect(reply?.reference?.messageId).toBe(asked.id);
    expect(reply?.content).toBe('**Alice:**\nTry \\*5.3\\*');
    expect(w.discord.threads('acme')).toEqual([]);
    await w.discord.slash('alice', 'triage', 'ticket note', { ticket: 1, text: 'Known bug' });
    await w.discord.slash('alice', 'triage', 'ticket note', { ticket: 1, text: 'Fixed in 5.3' });
    await w.settle();
    const [thread] = w.discord.threads('triage');
    expect(thread?.name).toBe('#1 Upgrade fails');
    expect(w.reads(thread?.id ?? '').slice(1)).toEqual([
      '**Alice, note:**\nKnown bug',
      '**Alice, note:**\nFixed in 5.3',
    ]);
  });

  it('by bots, webhooks and Discord itself is none', async () => {
    const w = await discordWorld();
    w.discord.says('robot', 'acme', 'Build failed');
    w.discord.webhookSays('CI', 'acme', 'Build failed again');
    w.discord.startsLooseThread('carol', 'acme', 'a thread');
    await w.settle();
    expect(await tickets(w)).toEqual([]);
  });

  it('keeps files, edits and deletions', async () => {
    const w = await discordWorld();
    const asked = w.discord.says('carol', 'acme', 'Upgrade fails', { files: [{ name: 'start.log', content: 'boom' }] });
    await w.settle();
    await w.pass('1m');
    w.discord.unfurls(asked, 'A page');
    w.discord.edits('carol', asked, 'Upgrade to 5.2 fails');
    await w.settle();
    w.discord.deletes('carol', asked);
    await w.settle();
    expect(await eventTypes(w, 1)).toEqual(['opened', 'edited', 'deleted']);
    const [word] = await words(w, 1);
    expect(word).toMatchObject({ text: 'Upgrade to 5.2 fails', deletedAt: expect.any(Number) });
    expect(word?.files).toEqual([expect.objectContaining({ name: 'start.log', size: 4 })]);
  });
});
