import { sayMember } from '../account/account';
import { isCovered } from '../account/coverage';
import { leadsOf, teamServing } from '../desk/desk';
import { type Member, type Message, toMessage } from '../message';
import type { Work } from '../work';
import type { Changed } from './changed';
import { shortOf } from './words';

/** Whoever looks after an account; where nobody was named, the leads of its team. */
export async function ownersOf(
  { unit, desk }: Pick<Work, 'unit' | 'desk'>,
  account: string,
): Promise<readonly Member[]> {
  const found = await unit.accounts.find(account);
  if (found?.owner !== undefined) return [found.owner];
  return leadsOf(desk, teamServing(desk, found)?.id ?? '').flatMap(({ members }) => members);
}

/** The account's owner hears of a request that is not covered: once of one cause, however many requests follow. */
export async function tellOwner(work: Work, { ticket, events }: Changed): Promise<void> {
  const { account, coverage } = ticket;
  if (coverage === undefined || account === undefined || isCovered(coverage)) return;
  if (!events.some(({ type }) => type === 'opened' || type === 'covered')) return;
  const fact = `uncovered:${coverage.cause}:${coverage.about}:${account}`;
  const message: Message = {
    lines: [
      [`${account} asks for what the contract does not cover: ${coverage.reason}.`],
      [
        `It is `,
        `${shortOf(ticket)} by ${ticket.requester.name}, under the community’s promise. `,
        toMessage(ticket.root, 'Open'),
      ],
      ['You hear of this once. `account show` and `subscription show` say how the contract stands.'],
    ],
  };
  for (const to of await ownersOf(work, account)) {
    const key = `${fact}:${sayMember(to)}`;
    await work.unit.outbox.put({ key, act: { type: 'dm', to }, message, priority: 5 }, work.now);
  }
}
