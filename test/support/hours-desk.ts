import { demoDesk } from '../../src/adapters/playground/people';
import { HOUR, MINUTE, millis } from '../../src/core/time';
import { booksOf } from './contracts';
import { euros, PLANS, SELLING } from './plans';
import { type World, world } from './world';

const metered = { ...PLANS.metered, hours: millis(2 * HOUR), rounding: millis(15 * MINUTE), overage: euros('150') };
/** A desk whose plan `metered` has 2 hours a month, counts quarters of an hour, and has a rate for more. */
export const desk = { ...demoDesk(), ...SELLING, plans: { ...PLANS, metered } } as ReturnType<typeof demoDesk>;
export type Who = 'dana' | 'alice' | 'carol' | 'chen' | 'olaf';

/** What somebody is answered, in private. */
export async function answer(w: World, who: Who, line: string, place = 'triage'): Promise<string> {
  const before = w.told(who).length;
  await w[who].types(place, line);
  return w.told(who).slice(before).join('\n');
}
/** Acme on a plan, with a request #1. */
export async function acmeOn(plan?: string): Promise<World> {
  const w = await world({ desk });
  await w.dana.types('triage', '/account change Acme owner:@dana');
  if (plan !== undefined) await w.dana.types('triage', `/subscription start Acme ${plan} 2026-11-01`);
  await w.carol.says('acme', 'Upgrade fails');
  return w;
}
export const books = (w: World, account = 'Acme') => w.store.transact((unit) => booksOf(unit, account));
