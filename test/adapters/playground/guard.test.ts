import { StoreUnavailable } from '../../../src/core/errors';
import { Web } from './web';

let web: Web;
beforeEach(async () => {
  web = await new Web().start();
});
afterEach(() => web.stop());

const say = (as: string, placeId: string, text = 'hello') => web.act(as, { type: 'say', placeId, text });

describe('other web pages', () => {
  const body = JSON.stringify({ as: 'alice', act: { type: 'say', placeId: 'acme', text: 'forged' } });
  const json = { 'Content-Type': 'application/json' };

  it.each([
    ['a stranger’s name for this machine', { Host: 'evil.example', ...json }],
    ['a name that only begins like it', { Host: 'localhost.evil.example', ...json }],
    ['another origin', { Origin: 'https://evil.example', ...json }],
    ['another port of this machine', { Origin: 'http://localhost:1', ...json }],
    ['an origin that hides', { Origin: 'null', ...json }],
    ['a cross-site request', { 'Sec-Fetch-Site': 'cross-site', ...json }],
    ['a same-site request', { 'Sec-Fetch-Site': 'same-site', ...json }],
  ])('may not act through %s', async (_, headers) => {
    expect((await web.ask('POST', '/api/act', headers, body)).status).toBe(403);
    expect((await web.ask('GET', '/api/stream?as=alice', headers)).status).toBe(403);
    expect(web.desk.accepted).toEqual([]);
  });

  it('may not send what a plain form can', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      expect((await web.ask('POST', '/api/act', { 'Content-Type': type }, body)).status).toBe(415);
    }
    expect(web.desk.accepted).toEqual([]);
  });

  it('may link here, and run nothing here', async () => {
    const visit = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' };
    const page = await web.ask('GET', '/', visit);
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(
      /default-src 'none'.*script-src 'self';.*frame-ancestors 'none'/,
    );
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
    expect(page.body).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style=/);
    expect((await web.ask('GET', '/api/menu?as=alice', visit)).status).toBe(403);
  });
});

describe('what cannot be done', () => {
  it('is refused in a sentence, whatever was sent', async () => {
    const sent = async (text: string) =>
      (await web.ask('POST', '/api/act', { 'Content-Type': 'application/json' }, text)).status;
    expect(await sent('{')).toBe(400);
    expect(await sent('null')).toBe(400);
    expect(await sent(JSON.stringify('x'.repeat(200_000)))).toBe(413);
    expect((await say('carol', 'acme', '   ')).body).toEqual({ error: 'There is nothing to send.' });
    expect((await say('carol', 'acme', 'x'.repeat(8_001))).status).toBe(400);
    expect(web.errors).toEqual([]);
  });

  it('says when the desk cannot store, and reports what nobody foresaw', async () => {
    const accept = jest.spyOn(web.desk, 'accept').mockRejectedValueOnce(new StoreUnavailable('full'));
    expect((await say('carol', 'acme')).status).toBe(503);
    accept.mockRejectedValueOnce(new Error('a secret detail'));
    const { status, body } = await say('carol', 'acme');
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(web.errors).toHaveLength(1);
  });
});
