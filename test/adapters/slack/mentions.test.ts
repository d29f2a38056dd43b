import fc from 'fast-check';
import type { Shown } from '../../support/slack/plain';
import { BOT, direct, onCard, thread, tickets } from '../../support/slack-facts';
import { type SlackWorld, slackWorld } from '../../support/slack-world';

const TOKENS = [
  '<!channel>',
  '<!here>',
  '<!everyone|all>',
  '@everyone',
  '@channel',
  '@here',
  '<@U0DANA>',
  '<@U0DANA|dana>',
  '<!subteam^S0AGENTS>',
  '<!subteam^S0AGENTS|@agents>',
  '&lt;!channel&gt;',
  '&amp;lt;!here&amp;gt;',
  '<https://example.com|<!channel>>',
  '<https://example.com|@here>',
  '<#C0ACME|general>',
  '<!date^0^{date}|<!here>>',
  '>',
  '```',
  '*b*',
  '\n',
  '|',
  '\u0000',
  '\u202e',
];
const nasty = fc
  .array(fc.oneof(fc.constantFrom(...TOKENS), fc.string({ maxLength: 5 })), { minLength: 1, maxLength: 6 })
  .map((parts) => `Help ${parts.join('')}`);

/** Everything the desk showed anybody, by whichever way. */
function shown(w: SlackWorld): readonly Shown[] {
  const places = [
    'C0ACME',
    'C0GLOBEX',
    'C0TRIAGE',
    ...['U0ALICE', 'U0DANA', 'U0CAROL'].map((user) => w.slack.direct(user)),
  ];
  const all = places.flatMap((place) => w.slack.messages(place)).flatMap((message) => [message, ...message.replies]);
  const private_ = ['U0ALICE', 'U0DANA', 'U0CAROL', 'U0SAM'].flatMap((user) => w.slack.ephemerals(user));
  return [...all.filter(({ author }) => author === BOT), ...private_];
}
const pinged = (w: SlackWorld) => shown(w).flatMap((one) => w.slack.pings(one));
const refused = (w: SlackWorld) =>
  w.slack.calls().filter(({ method, answer }) => {
    const failed = typeof answer === 'object' && answer.ok === false;
    return failed && (method.startsWith('chat.') || method.startsWith('views.'));
  });

describe('what people write', () => {
  it('pings nobody, wherever the desk says it again', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, nasty, async (request, words) => {
        const w = await slackWorld('http');
        w.slack.says('U0CAROL', 'C0ACME', request);
        await w.settle();
        if ((await tickets(w)).length === 0) return;
        await w.slack.clicks('U0ALICE', onCard(w, 1), 'Reply');
        const view = w.slack.viewOf('U0ALICE');
        if (view !== undefined) await w.slack.submits('U0ALICE', view, { text: words });
        for (const line of [
          `note 1 ${words}`,
          'list',
          'show 1',
          'why 1',
          `hold 1 ${words}`,
          `${words}`,
          `severity 1 ${words}`,
        ]) {
          await w.slack.slash('U0ALICE', 'C0TRIAGE', '/ticket', line);
        }
        w.slack.says('U0CAROL', 'C0ACME', `<@${BOT}> open ${words}`);
        await w.slack.slash('U0SAM', 'C0ACME', '/ticket', words);
        await w.settle();
        expect(pinged(w)).toEqual([]);
        expect(refused(w).map(({ method, answer }) => [method, answer])).toEqual([]);
        await w.close();
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it('pings nobody in warnings and breach alerts either', async () => {
    const w = await slackWorld('http');
    w.slack.says('U0CAROL', 'C0ACME', `Help ${TOKENS.join(' ')}`);
    await w.settle();
    await w.pass('5h');
    expect(direct(w, 'U0DANA').length).toBeGreaterThan(0);
    expect(pinged(w)).toEqual([]);
  });

  it('pings nobody through a name', async () => {
    const w = await slackWorld('http');
    w.slack.world.addUser({ id: 'U0EVIL', name: '<!channel> @here', realName: '<!here>', team: 'T0ACME' });
    w.slack.world.place('C0ACME').members.add('U0EVIL');
    w.slack.says('U0EVIL', 'C0ACME', 'Upgrade fails');
    await w.settle();
    await w.pass('5h');
    expect(await tickets(w)).toHaveLength(1);
    expect(pinged(w)).toEqual([]);
  });
});

describe('long texts', () => {
  it.each([
    ['40,000 characters', 'x'.repeat(40_000)],
    ['40,000 that must be escaped', '&lt;&amp;&gt;'.repeat(2_800)],
    ['3,000 emojis', '🎉'.repeat(3_000)],
    ['3,000 emojis after one letter', `a${'🎉'.repeat(3_000)}`],
    ['families of emojis', '👩‍👩‍👧‍👦'.repeat(800)],
    ['10,000 lines', 'y\n'.repeat(10_000)],
    ['words of right-to-left and combining letters', 'שלום e\u0301 '.repeat(2_000)],
  ])('of %s are taken in whole and shown without a refusal', async (_what, text) => {
    const w = await slackWorld('http');
    const root = w.slack.says('U0CAROL', 'C0ACME', text);
    await w.settle();
    const [ticket] = await tickets(w);
    const [first] = await w.store.transact((unit) => unit.messages.ofTicket(ticket?.id ?? ('' as never)));
    expect(first?.text.length).toBe(readable(text).length);
    await w.slack.clicks('U0ALICE', onCard(w, 1), 'Reply');
    const view = w.slack.viewOf('U0ALICE');
    const part = [...readable(text)].slice(0, 400).join('');
    if (view !== undefined) await w.slack.submits('U0ALICE', view, { text: part });
    for (const line of ['show 1', 'list', 'why 1', `reply 1 ${part}`, `note 1 ${part}`]) {
      await w.slack.slash('U0ALICE', 'C0TRIAGE', '/ticket', line);
    }
    await w.settle();
    await w.pass('1h');
    expect(refused(w).map(({ method, answer }) => [method, answer])).toEqual([]);
    expect(w.logged).toEqual([]);
    expect(thread(w, 'C0ACME', root)).toHaveLength(2);
    for (const one of shown(w)) expect(wellFormed(w.slack.plain(one)) && wellFormed(one.text ?? '')).toBe(true);
  });
});

const readable = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
/** No half of a character, which Slack shows as a question mark or refuses. */
const wellFormed = (text: string): boolean =>
  !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\ufffd/.test(text);
