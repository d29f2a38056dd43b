import { history, ticket } from '../support/desk-facts';
import type { Person, Stage } from './stage';

/** `opened by carol`, `breached`: a ticket's history with who did each thing. */
export const deeds = async (s: Stage, number: number): Promise<readonly string[]> =>
  (await history(s, number)).map(({ type, by }) =>
    by === undefined ? type : `${type} by ${s.personOf(by.member.memberId)}`,
  );

export async function assignee(s: Stage, number: number): Promise<Person | undefined> {
  const found = (await ticket(s, number)).assignee;
  return found && s.personOf(found.member.memberId);
}
/** The triage card of a ticket. */
export const cardOf = (s: Stage, number: number) => s.find('triage', new RegExp(`^desk: (🎫|✅) #${number} `));
export const cardText = (s: Stage, number: number): string =>
  s.channel('triage').find((line) => new RegExp(`^desk: (🎫|✅) #${number} `).test(line)) ?? 'no card';

/** Acme's #1, asked by Carol at 10:00. */
export const asked = (s: Stage) => s.says('carol', 'acme', 'Upgrade to 5.2 fails on start');
