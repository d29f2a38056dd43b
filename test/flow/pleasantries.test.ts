import { customerWords, deskWith, ticket, tickets } from '../support/facts';
import { type World, world } from '../support/world';

const PLEASANTRIES = [
  'thanks!',
  'Thank you so much 🙏',
  'hello',
  'Hi team,',
  'Good morning everyone',
  'great, solved',
  'Thanks, that solved it.',
  'perfect, it works now!',
  'ok',
  '👍',
  'Many thanks for the quick response',
  'Cheers :tada:',
  '@Alice thanks a lot!',
];
const REQUESTS = [
  'thanks, but it still fails',
  'ok?',
  'hello, the export hangs',
  'great, now it crashes',
  'solved?',
  'not solved',
  'it is not working',
  'it works, but only on Tuesdays',
  'Thanks in advance for looking at the login error',
  'fixed the config, still broken',
  'no thanks, I need it today',
  'Thanks. One more thing: how do I renew?',
  'Hi, help!',
  'Hello, please help',
  'Hi team, reply to us now',
  'Good morning, fix this now',
  'thanks for nothing',
  'hi https://status.example.com/incident/1',
  'all good except the search',
  'ok so 5.2 is broken',
  'Error 500',
  '5.2',
];

const chatty = () => world({ desk: deskWith('Acme', { groupMinutes: 0 }) });
const opened = async (w: World) => (await tickets(w)).map(({ subject }) => subject);

describe('a pleasantry', () => {
  it('opens nothing and is answered with nothing', async () => {
    const w = await chatty();
    for (const words of PLEASANTRIES) await w.carol.says('acme', words);
    expect(await opened(w)).toEqual([]);
    expect(customerWords(w)).not.toContain('We have this');
  });

  it('reopens nothing', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.says(`acme/${root}`, 'Use 5.2.1');
    await w.alice.types('triage', '/ticket resolve 1');
    await w.carol.says(`acme/${root}`, 'Great, that works. Thank you!');
    expect((await ticket(w, 1)).status).toBe('resolved');
    await w.pass('8d');
    await w.carol.says(`acme/${root}`, 'Thanks again!');
    expect((await ticket(w, 1)).status).toBe('closed');
    expect(await tickets(w)).toHaveLength(1);
  });

  it('opens a ticket all the same when somebody puts 🎫 on it', async () => {
    const w = await world();
    const hello = await w.carol.says('acme', 'hello');
    await w.carol.reacts('acme', hello, '🎫');
    expect(await opened(w)).toEqual(['hello']);
  });

  it('is a request when a file comes with it', async () => {
    const w = await world();
    w.platform.room.add(
      { platform: 'playground', placeId: 'acme' },
      {
        by: { platform: 'playground', memberId: 'carol' },
        body: { lines: [['hello']] },
        text: 'hello',
        files: [{ name: 'crash.log' }],
      },
    );
    await w.steward.catchUp();
    await w.settle();
    expect(await opened(w)).toEqual(['hello']);
  });
});

describe('not a pleasantry, though it sounds like one', () => {
  it.each(REQUESTS)('%s', async (words) => {
    const w = await chatty();
    await w.carol.says('acme', words);
    expect(await opened(w)).toEqual([words]);
  });

  it('a plain yes to our question: it is the answer we waited for', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.says(`acme/${root}`, 'Does it also fail on 5.1?');
    await w.alice.types('triage', '/ticket wait 1');
    await w.carol.says(`acme/${root}`, 'Yes');
    expect(await ticket(w, 1)).toMatchObject({ status: 'open', turn: 'ours' });
  });

  it('"thanks, but it still fails" on a resolved ticket: it opens again', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket resolve 1');
    await w.carol.says(`acme/${root}`, 'thanks, but it still fails');
    expect((await ticket(w, 1)).status).toBe('open');
  });
});
