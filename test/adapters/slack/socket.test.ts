import { eventTypes, parked, thread, ticket, tickets, verdict } from '../../support/slack-facts';
import { type SlackWorld, slackWorld } from '../../support/slack-world';

async function asked(): Promise<{ w: SlackWorld; root: string }> {
  const w = await slackWorld('socket');
  const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
  await w.settle();
  await w.pass('1m');
  return { w, root };
}
/** Breaks the connection, does this while it is down, and waits until the desk is back and has looked for what it missed. */
async function through(w: SlackWorld, breaks: () => void, acts: () => void): Promise<void> {
  const back = w.slack.nextCall('conversations.history');
  breaks();
  acts();
  await back;
  await w.settle();
}
const BREAKS: readonly (readonly [string, (w: SlackWorld) => void])[] = [
  ['dropped', (w) => w.slack.dropConnections()],
  ['ended with a warning', (w) => w.slack.announceDisconnect('warning')],
  ['refreshed by Slack', (w) => w.slack.announceDisconnect('refresh_requested')],
  ['ended as one too many', (w) => w.slack.announceDisconnect('too_many_websockets')],
];

describe('a socket connection', () => {
  it.each(BREAKS)('%s loses nothing and repeats nothing', async (_how, breaks) => {
    const { w, root } = await asked();
    await through(
      w,
      () => breaks(w),
      () => {
        w.slack.says('U0ALICE', 'C0ACME', 'Which version?', { threadTs: root });
        w.slack.says('U0CHEN', 'C0GLOBEX', 'The export hangs');
      },
    );
    await w.slack.redeliverUnacked('new');
    await w.settle();
    expect(w.slack.connections).toBe(1);
    expect(await tickets(w)).toHaveLength(2);
    expect(await eventTypes(w, 1)).toEqual(['opened', 'answered', 'claimed']);
    expect(await eventTypes(w, 2)).toEqual(['opened']);
    expect(await verdict(w, 1, 'first_response')).toBe('met');
    expect(w.steward.troubles()).toEqual([]);
  });

  it.each(BREAKS)('%s works again afterwards', async (_how, breaks) => {
    const { w, root } = await asked();
    await through(
      w,
      () => breaks(w),
      () => undefined,
    );
    w.slack.says('U0ALICE', 'C0ACME', 'Which version?', { threadTs: root });
    await w.slack.slash('U0ALICE', 'C0ACME', '/ticket', 'severity 1 S2');
    await w.settle();
    expect(await ticket(w, 1)).toMatchObject({ turn: 'theirs', severity: 'S2' });
  });

  it('dropped five times in a row comes back each time', async () => {
    const { w, root } = await asked();
    for (let time = 1; time <= 5; time++) {
      await through(
        w,
        () => w.slack.dropConnections(),
        () => w.slack.says('U0CAROL', 'C0ACME', `It failed ${time} times`, { threadTs: root }),
      );
    }
    expect((await eventTypes(w, 1)).filter((type) => type === 'asked')).toHaveLength(5);
    expect(w.slack.connections).toBe(1);
  });

  it('that cannot be opened again at first is tried until it can', async () => {
    const { w } = await asked();
    w.slack.script('apps.connections.open', { status: 500 }, 2);
    await through(
      w,
      () => w.slack.dropConnections(),
      () => w.slack.says('U0CARL', 'C0ACME', 'The licence page is blank'),
    );
    expect(await tickets(w)).toHaveLength(2);
  });

  it('opened again with a dead app token stops that platform and says so', async () => {
    const { w } = await asked();
    const script = w.slack.script('apps.connections.open', { error: 'invalid_auth' }, 100);
    const refused = w.slack.nextCall('apps.connections.open');
    w.slack.dropConnections();
    await refused;
    await w.settle();
    await until(() => w.steward.troubles().length > 0);
    expect(w.steward.troubles()).toEqual([expect.stringContaining('invalid_auth')]);
    expect(script.remaining).toBeGreaterThan(90);
  });

  it('of an app whose Socket Mode was switched off is not silently dead', async () => {
    const { w } = await asked();
    const tried = w.slack.nextCall('apps.connections.open');
    w.slack.script('apps.connections.open', { error: 'socket_mode_not_enabled' }, 1);
    w.slack.announceDisconnect('link_disabled');
    await tried;
    await until(() => w.steward.troubles().length > 0 || w.logged.length > 0);
    expect([...w.steward.troubles(), ...w.logged].join()).toMatch(/socket_mode_not_enabled|disabled|switched off/i);
  });

  it('replayed by Slack after a reconnect has one effect', async () => {
    const { w, root } = await asked();
    await through(
      w,
      () => w.slack.dropConnections(),
      () => w.slack.says('U0ALICE', 'C0ACME', 'Hm?', { threadTs: root }),
    );
    for (const { id } of w.slack.deliveries()) await w.slack.redeliver(id, 'new');
    await w.settle();
    expect((await eventTypes(w, 1)).filter((type) => type === 'answered')).toHaveLength(1);
    expect(thread(w, 'C0ACME', root)).toEqual(['Hm?']);
    expect(await parked(w)).toBe(0);
  });

  it('stopped while it is coming back ends in peace', async () => {
    const { w } = await asked();
    w.slack.dropConnections();
    await w.halt();
    await w.resume();
    w.slack.says('U0CARL', 'C0ACME', 'The licence page is blank');
    await w.settle();
    expect(await tickets(w)).toHaveLength(2);
    expect(w.slack.connections).toBe(1);
  });
});

/** Turns of the event loop until something holds; the test's own limit bounds it. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((next) => setImmediate(next));
}
