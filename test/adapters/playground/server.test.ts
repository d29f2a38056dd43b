import { member, place } from '../../../src/adapters/playground/ids';
import { plus } from '../../../src/core/time';
import { NOON } from './fake-desk';
import { Web } from './web';

let web: Web;
beforeEach(async () => {
  web = await new Web().start();
});
afterEach(() => web.stop());

const say = (as: string, placeId: string, text = 'hello') => web.act(as, { type: 'say', placeId, text });
const post = (
  placeId: string,
  text: string,
  buttons: { label: string; command: string; input: Record<string, string> }[] = [],
) => web.desk.platform.post(place(placeId), { lines: [[text]], buttons }, `${placeId}:${text}`);

describe('who may see what', () => {
  it('shows each person their channels, their own direct messages and private answers, and no more', async () => {
    const everywhere = ['acme', 'globex', 'public', 'triage', 'dm-carol', 'dm-alice'];
    for (const id of everywhere) await post(id, `words in ${id}`);
    await web.desk.platform.answer({ member: member('alice'), in: place('acme') }, { lines: [['psst']] }, 'k');

    const seen = async (id: string) => (await web.seenBy(id)).messages.map(({ placeId }) => placeId);
    expect(await seen('carol')).toEqual(['acme', 'public', 'dm-carol']);
    expect(await seen('chen')).toEqual(['globex', 'public']);
    expect(await seen('olaf')).toEqual(['public']);
    expect(await seen('alice')).toEqual(['acme', 'globex', 'public', 'triage', 'dm-alice', 'acme']);
    expect(await seen('bob')).toEqual(['acme', 'globex', 'public', 'triage']);
    expect((await web.seenBy('carol')).places.map(({ id }) => id)).toEqual(['acme', 'public', 'dm-carol']);
  });

  it('tells a page of nothing its person may not see, as it happens', async () => {
    const told = web.stream('carol');
    expect((await told.next()).value).toMatchObject({ event: 'snapshot' });
    await post('triage', 'secret');
    await web.desk.platform.answer({ member: member('alice'), in: place('acme') }, { lines: [['psst']] }, 'k');
    await post('acme', 'for all');
    expect((await told.next()).value).toMatchObject({
      event: 'message',
      data: { placeId: 'acme', lines: [['for all']] },
    });
    await told.return(undefined);
  });

  it('keeps what a button carries to itself', async () => {
    await post('acme', 'press', [{ label: 'Go', command: 'ticket secret', input: { ticket: '7' } }]);
    const seen = JSON.stringify(await web.seenBy('carol'));
    expect(seen).toContain('"buttons":["Go"]');
    expect(seen).not.toContain('secret');
  });

  it('answers alike for what is hidden and what does not exist', async () => {
    const { ref } = await post('triage', 'card', [{ label: 'Claim', command: 'ticket claim', input: {} }]);
    const on = { placeId: 'triage', messageId: ref.messageId };
    const missing = { placeId: 'triage', messageId: 'nothing' };
    for (const act of [
      { type: 'say', placeId: 'triage', text: 'hi' },
      { type: 'say', placeId: `triage/${ref.messageId}`, text: 'hi' },
      { type: 'say', placeId: 'public/nothing', text: 'hi' },
      { type: 'say', placeId: 'dm-alice', text: 'hi' },
      { type: 'command', placeId: 'triage', line: 'ticket claim' },
      { type: 'submit', placeId: 'triage', command: 'ticket claim', input: {} },
      { type: 'press', on, button: 0, label: 'Claim' },
      { type: 'press', on: missing, button: 0, label: 'Claim' },
      { type: 'react', on, sign: '👀', added: true },
      { type: 'edit', on, text: 'x' },
      { type: 'remove', on },
      { type: 'command', placeId: 'public', line: 'ticket open', on },
    ]) {
      expect(await web.act('carol', act)).toEqual({
        status: 404,
        body: { error: expect.stringContaining('not for you') },
      });
    }
    expect(web.desk.accepted).toEqual([]);
  });

  it('lets nobody be the desk, change another’s words or answer for somebody unknown', async () => {
    const { body } = await say('carol', 'acme');
    const on = { placeId: 'acme', messageId: body.messageId };
    expect((await web.act('alice', { type: 'edit', on, text: 'forged' })).status).toBe(403);
    expect((await web.act('alice', { type: 'remove', on })).status).toBe(403);
    expect((await web.act('alice', { type: 'react', on, sign: 'free text', added: true })).status).toBe(403);
    expect((await say('steward', 'acme')).status).toBe(400);
    expect((await say('nobody', 'acme')).status).toBe(400);
  });

  it('offers a customer no commands of the team, and nobody those that are only pressed', async () => {
    const menu = async (as: string) => {
      const { body } = await web.ask('GET', `/api/menu?as=${as}`);
      return (JSON.parse(body) as { name: string }[]).map(({ name }) => name);
    };
    expect(await menu('carol')).toEqual(['ticket status', 'ticket open']);
    expect(await menu('alice')).toEqual(['ticket claim', 'ticket reply', 'ticket status', 'ticket open']);
  });
});

describe('buttons and forms', () => {
  const reply = { label: 'Reply', command: 'ticket reply', input: { ticket: '42' } };

  it('ask for what is missing, then hand all of it to the desk', async () => {
    const { ref } = await post('triage', 'card', [reply]);
    const on = { placeId: 'triage', messageId: ref.messageId };
    const { body } = await web.act('alice', { type: 'press', on, button: 0, label: 'Reply' });
    expect(body).toMatchObject({
      form: { command: 'ticket reply', input: { ticket: '42' }, fields: [{ name: 'text' }] },
    });
    expect(web.desk.accepted).toEqual([]);
    const input = { ticket: '42', text: 'Try 5.2.1' };
    await web.act('alice', { type: 'submit', placeId: 'triage', command: 'ticket reply', input });
    expect(web.desk.heard).toMatchObject([{ type: 'command', line: 'ticket reply', input, by: member('alice') }]);
  });

  it('refuse a press on what has changed since it was read', async () => {
    const { ref } = await post('triage', 'card', [reply]);
    await web.desk.platform.edit(ref, {
      lines: [['card']],
      buttons: [{ label: 'Dismiss', command: 'ticket dismiss', input: {} }],
    });
    const on = { placeId: 'triage', messageId: ref.messageId };
    expect((await web.act('alice', { type: 'press', on, button: 0, label: 'Reply' })).status).toBe(409);
    expect(web.desk.accepted).toEqual([]);
  });
});

describe('the desk’s clock', () => {
  it('moves for everybody', async () => {
    const told = web.stream('carol');
    await told.next();
    const length = 15 * 60_000;
    expect((await web.post('/api/time', { step: 'forward', length })).body).toEqual({
      now: NOON + length,
      moved: true,
    });
    expect((await told.next()).value).toEqual({ event: 'clock', data: { now: NOON + length } });
    await told.return(undefined);
    expect((await web.post('/api/time', { step: 'deadline' })).body).toMatchObject({ moved: false });
    expect((await web.post('/api/time', { step: 'forward', length: -1 })).status).toBe(400);
  });

  it('makes one move at a time', async () => {
    let arrive: (() => void) | undefined;
    const moving = new Promise<void>((resolve) => {
      web.desk.controls.morning = async () => {
        resolve();
        await new Promise<void>((done) => {
          arrive = done;
        });
        return plus(NOON, 1 as never);
      };
    });
    const first = web.post('/api/time', { step: 'morning' });
    await moving;
    expect((await web.post('/api/time', { step: 'morning' })).status).toBe(409);
    arrive?.();
    expect((await first).body).toMatchObject({ moved: true });
  });

  it('leaves no page waiting once the platform has stopped', async () => {
    const told = web.stream('carol');
    await told.next();
    await web.desk.platform.stop();
    expect((await told.next()).done).toBe(true);
  });
});
