import { place } from '../../../src/adapters/playground/ids';
import { go, PHONE, row, Windows, write } from './browser';
import { Web } from './web';

jest.setTimeout(60_000);
const windows = new Windows();
let web: Web;
beforeEach(async () => {
  web = await new Web().start();
});
afterEach(() => web.stop());

const open = (path: string, as?: typeof PHONE) => windows.open(`${web.served.page}${path}`, as);

it('shows everybody’s words as words, never as markup', async () => {
  const page = await open('?as=carol#public');
  const nasty =
    '<img src=x onerror="document.title=1"><script>1</script> javascript:alert(1) &amp; https://a.example/"onmouseover=1';
  await write(page, nasty);
  expect(await row(page, 'onerror').locator('.words').textContent()).toBe(nasty);
  const link = { type: 'link', url: 'javascript:alert(1)', text: 'press me' } as const;
  await web.desk.platform.post(
    place('public'),
    { lines: [[link], { quote: '<b>quoted</b>' }], buttons: [{ label: '<i>go</i>', command: 'x', input: {} }] },
    'k',
  );
  await page.getByRole('button', { name: '<i>go</i>' }).waitFor();
  expect(await page.locator('.log img, .log script, .log b b, .log i, a[href^=javascript]').count()).toBe(0);
});

it('tells two windows what concerns them, and only that', async () => {
  const carol = await open('?as=carol#acme');
  const alice = await open('?as=alice#public');
  await write(carol, 'The export fails');
  await alice.locator('.place', { hasText: 'acme' }).locator('.count').waitFor();
  await alice.locator('.place', { hasText: 'triage' }).locator('.count').waitFor();
  expect(await alice.locator('#announcer').textContent()).toContain('Steward in #triage');
  expect(await carol.locator('.place').allTextContents()).not.toContain('triage');
  await go(alice, 'acme');
  await row(alice, 'The export fails').waitFor();
  await alice.locator('.place.unread', { hasText: 'acme' }).waitFor();
  await alice.locator('.replies').click();
  await alice.locator('.place:not(.unread)', { hasText: 'acme' }).waitFor();
});

it('asks in a dialog for what a command lacks', async () => {
  const page = await open('?as=alice#triage');
  await write(page, '/ticket reply');
  await page.getByRole('dialog', { name: 'Answer the customer' }).waitFor();
  expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
  await page.keyboard.press('Escape');
  expect(web.desk.accepted).toEqual([]);

  const carol = await open('?as=carol#acme');
  await write(carol, 'The export fails');
  await go(page, 'acme');
  await row(page, 'The export fails').hover();
  await row(page, 'The export fails').getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Open ticket' }).click();
  await page.getByLabel('How bad').selectOption('S1');
  await page.getByLabel('What to tell them').fill('Export is broken');
  await page.getByRole('button', { name: 'Send' }).and(page.locator('.main-button')).click();
  await page.locator('.row.private', { hasText: 'Done: ticket open' }).waitFor();
  const input = { severity: 'S1', summary: 'Export is broken' };
  expect(web.desk.heard.at(-1)).toMatchObject({
    type: 'command',
    line: 'ticket open',
    input,
    on: { place: place('acme') },
  });
});

it('is used without a mouse', async () => {
  const page = await open('?as=alice#public');
  const area = page.locator('#write textarea');
  await area.fill('/cla');
  await page.getByRole('option', { name: '/ticket claim' }).waitFor();
  await area.press('Tab');
  expect(await area.inputValue()).toBe('/ticket claim ');
  await page.locator('.usage', { hasText: '[ticket]' }).waitFor();
  await area.press('Enter');
  await page.locator('.row.private', { hasText: 'You have #42' }).waitFor();

  await area.pressSequentially('one');
  await area.press('Shift+Enter');
  await area.pressSequentially('two @bo');
  await area.press('Enter');
  await area.press('Enter');
  expect(await row(page, 'one').locator('.words p').allTextContents()).toEqual(['one', 'two @Bob']);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('glo');
  await page.keyboard.press('Enter');
  await page.locator('#channel-head', { hasText: '#globex' }).waitFor();
  await page.goBack();
  await page.locator('#channel-head', { hasText: '#public' }).waitFor();
});

it('keeps what was written when the desk refuses it', async () => {
  const page = await open('?as=carol#acme');
  await write(page, '/nonsense');
  await page.locator('.toast', { hasText: 'There is no command /nonsense' }).waitFor();
  expect(await page.locator('#write textarea').inputValue()).toBe('/nonsense');
});

it('says that the playground has gone, and finds it again', async () => {
  const page = await open('?as=carol#acme');
  await page.context().setOffline(true);
  web.served.drop();
  await page.locator('#offline').waitFor();
  await web.desk.platform.post(place('acme'), { lines: [['said meanwhile']] }, 'k');
  await page.context().setOffline(false);
  await row(page, 'said meanwhile').waitFor();
  await page.locator('#offline').waitFor({ state: 'hidden' });
  // The browser itself complains of each request it could not make.
  windows.complaints = windows.complaints.filter((complaint) => !complaint.includes('net::ERR_'));
});

it('fits a phone, in light and in dark', async () => {
  const page = await open('?as=carol#acme', PHONE);
  await write(page, 'A line without a break: '.concat('x'.repeat(300)));
  await page.locator('.replies').click();
  await page.locator('#thread-log .row', { hasText: 'Thanks, Carol' }).waitFor();
  await page.getByRole('button', { name: 'Close the thread' }).click();
  await page.locator('#drawer').click();
  await page.getByRole('button', { name: 'public' }).click();
  await page.locator('#channel-head', { hasText: '#public' }).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(380);
  const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await ground()).not.toBe(light);
  await page.getByRole('button', { name: 'Use light colours' }).click();
  expect(await ground()).toBe(light);
});
