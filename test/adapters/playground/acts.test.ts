import { type Act, perform } from '../../../src/adapters/playground/acts';
import { idAt, member, place } from '../../../src/adapters/playground/ids';
import { type Persona, persona } from '../../../src/adapters/playground/people';
import type { RawEvent } from '../../../src/core/chat';
import { StoreUnavailable } from '../../../src/core/errors';
import { HOUR, instant, minus, plus } from '../../../src/core/time';
import { FakeDesk, MENU, NOON } from './fake-desk';

let desk: FakeDesk;
beforeEach(async () => {
  desk = new FakeDesk();
  await desk.platform.start(desk, MENU);
});
afterEach(() => desk.platform.stop());

const be = (id: string): Persona => persona(id) ?? fail(id);
const fail = (what: string): never => {
  throw new Error(`there is no ${what}`);
};
const does = (who: string, act: Act) => perform(desk.platform, be(who), act);
const says = (who: string, placeId: string, text: string, files: string[] = []) =>
  does(who, { type: 'say', placeId, text, files });
const last = () => desk.heard.at(-1) ?? fail('event');
async function historyOf(placeId: string, after = ''): Promise<readonly RawEvent[]> {
  const found: RawEvent[] = [];
  for await (const { event } of desk.platform.history(place(placeId), after)) found.push(event);
  return found;
}

describe('what people do', () => {
  it('arrives letter by letter, whatever it looks like', async () => {
    const text = '<!channel> @everyone <b>&amp;</b> *bold* `x` <@alice> https://a.example/?q=1.';
    await says('carol', 'public', text, ['trace.log']);
    expect(last()).toMatchObject({
      type: 'message',
      text,
      by: member('carol'),
      files: [{ name: 'trace.log' }],
      sentAt: NOON,
    });
  });

  it('is addressed to the desk when it begins with its name, with members by id', async () => {
    await says('alice', 'acme', '@steward: assign 42 @Bob');
    expect(last()).toMatchObject({ addressed: 'assign 42 <@bob>', text: '@steward: assign 42 @Bob' });
    await says('alice', 'acme', 'you can ask @Steward status');
    expect(last()).not.toHaveProperty('addressed');
    await says('carol', 'dm-carol', 'status for @Alice');
    expect(last()).toMatchObject({ direct: true, addressed: 'status for <@alice>' });
  });

  it('keeps a message’s place, thread and root, so that each id leads back to it', async () => {
    const { messageId = '' } = await says('carol', 'public', 'my question');
    const root = { place: place('public'), messageId };
    const thread = desk.platform.threadOf(root);
    const { messageId: replyId = '' } = await says('alice', thread.placeId, 'an answer');
    const reply = { place: thread, messageId: replyId };
    expect(last()).toMatchObject({ channel: place('public'), thread, root, ref: reply });
    expect(await desk.platform.message(reply)).toEqual(last());
    expect(desk.platform.threadOf(reply)).toEqual(thread);
    expect(await desk.platform.permalink(reply)).toBe(`http://localhost:4600/#public%2F${messageId}:${replyId}`);
  });

  it('is the same event in history as when it happened, in the order it happened', async () => {
    await says('carol', 'public', 'one');
    desk.now = minus(NOON, HOUR);
    await says('olaf', 'public', 'two');
    const live = desk.accepted.map(({ key, lane, body }) => ({ key, lane, body }));
    expect(await historyOf('public')).toEqual(live);
    const after = desk.platform.cursorAt(NOON);
    expect(await historyOf('public', after)).toEqual(live);
    expect(await historyOf('public', desk.platform.cursorAt(plus(NOON, HOUR)))).toEqual([]);
    expect(idAt(instant(999), 10) < idAt(instant(1000), 9)).toBe(true);
  });

  it('tells of edits, deletions and reactions in the channel’s own lane, each once', async () => {
    const { messageId = '' } = await says('carol', 'public', 'hello');
    const on = { placeId: 'public', messageId };
    const ref = { place: place('public'), messageId };
    await does('alice', { type: 'react', on, sign: '👀', added: true });
    await does('alice', { type: 'react', on, sign: '👀', added: true });
    expect(last()).toMatchObject({ type: 'reaction', by: member('alice'), on: ref, sign: '👀', added: true });
    await does('alice', { type: 'react', on, sign: '👀', added: false });
    expect(last()).toMatchObject({ type: 'reaction', added: false });
    await does('carol', { type: 'edit', on, text: 'hello all' });
    expect(last()).toMatchObject({ type: 'edited', ref, text: 'hello all', by: member('carol') });
    await does('carol', { type: 'remove', on });
    expect(last()).toMatchObject({ type: 'deleted', ref });
    expect(await desk.platform.message(ref)).toBeUndefined();
    expect(desk.accepted.map(({ lane }) => lane)).toEqual(Array(5).fill('public'));
    expect(new Set(desk.accepted.map(({ key }) => key)).size).toBe(5);
  });

  it('calls a command from a line, or on a message', async () => {
    const { messageId = '' } = await says('carol', 'public', 'hello');
    await does('alice', { type: 'command', placeId: 'triage', line: 'ticket assign 42 @Bob' });
    expect(last()).toMatchObject({ type: 'command', line: 'ticket assign 42 <@bob>', in: place('triage'), input: {} });
    const on = { placeId: 'public', messageId };
    await does('alice', { type: 'submit', placeId: 'public', command: 'ticket open', input: { severity: 'S2' }, on });
    expect(last()).toMatchObject({
      line: 'ticket open',
      input: { severity: 'S2' },
      on: { place: place('public'), messageId },
      channel: place('public'),
      at: NOON,
    });
  });

  it('is found again after the desk could not store it', async () => {
    const unavailable = jest.spyOn(desk, 'accept').mockRejectedValue(new StoreUnavailable('full'));
    await expect(says('carol', 'public', 'hello')).rejects.toMatchObject({ code: 'playground.unavailable' });
    unavailable.mockRestore();
    expect(await historyOf('public')).toHaveLength(1);
    expect(desk.misses).toBe(1);
  });

  it('reaches nobody once stopped', async () => {
    await desk.platform.stop();
    await expect(says('carol', 'public', 'hello')).rejects.toMatchObject({ code: 'playground.unavailable' });
    expect(desk.accepted).toEqual([]);
  });

  it('means nothing when it cannot be read', async () => {
    for (const body of [null, 42, {}, { type: 'message' }, { type: 'command', in: 3 }]) {
      expect(await desk.platform.read({ key: 'k', lane: 'acme', body })).toEqual([]);
    }
  });
});
