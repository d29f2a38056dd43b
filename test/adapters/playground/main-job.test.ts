import type { TimeControls } from '../../../src/adapters/playground/controls';
import { demoDesk } from '../../../src/adapters/playground/people';
import { loadMenu } from '../../../src/commands/load';
import { nextSlot } from '../../../src/core/digest/due';
import type { Instant } from '../../../src/core/time';
import { type World, world } from '../../support/world';
import { atStep, go, row, Windows, write } from './browser';
import { Served } from './web';

jest.setTimeout(60_000);
const windows = new Windows();
let desk: World;
let served: Served;
beforeEach(async () => {
  desk = await world({ start: '2026-11-23T11:32:00Z' });
  served = await Served.start({ platform: desk.platform, controls: controlsOf(desk), menu: loadMenu().specs });
});
afterEach(() => served.stop());

function controlsOf({ clock, store }: World): TimeControls {
  const settle = () => desk.settle();
  const to = async (at: Instant | undefined) => {
    if (at === undefined) return undefined;
    clock.set(at);
    await settle();
    return at;
  };
  return {
    now: () => clock.now(),
    forward: async (length) => {
      clock.advance(length);
      await settle();
    },
    toNextDeadline: async () => to(await store.transact((unit) => unit.deadlines.next())),
    morning: async () => to(demoDesk().teams.map((team) => nextSlot(team, clock.now())?.at)[0]),
  };
}

it('leads a newcomer from a question to the digest, with the real desk behind it', async () => {
  const page = await windows.open(served.page);
  const help = page.locator('#tour .main-button');
  await atStep(page, 'Ask');
  await help.click();
  await page.locator('#write textarea').press('Enter');
  await row(page, 'Upgrade to 5.2').locator('.sign', { hasText: '🎫' }).waitFor();

  await atStep(page, 'Claim');
  await help.click();
  await page.getByRole('button', { name: 'Claim' }).click();
  await row(page, '#1 Upgrade to 5.2').filter({ hasText: 'Alice' }).waitFor();
  await page.locator('.row.private').waitFor();

  await atStep(page, 'Reply');
  await help.click();
  await page.locator('.replies').click();
  await page.locator('#thread-log .row.desk', { hasText: /#1.*13:32/ }).waitFor();
  await write(page, 'Run the migration first.', '#thread-write');
  await page.locator('#thread-log .row', { hasText: 'Run the migration first.' }).waitFor();

  await atStep(page, 'Warning');
  await help.click();
  await page.getByRole('button', { name: 'To next deadline' }).click();
  await row(page, /⏳ #1 .*20:32/).waitFor();
  await page.locator('#now', { hasText: 'Mon 23 Nov, 18:56' }).waitFor();

  await atStep(page, 'Breach');
  await page.getByRole('button', { name: 'To next deadline' }).click();
  await row(page, /🔴 #1 .*20:32/).waitFor();

  await atStep(page, 'Resolve');
  await help.click();
  const question = row(page, 'Upgrade to 5.2');
  await question.hover();
  await question.getByRole('button', { name: 'React' }).click();
  await page.locator('.picker').getByRole('button', { name: 'Resolve' }).click();
  await question.getByRole('button', { name: /✅ by .*Steward/ }).waitFor();

  await page.getByRole('button', { name: 'To the morning digest' }).click();
  await page.locator('#tour', { hasText: 'the whole way of a ticket' }).waitFor();
  await go(page, 'triage');
  await row(page, /Core team, Tuesday 24 November/).waitFor();
});
