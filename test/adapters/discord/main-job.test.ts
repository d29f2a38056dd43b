import { discordWorld } from '../../support/discord-world';

describe('Discord', () => {
  it('carries a request from the message to the resolved ticket', async () => {
    const w = await discordWorld();
    const asked = w.discord.says('carol', 'acme', 'Upgrade to 5.2 fails on start');
    await w.settle();
    expect(w.reads('triage')).toEqual([expect.stringContaining('🎫 **#1 Upgrade to 5.2 fails on start** · Acme · S3')]);
    const acted = await w.discord.slash('alice', 'acme', 'ticket claim', { ticket: 1 });
    await w.settle();
    expect(acted.message?.content).toBe('#1 is yours.');
    expect(acted.ephemeral).toBe(true);
    w.discord.says('alice', 'acme', 'Looking at it', { replyTo: asked });
    w.discord.reacts('carol', asked, '✅');
    await w.settle();
    expect(w.reads('triage')).toEqual([expect.stringContaining('Alice has it · resolved')]);
    expect(w.discord.unknownRoutes()).toEqual([]);
    expect(w.logged).toEqual([]);
  });
});
