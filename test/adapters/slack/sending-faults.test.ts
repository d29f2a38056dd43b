import { card, modes, parked, thread, ticket, tickets, verdict } from '../../support/slack-facts';
import { type Mode, type SlackWorld, slackWorld } from '../../support/slack-world';

const postsTo = (w: SlackWorld, channel: string) =>
  w.slack.calls('chat.postMessage').filter(({ args }) => args.channel === channel);
async function replying(mode: Mode): Promise<{ w: SlackWorld; root: string; send: () => Promise<void> }> {
  const w = await slackWorld(mode);
  const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
  await w.settle();
  const send = async () => {
    await w.slack.slash('U0ALICE', 'C0TRIAGE', '/ticket', 'reply 1 Use 5.2.1');
    await w.settle();
  };
  return { w, root, send };
}

describe.each(modes)('sending over %s', (mode) => {
  it('leaves one channel alone for as long as Slack asks, and serves the others at once', async () => {
    const { w, root, send } = await replying(mode);
    w.slack.script('chat.postMessage', { status: 429, retryAfter: 30 }, 1, 'C0ACME');
    const refusedAt = w.clock.now();
    await send();
    w.slack.says('U0CHEN', 'C0GLOBEX', 'The export hangs');
    await w.settle();
    expect(card(w, 2)).toBeDefined();
    expect(thread(w, 'C0ACME', root)).toEqual([]);
    await w.pass('1m');
    expect(thread(w, 'C0ACME', root)).toEqual(['Alice:\nUse 5.2.1']);
    const [, again] = postsTo(w, 'C0ACME');
    expect(again?.at).toBeGreaterThanOrEqual(refusedAt + 30_000);
    expect(postsTo(w, 'C0ACME')).toHaveLength(2);
  });

  it('sends nothing else to a channel either while Slack asks for patience there', async () => {
    const { w } = await replying(mode);
    await w.pass('3h 11m 50s');
    w.slack.script('chat.postMessage', { status: 429, retryAfter: 60 }, 1, 'C0TRIAGE');
    w.slack.says('U0CARL', 'C0ACME', 'The licence page is blank');
    await w.settle();
    const refused = postsTo(w, 'C0TRIAGE').length;
    const until = w.clock.now() + 60_000;
    await w.pass('2m');
    const later = postsTo(w, 'C0TRIAGE').slice(refused);
    expect(later).toHaveLength(2);
    expect(Math.min(...later.map(({ at }) => at))).toBeGreaterThanOrEqual(until);
  });

  it.each(['accept-then-500', 'accept-then-reset'] as const)(
    'posts once although Slack did it and said: %s',
    async (reply) => {
      const { w, root, send } = await replying(mode);
      w.slack.script('chat.postMessage', reply, 1, 'C0ACME');
      await send();
      await w.pass('5m');
      expect(thread(w, 'C0ACME', root)).toEqual(['Alice:\nUse 5.2.1']);
      expect(postsTo(w, 'C0ACME')).toHaveLength(1);
      expect(await verdict(w, 1, 'first_response')).toBe('met');
    },
  );

  it.each([{ status: 500 }, { status: 503 }, { error: 'fatal_error' }, { error: 'internal_error' }] as const)(
    'delivers after %j',
    async (reply) => {
      const { w, root, send } = await replying(mode);
      w.slack.script('chat.postMessage', reply, 3, 'C0ACME');
      await send();
      await w.pass('10m');
      expect(thread(w, 'C0ACME', root)).toEqual(['Alice:\nUse 5.2.1']);
      expect(await parked(w)).toBe(0);
    },
  );

  it('counts a relayed reply from when Slack took it, not from when it was written', async () => {
    const { w, send } = await replying(mode);
    w.slack.script('chat.postMessage', { status: 429, retryAfter: 120 }, 1, 'C0ACME');
    await send();
    expect(await verdict(w, 1, 'first_response')).toBe('running');
    const written = w.clock.now();
    await w.pass('5m');
    expect((await ticket(w, 1)).firstReplyAt).toBeGreaterThanOrEqual(written + 120_000);
  });

  it.each(['channel_not_found', 'is_archived', 'restricted_action'])(
    'sets aside what %s forbids, and says so',
    async (error) => {
      const { w, root, send } = await replying(mode);
      w.slack.script('chat.postMessage', { error }, 1, 'C0ACME');
      await send();
      await w.pass('10m');
      expect(thread(w, 'C0ACME', root)).toEqual([]);
      expect(await parked(w)).toBe(1);
      expect(w.logged).toEqual([expect.stringContaining(error)]);
      expect(postsTo(w, 'C0ACME')).toHaveLength(1);
      w.slack.says('U0CARL', 'C0ACME', 'The licence page is blank');
      await w.settle();
      expect(await tickets(w)).toHaveLength(2);
    },
  );

  it('puts its sign on a message although Slack says it is there already', async () => {
    const w = await slackWorld(mode);
    w.slack.script('reactions.add', 'accept-then-500', 1);
    w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
    await w.settle();
    await w.pass('2m');
    expect(w.slack.calls('reactions.add').length).toBe(2);
    expect(w.slack.messages('C0ACME')[0]?.reactions).toEqual([{ name: 'ticket', users: ['U00BOT001'] }]);
    expect(await parked(w)).toBe(0);
  });
});
