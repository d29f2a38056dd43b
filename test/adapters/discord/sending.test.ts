import { type DiscordWorld, discordWorld } from '../../support/discord-world';
import { eventTypes } from '../../support/stored';

const POST = 'POST /channels/:channel/messages';
const cards = (w: DiscordWorld) => w.reads('triage').filter((text) => text.includes('#1 '));
const asked = async () => {
  const w = await discordWorld();
  w.discord.says('carol', 'acme', 'Upgrade fails');
  await w.settle();
  return w;
};

describe('what the desk says on Discord', () => {
  it.each(['accept-then-500', 'accept-then-reset'] as const)(
    'is there once, although the answer was %s',
    async (fault) => {
      const w = await discordWorld();
      w.discord.script(POST, fault);
      w.discord.says('carol', 'acme', 'Upgrade fails');
      await w.settle();
      await w.pass('10m');
      expect(cards(w)).toHaveLength(1);
      await w.discord.slash('alice', 'acme', 'ticket claim', { ticket: 1 });
      await w.settle();
      expect(cards(w)).toEqual([expect.stringContaining('Alice has it')]);
    },
  );

  it('is found again after the nonce is forgotten, by its buttons or by its words', async () => {
    const w = await asked();
    w.discord.script(POST, 'accept-then-reset', 2);
    await w.discord.slash('alice', 'acme', 'ticket reply', { ticket: 1, text: 'Try 5.3' });
    await w.settle();
    w.discord.behaviours.nonceMillis = 0;
    await w.pass('4h');
    expect(w.reads('acme').filter((text) => text.includes('Try 5.3'))).toHaveLength(1);
    expect(await eventTypes(w, 1)).toContain('answered');
    expect(w.reads('triage').filter((text) => text.includes('resolution'))).toHaveLength(1);
  });

  it('is told apart from the same words said before', async () => {
    const w = await asked();
    w.discord.behaviours.nonceMillis = 0;
    for (const fault of ['none', 'accept-then-reset', { status: 500 }] as const) {
      if (fault !== 'none') w.discord.script(POST, fault);
      await w.discord.slash('alice', 'acme', 'ticket reply', { ticket: 1, text: 'Yes' });
      await w.settle();
      await w.pass('1m');
    }
    expect(w.reads('acme').filter((text) => text.endsWith('Yes'))).toHaveLength(3);
  });

  it('waits where Discord asks for patience, and nowhere else', async () => {
    const w = await discordWorld();
    const triage = w.discord.world.channel('triage').id;
    w.discord.script(POST, { retryAfter: 90 }, 1, ({ params }) => params.channel === triage);
    const asked = w.discord.says('carol', 'acme', 'Upgrade fails');
    await w.settle();
    expect(cards(w)).toEqual([]);
    expect(asked.reactions.map(({ emoji }) => emoji.name)).toEqual(['🎫']);
    await w.discord.slash('alice', 'acme', 'ticket reply', { ticket: 1, text: 'Try 5.3' });
    await w.settle();
    expect(w.reads('acme')).toHaveLength(2);
    await w.pass('2m');
    expect(cards(w)).toHaveLength(1);
  });

  it('arrives as it was written: no markup, no mention, no ping; an address stays one', async () => {
    const w = await discordWorld();
    const evil =
      '@everyone <@&300000000000000001> **bold** `code` ||spoiler|| [a](https://x.example) https://y.example/a_b_c';
    w.discord.says('carol', 'acme', `# Title\n${evil}\n- item`);
    await w.settle();
    await w.discord.slash('alice', 'acme', 'ticket reply', { ticket: 1, text: evil });
    await w.settle();
    const [card] = w.discord.messages('triage');
    const reply = w.discord.messages('acme').at(-1);
    for (const message of [card, reply]) {
      if (message === undefined) throw new Error('nothing was said');
      expect(w.discord.pings(message)).toEqual([]);
      expect(message.content).toContain('\\@everyone');
      expect(message.content).toContain('\\*\\*bold\\*\\*');
      expect(message.content).toContain('https://y.example/a_b_c');
      expect(message.content).not.toMatch(/(?<!\\)[*`|]{1,2}(bold|code|spoiler)/);
    }
  });

  it('is whole up to 3,000 characters, and reads the rest in a box', async () => {
    const w = await asked();
    const text = `${'word '.repeat(590)}end.`;
    await w.discord.slash('alice', 'acme', 'ticket reply', { ticket: 1, text });
    await w.settle();
    const reply = w.discord.messages('acme').at(-1);
    expect(reply?.content).toBe('**Alice:**');
    expect(reply?.embeds[0]?.description).toBe(text);
  });

  it('goes on in an archived thread: it is opened for an edit or a sign', async () => {
    const w = await discordWorld();
    const post = w.discord.postsInForum('carol', 'questions', 'Slow export', 'It takes an hour');
    await w.settle();
    w.discord.archives('carol', post.thread.id);
    await w.discord.slash('alice', 'triage', 'ticket claim', { ticket: 1 });
    await w.settle();
    expect(post.message?.reactions.map(({ emoji }) => emoji.name)).toEqual(['🎫', '👀']);
    expect(w.logged).toEqual([]);
  });
});
