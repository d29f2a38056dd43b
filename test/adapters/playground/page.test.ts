import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { place } from '../../../src/adapters/playground/ids';
import { Web } from './web';

jest.setTimeout(60_000);
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const PATIENCE = 10_000;

let browser: Browser;
let web: Web;
let context: BrowserContext;
/** What went wrong inside the pages: a script error, or something the content policy stopped. */
let complaints: string[];

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: FLAGS });
});
afterAll(() => browser.close());
beforeEach(async () => {
  web = await new Web().start();
  complaints = [];
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: 'Europe/Berlin' });
  context.setDefaultTimeout(PATIENCE);
});
afterEach(async () => {
  await context.close();
  await web.stop();
  expect(complaints).toEqual([]);
});

async function open(path: string, within = context): Promise<Page> {
  const page = await within.newPage();
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(`${web.page}${path}`);
  await page.locator('#channel-head h2').waitFor();
  return page;
}

async function write(page: Page, text: string, form = '#write'): Promise<void> {
  await page.locator(`${form} textarea`).fill(text);
  await page.locator(`${form} textarea`).press('Enter');
}
const row = (page: Page, text: string): Locator => page.locator('#channel-log .row', { hasText: text });
const go = (page: Page, name: string) => page.locator('.place', { hasText: name }).click();
const atStep = (page: Page, title: string) => page.locator('#tour .now .label', { hasText: title }).waitFor();

it('leads a newcomer from a question to the digest', async () => {
  const page = await open('');
  const help = page.locator('#tour .main-button');
  await atStep(page, 'Ask');
  await help.click();
  await page.locator('#write textarea').press('Enter');
  await row(page, 'Upgrade to 5.2').locator('.sign', { hasText: '🎫' }).waitFor();
  await atStep(page, 'Claim');

  await help.click();
  await page.getByRole('button', { name: 'Claim' }).click();
  await page.locator('.row.private', { hasText: 'Only you see this' }).waitFor();
  await atStep(page, 'Reply');

  await help.click();
  await page.locator('.replies').click();
  await page.locator('#thread-log', { hasText: 'will answer by 13:32 (in 1 h)' }).waitFor();
  await write(page, 'Run the migration first.', '#thread-write');
  await page.locator('#thread-log .row', { hasText: 'Run the migration first.' }).waitFor();
  await atStep(page, 'Warning');

  await help.click();
  await page.getByRole('button', { name: 'To next deadline' }).click();
  await row(page, 'needs an answer').waitFor();
  await page.locator('#now', { hasText: 'Mon 23 Nov, 13:20' }).waitFor();
  await page.locator('#channel-log time', { hasText: 'in 12 min' }).waitFor();
  await atStep(page, 'Breach');
  await page.getByRole('button', { name: 'To next deadline' }).click();
  await atStep(page, 'Resolve');

  await help.click();
  await row(page, 'Upgrade to 5.2').hover();
  await row(page, 'Upgrade to 5.2').getByRole('button', { name: 'React' }).click();
  await page.locator('.picker').getByRole('button', { name: 'Resolve' }).click();
  await row(page, 'Upgrade to 5.2').locator('.sign', { hasText: '✅' }).waitFor();
  expect(web.desk.heard.at(-1)).toMatchObject({ type: 'reaction', sign: '✅' });

  await page.getByRole('button', { name: 'To the morning digest' }).click();
  await page.locator('#tour', { hasText: 'the whole way of a ticket' }).waitFor();
  await go(page, 'triage');
  await row(page, 'Core team, Tuesday').waitFor();
});

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
  await context.setOffline(true);
  web.drop();
  await page.locator('#offline').waitFor();
  await web.desk.platform.post(place('acme'), { lines: [['said meanwhile']] }, 'k');
  await context.setOffline(false);
  await row(page, 'said meanwhile').waitFor();
  await page.locator('#offline').waitFor({ state: 'hidden' });
  // The browser itself complains of each request it could not make.
  complaints = complaints.filter((complaint) => !complaint.includes('net::ERR_'));
});

it('fits a phone, in light and in dark', async () => {
  const phone = await browser.newContext({ viewport: { width: 380, height: 800 }, hasTouch: true, isMobile: true });
  const page = await open('?as=carol#acme', phone);
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
  await phone.close();
});
