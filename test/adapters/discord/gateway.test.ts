import { type DiscordWorld, discordWorld } from '../../support/discord-world';
import { tickets } from '../../support/stored';

const ROUNDS = 5;
/** One thing happens to the connection, and what is said around it is told apart by its words. */
const GAPS: Readonly<Record<string, (w: DiscordWorld, n: number) => Promise<void>>> = {
  'Discord asks for a reconnect': async (w) => {
    const back = w.discord.next('resumed');
    w.discord.askReconnect();
    await back;
  },
  'the connection breaks': async (w) => {
    const back = w.discord.next('resumed');
    w.discord.dropConnections();
    w.discord.says('carol', 'acme', 'said in between');
    await back;
  },
  'the session is invalid, resumable': async (w) => {
    const back = w.discord.next('resumed');
    w.discord.invalidateSession('resumable');
    await back;
  },
  'the session is gone': async (w) => {
    const back = w.discord.next('ready');
    w.discord.invalidateSession('gone');
    w.discord.says('carol', 'acme', 'said in between');
    await back;
  },
  'Discord forgets the session while the connection is down': async (w) => {
    const back = w.discord.next('ready');
    const refused = w.discord.next('refused');
    w.discord.refuseConnections();
    w.discord.dropConnections();
    w.discord.forgetSessions();
    w.discord.says('carol', 'acme', 'said in between');
    await refused;
    w.discord.acceptConnections();
    await back;
  },
  'events are lost without a trace, and then the session': async (w) => {
    await w.discord.silently(() => w.discord.says('carol', 'acme', 'said in between'));
    const back = w.discord.next('ready');
    w.discord.invalidateSession('gone');
    await back;
  },
};

describe('when', () => {
  it.each(Object.entries(GAPS))('%s, nothing said is lost and nothing is taken twice', async (_name, gap) => {
    const w = await discordWorld();
    for (let n = 0; n < ROUNDS; n++) {
      await w.pass('2h');
      w.discord.says('carol', 'acme', `before ${n}`);
      await gap(w, n);
      w.discord.says('chen', 'globex', `after ${n}`);
      await w.settle();
    }
    const all = await tickets(w);
    const said = [...w.discord.messages('acme'), ...w.discord.messages('globex')].filter(({ content }) =>
      /^(before|after|said)/.test(content),
    );
    const kept = await Promise.all(all.map(({ id }) => w.store.transact((unit) => unit.messages.ofTicket(id))));
    const known = kept.flat().map(({ ref }) => ref.messageId);
    expect(known.length).toBe(new Set(known).size);
    expect([...known].sort()).toEqual(said.map(({ id }) => id).sort());
    const cards = w.reads('triage').filter((text) => text.startsWith('🎫'));
    expect(cards).toHaveLength(all.length);
    expect(w.steward.troubles()).toEqual([]);
  });

  it('a connection looks open but nothing arrives, it is given up, and what was said is there', async () => {
    const w = await discordWorld({ heartbeatMillis: 40 });
    const back = w.discord.next('resumed');
    w.discord.freezeConnections();
    w.discord.says('carol', 'acme', 'Is anybody there?');
    await back;
    await w.settle();
    expect(await tickets(w)).toHaveLength(1);
  });

  it.each([
    [4004, 'DISCORD_TOKEN'],
    [4014, 'Message Content Intent'],
  ])('Discord closes for good with %i, the desk says so and what to do, and stays up', async (code, cure) => {
    const w = await discordWorld();
    w.discord.says('carol', 'acme', 'Upgrade fails');
    await w.settle();
    const gone = w.discord.next('disconnected');
    w.discord.closeConnections(code);
    await gone;
    await w.settle();
    expect(w.steward.troubles()).toEqual([expect.stringContaining(cure)]);
    expect(w.discord.identifies).toBe(1);
    await w.pass('1d');
    expect(await tickets(w)).toHaveLength(1);
    await w.restart();
    expect(w.steward.troubles()).toEqual([]);
  });

  it('the token is refused while sending, that platform stops and its rows wait', async () => {
    const w = await discordWorld();
    w.discord.script('POST /channels/:channel/messages', { status: 401 });
    w.discord.says('carol', 'acme', 'Upgrade fails');
    await w.settle();
    expect(w.steward.troubles()).toEqual([expect.stringContaining('DISCORD_TOKEN')]);
    expect(w.reads('triage')).toEqual([]);
    await w.restart();
    await w.pass('2m');
    expect(w.reads('triage')).toHaveLength(1);
  });
});
