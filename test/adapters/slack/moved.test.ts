import { Followed } from '../../../src/adapters/slack/followed';
import type { ChatPlatform } from '../../../src/core/chat';
import type { Desk } from '../../../src/core/desk/desk';
import { inPlace, type Message, type Place } from '../../../src/core/message';
import { instant, MINUTE } from '../../../src/core/time';
import { BOT, card, eventTypes, modes, parked, thread, ticket, tickets, told, words } from '../../support/slack-facts';
import { type Mode, type SlackWorld, slackDesk, slackWorld } from '../../support/slack-world';

/** Carol has asked in #acme, which then got another id. */
async function moved(mode: Mode): Promise<{ readonly w: SlackWorld; readonly root: string }> {
  const w = await slackWorld(mode);
  const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
  await w.settle();
  w.slack.movesChannel('C0ACME', 'C0SHARED');
  await w.settle();
  return { w, root };
}
const troubles = (w: SlackWorld) => w.logged.filter((line) => !line.includes('trigger'));

describe.each(modes)('a channel that got another id, over %s', (mode) => {
  it('is the same to the desk: what is said, edited and signed there counts', async () => {
    const { w, root } = await moved(mode);
    const word = w.slack.says('U0CAROL', 'C0SHARED', 'It is 5.2.7', { threadTs: root });
    await w.settle();
    w.slack.edits('U0CAROL', 'C0SHARED', word, 'It is 5.2.8');
    w.slack.reacts('U0ALICE', 'C0SHARED', root, 'eyes');
    await w.settle();
    expect((await words(w, 1)).map(({ text }) => text)).toEqual(['Upgrade fails', 'It is 5.2.8']);
    expect((await ticket(w, 1)).assignee?.name).toBe('Alice');
    await w.pass('2h');
    w.slack.says('U0CAROL', 'C0SHARED', 'Another thing');
    await w.settle();
    expect((await ticket(w, 2)).account).toBe('Acme');
    expect(troubles(w)).toEqual([]);
  });

  it('is written to under its new id, in threads begun before too', async () => {
    const { w, root } = await moved(mode);
    await w.slack.slash('U0ALICE', 'C0TRIAGE', '/ticket', 'reply 1 Use 5.2.8');
    await w.slack.slash('U0ALICE', 'C0SHARED', '/ticket', 'claim 1');
    await w.settle();
    expect(thread(w, 'C0SHARED', root)).toEqual([expect.stringContaining('Use 5.2.8')]);
    expect(w.slack.message('C0SHARED', root)?.reactions.map(({ name }) => name)).toContain('eyes');
    expect(w.slack.plain(card(w, 1))).toContain('carol in <#C0SHARED>');
    expect(await parked(w)).toBe(0);
  });

  it('has what the desk missed fetched from where it stood', async () => {
    const { w } = await moved(mode);
    await w.pass('2h');
    await w.halt();
    w.slack.says('U0CARL', 'C0SHARED', 'The export hangs');
    await w.resume();
    expect(await ticket(w, 2)).toMatchObject({ account: 'Acme', subject: 'The export hangs' });
  });

  it('is caught up with nothing done twice, commands least of all', async () => {
    const w = await slackWorld(mode);
    const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
    w.slack.says('U0ALICE', 'C0ACME', `<@${BOT}> time 1 45m`);
    await w.settle();
    w.slack.says('U0ALICE', 'C0ACME', `<@${BOT}> time 30m`, { threadTs: root });
    await w.settle();
    w.slack.movesChannel('C0ACME', 'C0SHARED');
    await w.settle();
    w.slack.says('U0ALICE', 'C0SHARED', `<@${BOT}> time 1 15m`);
    await w.settle();
    await w.restart();
    const { id } = await ticket(w, 1);
    const logged = await w.store.transact((unit) => unit.ledger.ofTicket(id));
    expect(logged.map(({ length }) => length / MINUTE)).toEqual([45, 30, 15]);
    expect(await words(w, 1)).toHaveLength(1);
  });

  it('gets what could not be sent while nobody had told of the new id', async () => {
    const w = await slackWorld(mode);
    const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
    await w.settle();
    const tell = w.slack.movesChannelUntold('C0ACME', 'C0SHARED');
    await w.slack.slash('U0ALICE', 'C0TRIAGE', '/ticket', 'reply 1 Use 5.2.8');
    await w.settle();
    expect(await parked(w)).toBeGreaterThan(0);
    tell();
    await w.settle();
    expect(thread(w, 'C0SHARED', root)).toEqual([expect.stringContaining('Use 5.2.8')]);
    expect(await parked(w)).toBe(0);
  });

  it('gets it after a second change of its id too, but not what was given up on long before', async () => {
    const { w, root } = await moved(mode);
    const reply = async (text: string) => {
      await w.slack.slash('U0ALICE', 'C0TRIAGE', '/ticket', `reply 1 ${text}`);
      await w.settle();
    };
    w.slack.script('chat.postMessage', { error: 'is_archived' }, 1);
    await reply('An old answer');
    expect(await parked(w)).toBe(1);
    await w.pass('2h');
    const tell = w.slack.movesChannelUntold('C0SHARED', 'C0AGAIN');
    await reply('Use 5.2.8');
    tell();
    await w.settle();
    expect(thread(w, 'C0AGAIN', root)).toEqual([expect.stringContaining('Use 5.2.8')]);
  });

  it.each(['worked off first', 'told at once'] as const)(
    'is no stranger when somebody speaks there before Slack tells of the new id, %s',
    async (when) => {
      const w = await slackWorld(mode);
      const tell = w.slack.movesChannelUntold('C0ACME', 'C0SHARED');
      w.slack.says('U0CAROL', 'C0SHARED', 'Upgrade fails');
      if (when === 'worked off first') await w.settle();
      tell();
      await w.settle();
      expect(await ticket(w, 1)).toMatchObject({ account: 'Acme', channel: { placeId: 'C0ACME' } });
      expect(await w.store.transact((unit) => unit.inbox.kept())).toEqual([]);
    },
  );

  it.each(['worked off first', 'told at once'] as const)(
    'hears what we said there before Slack told of the new id, %s',
    async (when) => {
      const w = await slackWorld(mode);
      const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
      await w.settle();
      const tell = w.slack.movesChannelUntold('C0ACME', 'C0SHARED');
      w.slack.says('U0ALICE', 'C0SHARED', 'Which version?', { threadTs: root });
      if (when === 'worked off first') {
        await w.settle();
        expect((await ticket(w, 1)).turn).toBe('ours');
      }
      tell();
      await w.settle();
      expect((await ticket(w, 1)).turn).toBe('theirs');
    },
  );

  it('is the account’s that was given the new id before Slack told of it', async () => {
    const w = await slackWorld(mode);
    await w.slack.slash('U0DANA', 'C0TRIAGE', '/ticket', 'account channel Acme <#C0ACME> remove:yes');
    const tell = w.slack.movesChannelUntold('C0ACME', 'C0SHARED');
    await w.slack.slash('U0DANA', 'C0TRIAGE', '/ticket', 'account channel Globex <#C0SHARED>');
    await w.settle();
    const root = w.slack.says('U0CAROL', 'C0SHARED', 'Upgrade fails');
    await w.settle();
    tell();
    await w.settle();
    expect(await ticket(w, 1)).toMatchObject({ account: 'Globex', channel: { placeId: 'C0ACME' } });
    // The ticket that was opened there meanwhile goes on.
    w.slack.says('U0ALICE', 'C0SHARED', 'Which version?', { threadTs: root });
    w.slack.edits('U0CAROL', 'C0SHARED', root, 'The upgrade fails');
    await w.settle();
    expect((await ticket(w, 1)).turn).toBe('theirs');
    expect((await words(w, 1)).map(({ text }) => text)).toEqual(['The upgrade fails', 'Which version?']);
    expect(await tickets(w)).toHaveLength(1);
    await w.pass('2h');
    w.slack.says('U0CAROL', 'C0SHARED', 'And the export');
    await w.settle();
    expect((await ticket(w, 2)).account).toBe('Globex');
  });

  it('may move again, and be named by any of its ids', async () => {
    const { w, root } = await moved(mode);
    w.slack.movesChannel('C0SHARED', 'C0AGAIN');
    await w.settle();
    w.slack.says('U0CAROL', 'C0AGAIN', 'It is 5.2.7', { threadTs: root });
    await w.settle();
    expect(await eventTypes(w, 1)).toContain('asked');
    await w.slack.slash('U0DANA', 'C0TRIAGE', '/ticket', 'account channel Acme <#C0AGAIN|acme>');
    await w.settle();
    expect(told(w, 'U0DANA').at(-1)).toBe('<#C0AGAIN> is Acme’s already.');
  });

  it('may be named by its new id in the policy file too', async () => {
    const { w } = await moved(mode);
    w.slack.movesChannel('C0TRIAGE', 'C0TEAM');
    await w.settle();
    await w.halt();
    const text = JSON.stringify(slackDesk).replaceAll('C0ACME', 'C0SHARED').replaceAll('C0TRIAGE', 'C0TEAM');
    await w.resume(JSON.parse(text) as Desk);
    await w.pass('2h');
    w.slack.says('U0CAROL', 'C0SHARED', 'Another thing');
    await w.settle();
    await w.slack.slash('U0ALICE', 'C0TEAM', '/ticket', 'claim 2');
    await w.settle();
    expect(await ticket(w, 2)).toMatchObject({ account: 'Acme', assignee: { name: 'Alice' } });
    expect(w.reads('C0TEAM')).toHaveLength(2);
    expect(troubles(w)).toEqual([]);
  });

  it('of the team goes on too: cards are changed and commands taken there', async () => {
    const w = await slackWorld(mode);
    w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
    await w.settle();
    w.slack.movesChannel('C0TRIAGE', 'C0TEAM');
    await w.settle();
    await w.slack.slash('U0ALICE', 'C0TEAM', '/ticket', 'claim 1');
    await w.settle();
    expect(w.reads('C0TEAM').join()).toContain('Alice');
    await w.pass('2h');
    w.slack.says('U0CARL', 'C0ACME', 'The export hangs');
    await w.settle();
    expect(w.reads('C0TEAM')).toHaveLength(2);
    expect(await parked(w)).toBe(0);
  });
});

describe('what is written to a channel that got another id', () => {
  it('names channels of other platforms as they are', async () => {
    const sent: Message[] = [];
    const there = { platform: 'slack', placeId: 'C0TRIAGE' };
    const slack = {
      name: 'slack',
      post: async (_to: Place, message: Message) => {
        sent.push(message);
        return { ref: { place: there, messageId: '1' }, at: instant(0) };
      },
    } as unknown as ChatPlatform;
    const followed = new Followed(slack);
    const now = { platform: 'slack', placeId: 'C0SHARED' };
    followed.channelsMoved([{ known: { platform: 'slack', placeId: 'C0ACME' }, now }]);
    const elsewhere = { platform: 'discord', placeId: '110000000000000001' };
    const message = { lines: [[inPlace(elsewhere), inPlace({ platform: 'slack', placeId: 'C0ACME' })]] };
    await followed.post(there, message, 'card:1');
    expect(sent).toEqual([{ lines: [[inPlace(elsewhere), inPlace(now)]] }]);
  });
});
