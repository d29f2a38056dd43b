import { tickets } from '../support/desk-facts';
import type { Person, Stage } from './stage';
import { cardOf } from './told-of';

const PEOPLE: readonly Person[] = ['carol', 'carl', 'chen', 'alice', 'bob', 'dana'];

/** All that an action could have changed, and all that anybody but `except` could read of it. */
export async function everything(s: Stage, except: Person) {
  const all = await tickets(s);
  const [histories, targets] = await s.store.transact(async (unit) => [
    await Promise.all(all.map(({ id }) => unit.tickets.history(id))),
    await unit.targets.ofTickets(all.map(({ id }) => id)),
  ]);
  const channels = (['acme', 'globex', 'triage'] as const).map((name) => s.channel(name));
  const threads = all.flatMap(({ number, root }) => [s.under(root), s.under(cardOf(s, number)), s.signs(root)]);
  const told = PEOPLE.filter((who) => who !== except).map((who) => s.told(who));
  return { tickets: all, histories, targets, channels, threads, told };
}
