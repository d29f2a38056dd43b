import { EAR_LEASE } from '../../../src/core/listening';
import { discordWorld } from '../../support/discord-world';
import { eventTypes, tickets } from '../../support/stored';

describe('two desks on one database and one Discord', () => {
  it('hear everything once: one of them listens, and both work', async () => {
    const w = await discordWorld();
    const second = w.employ();
    await second.start();
    expect(w.discord.connections).toBe(1);
    w.discord.says('carol', 'acme', 'Upgrade fails');
    await w.settle();
    await second.tick();
    expect(await tickets(w)).toHaveLength(1);
    expect(w.reads('triage')).toHaveLength(1);
    await second.stop();
  });

  it('go on when the one that listens is stopped, and what was said in between is there', async () => {
    const w = await discordWorld();
    const second = w.employ();
    await second.start();
    await w.halt();
    expect(w.discord.connections).toBe(0);
    w.discord.says('carol', 'acme', 'Upgrade fails');
    await second.tick();
    await second.settled();
    expect(w.discord.connections).toBe(1);
    await second.tick();
    expect(await tickets(w)).toHaveLength(1);
    await second.stop();
  });

  it('go on when the one that listens has died, after the lease; when it comes back it stands by', async () => {
    const w = await discordWorld();
    const second = w.employ();
    await second.start();
    // The first one's process is frozen: nobody keeps its lease, and nothing it hears is worked off.
    w.discord.freezeConnections();
    const asked = w.discord.says('carol', 'acme', 'Upgrade fails');
    w.clock.advance(EAR_LEASE);
    await second.tick();
    await second.settled();
    await second.tick();
    expect(await eventTypes(w, 1)).toEqual(['opened']);
    w.discord.reacts('alice', asked, '👀');
    await w.discord.quiet();
    await second.tick();
    await w.steward.tick();
    await w.steward.settled();
    expect(w.discord.connections).toBe(1);
    expect(await eventTypes(w, 1)).toEqual(['opened', 'claimed']);
    await second.stop();
  });
});
