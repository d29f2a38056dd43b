import { type Desk, teamOf } from '../desk/desk';
import type { Unit } from '../store';
import type { Instant } from '../time';
import { sayPlace } from './account';
import { keepAccount, keepBinding } from './keep';

const BY_FILE = { via: 'policy file' } as const;

/**
 * Channels of the policy file that the database does not know yet get the account that the file names, which is made if
 * there is none. Each once: what the file says of a channel that has its account counts no more. Answers with those
 * channels where it says something else. Plans are kept as they stand.
 */
export async function takeOverChannels(unit: Unit, desk: Desk, now: Instant): Promise<readonly string[]> {
  await unit.plans.keep(Object.values(desk.plans), now);
  const known = new Map((await unit.accounts.bindings()).map((one) => [sayPlace(one.place), one]));
  const differing: string[] = [];
  for (const { place, account, team } of desk.channels) {
    const binding = known.get(sayPlace(place));
    if (binding !== undefined) {
      const same = binding.account?.toLowerCase() === account.toLowerCase();
      if (!same) differing.push(`${sayPlace(place)} (${binding.account ?? 'nobody'}, not ${account})`);
      continue;
    }
    const zone = teamOf(desk, team)?.zone ?? 'UTC';
    const { name } = await keepAccount(unit, { name: account, team, zone }, { ...BY_FILE, at: now });
    await keepBinding(unit, { place, account: name }, { ...BY_FILE, at: now });
    await unit.inbox.again(place);
  }
  return differing;
}
