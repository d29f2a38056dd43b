import { StoreUnavailable } from '../../../src/core/errors';
import { millis, SECOND } from '../../../src/core/time';
import { discordDesk, discordWorld, idOf, spec } from '../../support/discord-world';
import { eventTypes, ticket, tickets, words } from '../../support/stored';

const POST = 'POST /channels/:channel/messages';
const acknowledging = {
  ...discordDesk,
  channels: discordDesk.channels.map((one) => ({ ...one, mode: 'acknowledge' as const })),
};

describe('a request', () => {
  it('that begins with the desk’s name and mentions a role is heard', async () => {
    const w = await discordWorld();
    // What Discord says to an id that is none: 400, Invalid Form Body.
    w.discord.script(
      'GET /guilds/:guild/members/:user',
      { status: 400, code: 50035, message: 'Invalid Form Body' },
      1_000,
      ({ params }) => !/^\d{17,20}$/.test(decodeURIComponent(params.user ?? '')),
    );
    w.discord.says('carol', 'acme', `<@${w.discord.world.botId}> please get <@&${idOf('agents')}>: production is down`);
    await w.settle();
    await w.pass('10m');
    expect(await tickets(w)).toHaveLength(1);
  });

  it('cannot lead the desk’s own REST calls elsewhere', async () => {
    const w = await discordWorld();
    w.discord.says('carol', 'acme', `<@${w.discord.world.botId}> help <@../../../users/@me/guilds?x=>`);
    await w.settle();
    const led = w.discord.calls().filter(({ path, query }) => path.endsWith('/users/@me/guilds') && query.has('x'));
    expect(led).toEqual([]);
  });

  it('answered inline to a webhook’s message is the customer’s own, and the webhook asks for nothing', async () => {
    const w = await discordWorld();
    const posted = w.discord.webhookSays('CI', 'acme', 'Build failed');
    await w.settle();
    w.discord.says('carol', 'acme', 'Is that because of your upgrade?', { replyTo: posted });
    await w.settle();
    expect(await ticket(w, 1)).toMatchObject({ requester: { name: 'Carol' } });
  });

  it('is not made of a webhook’s or a bot’s message by a 👀 on it', async () => {
    const w = await discordWorld();
    const ci = w.discord.webhookSays('CI', 'acme', 'Build failed');
    const robot = w.discord.says('robot', 'globex', 'Deployed');
    await w.settle();
    w.discord.reacts('alice', ci, '👀');
    w.discord.reacts('alice', robot, '👀');
    await w.settle();
    expect(await tickets(w)).toEqual([]);
  });

  it('is not reopened by the customer’s ✅ on the desk’s own word that it is solved', async () => {
    const w = await discordWorld({ desk: acknowledging });
    w.discord.says('carol', 'acme', 'Upgrade fails');
    await w.settle();
    await w.discord.slash('alice', 'acme', 'ticket resolve', { ticket: 1 });
    await w.settle();
    const [thread] = w.discord.threads('acme');
    const solved = w.discord.messages(thread?.id ?? '').find(({ content }) => content.includes('marked as solved'));
    if (solved === undefined) throw new Error('nothing was said');
    await w.pass('1m');
    w.discord.reacts('carol', solved, '✅');
    await w.settle();
    expect((await words(w, 1)).map(({ byName }) => byName)).toEqual(['Carol']);
    expect((await ticket(w, 1)).status).toBe('resolved');
  });

  it('in a forum can be made urgent by another of the same account, as in a text channel', async () => {
    const w = await discordWorld();
    const asked = w.discord.says('carol', 'acme', 'Upgrade fails');
    const post = w.discord.postsInForum('carol', 'questions', 'Slow export', 'It takes an hour');
    await w.settle();
    w.discord.reacts('carl', asked, '🚨');
    w.discord.reacts('carl', post.message ?? asked, '🚨');
    await w.settle();
    const all = await tickets(w);
    expect(all.map(({ requestedSeverity }) => requestedSeverity)).toEqual(['S2', 'S2']);
  });

  it('does not tell the name of another account’s channel', async () => {
    const hidden = spec().guilds?.map((guild) => ({
      ...guild,
      channels: guild.channels?.map((one) => ({
        ...one,
        overwrites: [
          { who: '@everyone', deny: one.name === 'acme' ? [] : (['ViewChannel'] as const) },
          { who: 'steward', allow: ['ViewChannel'] as const },
        ],
      })),
    }));
    const w = await discordWorld({ desk: acknowledging, spec: { ...spec(), guilds: hidden as never } });
    w.discord.says('carol', 'acme', `Same as in <#${idOf('triage')}> and <#${idOf('globex')}>`);
    await w.settle();
    const [thread] = w.discord.threads('acme');
    expect(thread?.name).not.toContain('globex');
  });
});

describe('what is asked of Discord', () => {
  it('is nothing for replies in channels that no desk watches', async () => {
    const w = await discordWorld();
    const chat = w.discord.says('chen', 'lounge', 'Lunch?');
    await w.settle();
    const before = w.discord.calls().length;
    for (let n = 0; n < 5; n++) w.discord.says('carl', 'lounge', `Yes ${n}`, { replyTo: chat });
    await w.settle();
    expect(
      w.discord
        .calls()
        .slice(before)
        .map(({ method, path }) => `${method} ${path}`),
    ).toEqual([]);
  });

  it('by a catch-up does not grow with tickets that never had a thread', async () => {
    const w = await discordWorld();
    for (let n = 0; n < 5; n++) {
      w.discord.says('carol', 'acme', `Upgrade ${n} fails`);
      await w.pass('2h');
    }
    const before = w.discord.calls('GET /channels/:channel').length;
    await w.steward.catchUp();
    expect(w.discord.calls('GET /channels/:channel').length - before).toBe(0);
  });
});

describe('what was said', () => {
  it('long before the desk was there is no broken promise when its thread goes on', async () => {
    const w = await discordWorld();
    await w.halt();
    const server = w.discord;
    const old = await server.silently(() => server.says('carol', 'acme', 'How do I export?'));
    w.clock.advance(millis(400 * 24 * 3_600 * SECOND));
    const thread = await server.silently(() => server.startsThread('alice', old, 'export'));
    // As if the desk were set up only now.
    await w.store.transact((unit) =>
      unit.cursors.set(
        { platform: 'discord', placeId: idOf('acme') },
        String((BigInt(w.clock.now()) - 1_420_070_400_000n) << 22n),
      ),
    );
    await w.resume();
    w.discord.says('alice', thread.id, 'By the way: there is a button now');
    await w.settle();
    await w.pass('1m');
    expect(w.reads('triage').filter((text) => text.includes('🔴') || /overdue|missed|broken/i.test(text))).toEqual([]);
  });

  it('while away is fetched soon, although Discord fails for a moment when the desk comes back', async () => {
    const w = await discordWorld();
    await w.pass('1m');
    await w.halt();
    w.discord.says('carol', 'acme', 'Upgrade fails');
    w.discord.script('GET /channels/:channel/messages', { status: 500 }, 30);
    await w.resume();
    w.discord.clearScripts();
    await w.pass('5m');
    expect(await tickets(w)).toHaveLength(1);
  });

  it('in a channel while its threads are being read is not jumped over', async () => {
    const w = await discordWorld();
    const news = w.discord.says('alice', 'acme', 'Version 5.3 is out');
    const thread = w.discord.startsThread('alice', news, 'about 5.3');
    await w.settle();
    await w.pass('1m');
    w.discord.says('alice', thread.id, 'More soon');
    await w.settle();
    await w.halt();
    w.clock.advance(millis(60 * SECOND));
    w.discord.says('chen', thread.id, 'while away');
    // The connection is lost at a bad moment: after the channel was read, before its thread was.
    let done = false;
    w.discord.script('GET /channels/:channel/messages', 'reset', 1, ({ params }) => {
      if (params.channel === thread.id && !done) {
        done = true;
        void w.discord.silently(() => {
          w.discord.says('carol', 'acme', 'Nobody hears this');
          w.clock.advance(millis(5 * SECOND));
          w.discord.says('carl', thread.id, 'Nor this');
        });
      }
      return false;
    });
    await w.resume();
    expect(done).toBe(true);
    w.discord.clearScripts();
    await w.restart();
    await w.pass('2h');
    const kept = await Promise.all((await tickets(w)).map(({ number }) => words(w, number)));
    expect(kept.flat().map(({ text }) => text)).toContain('Nobody hears this');
  });

  it('with a sign while the store could not take it is done later', async () => {
    const w = await discordWorld();
    const asked = w.discord.says('carol', 'acme', 'Upgrade fails');
    await w.settle();
    const { transact } = w.store;
    w.store.transact = () => Promise.reject(new StoreUnavailable('full'));
    w.discord.reacts('alice', asked, '👀');
    await w.discord.quiet();
    w.store.transact = transact;
    await w.settle();
    await w.pass('5m');
    expect(await eventTypes(w, 1)).toContain('claimed');
  });

  it('by an edit of an older message while the store could not take it is known later', async () => {
    const w = await discordWorld();
    const asked = w.discord.says('carol', 'acme', 'Upgrade fails');
    await w.settle();
    await w.restart();
    const { transact } = w.store;
    w.store.transact = () => Promise.reject(new StoreUnavailable('full'));
    w.discord.edits('carol', asked, 'Upgrade to 5.2 fails');
    await w.discord.quiet();
    w.store.transact = transact;
    await w.settle();
    await w.pass('2h');
    expect((await words(w, 1))[0]?.text).toBe('Upgrade to 5.2 fails');
  });
});

describe('what the desk says', () => {
  it('shows the latest, although nobody knew whether the first was posted', async () => {
    const w = await discordWorld();
    w.discord.script(POST, 'accept-then-reset', 1);
    w.discord.says('carol', 'acme', 'Upgrade fails');
    await w.discord.nextCall(POST);
    await w.discord.quiet();
    await w.steward.settled();
    // Before it is tried again, the ticket has changed.
    await w.discord.slash('alice', 'acme', 'ticket claim', { ticket: 1 });
    await w.settle();
    await w.pass('10m');
    const cards = w.reads('triage').filter((text) => text.includes('#1 '));
    expect(cards).toEqual([expect.stringContaining('Alice has it')]);
  });

  it('is there once, although the card has lost its buttons meanwhile', async () => {
    const w = await discordWorld();
    w.discord.behaviours.nonceMillis = 0;
    w.discord.script(POST, 'accept-then-reset', 1);
    w.discord.says('carol', 'acme', 'Upgrade fails');
    await w.discord.nextCall(POST);
    await w.discord.quiet();
    await w.steward.settled();
    await w.discord.slash('alice', 'acme', 'ticket dismiss', { ticket: 1 });
    await w.settle();
    await w.pass('10m');
    expect(w.reads('triage').filter((text) => text.includes('#1 '))).toHaveLength(1);
  });

  it('for an agent reaches the customer whole, whatever signs are in it', async () => {
    const w = await discordWorld();
    w.discord.says('carol', 'acme', 'Upgrade fails');
    await w.settle();
    const text = `${'my_long_name '.repeat(200)}${'a|b '.repeat(80)}END`;
    expect(text.length).toBeLessThan(3_000);
    const code = `${'*_|<>'.repeat(550)}END`;
    await w.discord.slash('alice', 'acme', 'ticket reply', { ticket: 1, text: code });
    await w.settle();
    const said = w.discord
      .messages('acme')
      .map((one) => [one.content, ...one.embeds.map(({ description }) => description)].join(''));
    expect(said.join('')).toContain('END');
  });
});
