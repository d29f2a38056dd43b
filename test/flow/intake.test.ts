import { customerWords, intrudes, ticket, tickets } from '../support/facts';
import { world } from '../support/world';

describe('a message in a customer channel', () => {
  it('stays silent through the whole life of the ticket where the channel is silent', async () => {
    const w = await world();
    const root = await w.chen.says('globex', 'The nightly export hangs');
    await w.alice.types('triage', '/ticket claim 1');
    await w.alice.says(`globex/${root}`, 'Restart the worker, please');
    await w.alice.types('triage', '/ticket wait 1');
    await w.chen.says(`globex/${root}`, 'The worker is restarted and it hangs again');
    await w.alice.types('triage', '/ticket resolve 1');
    await w.pass('8d');
    expect(w.reads('globex').filter((line) => line.startsWith('Steward'))).toEqual([]);
    expect(w.reads(`globex/${root}`).filter((line) => line.startsWith('Steward'))).toEqual([]);
  });

  it('makes anyone else writing there a requester of that account', async () => {
    const w = await world();
    await intrudes(w, 'olaf', 'acme', 'Our licence page is blank');
    expect(await ticket(w, 1)).toMatchObject({ account: 'Acme', requester: { name: 'Olaf' } });
  });

  it('is recorded with its files', async () => {
    const w = await world();
    const entry = w.platform.room.add(
      { platform: 'playground', placeId: 'acme' },
      {
        by: { platform: 'playground', memberId: 'carol' },
        body: { lines: [] },
        text: '',
        files: [{ name: 'trace.log' }],
      },
    );
    await w.steward.catchUp();
    await w.settle();
    const found = await w.store.transact((unit) => unit.messages.find(entry.ref));
    expect(found?.files).toEqual([{ name: 'trace.log' }]);
  });
});

describe('what opens nothing', () => {
  it('an agent’s or a lead’s own message', async () => {
    const w = await world();
    const root = await w.alice.says('acme', 'Maintenance tonight at 22:00');
    await w.dana.says('globex', 'We are hiring');
    await w.bob.says(`acme/${root}`, 'And tomorrow at 6');
    expect(await tickets(w)).toEqual([]);
  });

  it('words in a channel nobody watches', async () => {
    const w = await world();
    await w.olaf.says('public', 'Does anybody know how to build this?');
    expect(await tickets(w)).toEqual([]);
    expect(customerWords(w)).not.toContain('Thanks');
  });
});
