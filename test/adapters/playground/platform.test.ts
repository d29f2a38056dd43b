import { type Act, perform } from '../../../src/adapters/playground/acts';
import { DESK_ID, member, place } from '../../../src/adapters/playground/ids';
import { demoDesk, type Persona, persona } from '../../../src/adapters/playground/people';
import type { Posted, RawEvent } from '../../../src/core/chat';
import { PlatformError } from '../../../src/core/errors';
import { calendarOf } from '../../../src/core/sla/policy';
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
const lines = (text: string) => ({ lines: [[text]] });
async function historyOf(placeId: string, after = ''): Promise<readonly RawEvent[]> {
  const found: RawEvent[] = [];
  for await (const { event } of desk.platform.history(place(placeId), after)) found.push(event);
  return found;
}

async function found(placeId: string) {
  const posts: Posted[] = [];
  const sought = { place: place(placeId), key: 'k1', message: lines('hello'), since: NOON };
  for await (const posted of desk.platform.find(sought)) posts.push(posted);
  return posts;
}

describe('what the desk says', () => {
  it('posts once under a key, however often it is asked', async () => {
    const first = await desk.platform.post(place('acme'), lines('hello'), 'k1');
    const again = await desk.platform.post(place('acme'), lines('hello again'), 'k1');
    expect(again).toEqual(first);
    expect(await found('acme')).toEqual([first]);
    expect(await found('globex')).toEqual([]);
    expect(desk.platform.room.entries()).toHaveLength(1);
  });

  it('answers once under a key, to the caller alone', async () => {
    const caller = { member: member('carol'), in: place('acme') };
    await desk.platform.answer(caller, lines('psst'), 'k1');
    await desk.platform.answer(caller, lines('psst'), 'k1');
    const entries = desk.platform.room.entries();
    expect(entries.map(({ onlyFor }) => onlyFor)).toEqual([member('carol')]);
  });

  it('answers directly somebody who cannot be where they called from', async () => {
    await desk.platform.answer({ member: member('olaf'), in: place('triage') }, lines('no'), 'k1');
    expect(desk.platform.room.entries().map(({ ref }) => ref.place.placeId)).toEqual(['dm-olaf']);
  });

  it('is never told to the desk as somebody’s message', async () => {
    await desk.platform.post(place('acme'), lines('hello'), 'k1');
    expect(desk.accepted).toEqual([]);
    expect(await historyOf('acme')).toEqual([]);
    const forged = {
      type: 'message',
      ref: { placeId: 'acme', messageId: '1' },
      by: DESK_ID,
      at: 0,
      text: 'hi',
      files: [],
    };
    expect(await desk.platform.read({ key: 'k', lane: 'acme', body: forged })).toEqual([]);
  });

  it('edits its own message only, and refuses places and messages that are not there for good', async () => {
    const { messageId = '' } = await says('carol', 'public', 'hello');
    const theirs = { place: place('public'), messageId };
    const never = expect.objectContaining({ retryAfter: 'never' });
    await expect(desk.platform.edit(theirs, lines('forged'))).rejects.toEqual(never);
    await expect(desk.platform.post(place('nowhere'), lines('x'), 'k')).rejects.toBeInstanceOf(PlatformError);
    await expect(desk.platform.post(place('acme/1'), lines('x'), 'k')).rejects.toEqual(never);
    await expect(desk.platform.directMessage(member('nobody'))).rejects.toEqual(never);
  });

  it('puts a sign once and takes it away, telling nobody', async () => {
    const { messageId = '' } = await says('carol', 'public', 'hello');
    const ref = { place: place('public'), messageId };
    const before = desk.accepted.length;
    await desk.platform.sign(ref, '🎫', true);
    await desk.platform.sign(ref, '🎫', true);
    expect(desk.platform.room.get(ref)?.signs).toEqual([{ sign: '🎫', by: [DESK_ID] }]);
    await desk.platform.sign(ref, '🎫', false);
    expect(desk.platform.room.get(ref)?.signs).toEqual([]);
    expect(desk.accepted).toHaveLength(before);
  });
});

describe('the cast', () => {
  it('proves who is at home, who belongs to a group and who is a program', async () => {
    const triage = [place('triage')];
    const circles = { groups: triage, own: triage };
    expect(await desk.platform.profile(member('alice'), circles)).toMatchObject({
      name: 'Alice',
      standing: 'home',
      groups: triage,
    });
    expect(await desk.platform.profile(member('carol'), circles)).toMatchObject({ standing: 'outside', groups: [] });
    expect(await desk.platform.profile(member(DESK_ID), circles)).toMatchObject({ bot: true, groups: [] });
    expect(await desk.platform.profile(member('nobody'), circles)).toMatchObject({ standing: 'outside', groups: [] });
  });

  it('has promises the core can read', () => {
    const { policies, channels } = demoDesk();
    for (const { policy } of channels) expect(Object.keys(policies)).toContain(policy);
    for (const policy of Object.values(policies)) expect(calendarOf(policy).zone).toBe('Europe/Berlin');
  });
});
