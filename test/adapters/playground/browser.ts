import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';

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
const DESKTOP = { viewport: { width: 1280, height: 800 }, timezoneId: 'Europe/Berlin' } as const;
export const PHONE = { viewport: { width: 380, height: 800 }, hasTouch: true, isMobile: true } as const;

/** One browser for a file of tests, one set of windows for each test; a test fails if a page complained. */
export class Windows {
  /** What went wrong inside the pages: a script error, or something the content policy stopped. */
  complaints: string[] = [];
  #browser: Browser | undefined;
  #context: BrowserContext | undefined;

  constructor() {
    beforeAll(async () => {
      this.#browser = await chromium.launch({
        executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
        args: FLAGS,
      });
    });
    beforeEach(() => {
      this.complaints = [];
    });
    afterEach(async () => {
      await this.#context?.close();
      this.#context = undefined;
      expect(this.complaints).toEqual([]);
    });
    afterAll(() => this.#browser?.close());
  }

  async open(address: string, as: typeof DESKTOP | typeof PHONE = DESKTOP): Promise<Page> {
    this.#context ??= await this.#browser?.newContext(as);
    const page = await this.#context?.newPage();
    if (page === undefined) throw new Error('the browser has not been started');
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    await page.goto(address);
    await page.locator('#channel-head h2').waitFor();
    return page;
  }
}

export async function write(page: Page, text: string, form = '#write'): Promise<void> {
  await page.locator(`${form} textarea`).fill(text);
  await page.locator(`${form} textarea`).press('Enter');
}
export const row = (page: Page, text: string | RegExp): Locator => page.locator('#channel-log .row', { hasText: text });
export const go = (page: Page, name: string): Promise<void> => page.locator('.place', { hasText: name }).click();
/** The step of the tour that is lit. */
export const atStep = (page: Page, title: string): Promise<void> =>
  page.locator('#tour .now .label', { hasText: title }).waitFor();
