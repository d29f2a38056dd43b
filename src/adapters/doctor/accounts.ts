import { type Account, sayMember } from '../../core/account/account';
import { deskInForce } from '../../core/account/desk-in-force';
import { quoted } from '../../core/account/give-channel';
import type { Desk } from '../../core/desk/desk';
import { calledNow, renamed } from '../../core/moved';
import type { Unit } from '../../core/store';
import type { Settings } from '../config';
import { counted, type Finding, findingsAbout } from '../finding';

const about = findingsAbout('Accounts');
const PAGE = 200;

interface Looking {
  look<T>(work: (unit: Unit) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
export type LookInto = (database: Settings['database']) => Promise<Looking>;

/**
 * The accounts of the database; ends with the desk as it is in force, its channels by the ids they go by now. A database
 * that cannot be looked into was told of before, and leaves the policy file.
 */
export async function* examineAccounts(
  lookInto: LookInto,
  database: Settings['database'],
  file: Desk,
): AsyncGenerator<Finding, Desk> {
  const looking = await lookInto(database).catch(() => undefined);
  if (looking === undefined) return file;
  try {
    const { desk, moved } = await looking.look((unit) => deskInForce(unit, file));
    const accounts = await looking.look(allAccounts);
    yield* accounts.flatMap((account) => ownerFinding(account, desk) ?? []);
    if (accounts.length > 0)
      yield about.ok(
        `${counted(accounts.length, 'account')} in the database, with ${counted(desk.channels.length, 'channel')}.`,
      );
    const { teams, agentGroups, channels } = desk;
    return { ...desk, ...renamed({ teams, agentGroups, channels }, calledNow(moved)) };
  } catch (error) {
    yield about.refused(error);
    return file;
  } finally {
    await looking.close();
  }
}

async function allAccounts({ accounts }: Unit): Promise<readonly Account[]> {
  const all: Account[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page: readonly Account[] = await accounts.list({ after, limit: PAGE });
    all.push(...page);
    after = page.length < PAGE ? undefined : page.at(-1)?.name;
  }
  return all;
}

/** Who is in a group of agents only the platform knows; those are taken at their word. */
function ownerFinding({ name, owner }: Account, { people, agentGroups }: Desk): Finding | undefined {
  if (owner === undefined || agentGroups.some(({ group }) => group.platform === owner.platform)) return undefined;
  if (people.some(({ members }) => members.map(sayMember).includes(sayMember(owner)))) return undefined;
  return about.warning(
    `${name} is looked after by ${sayMember(owner)}, who is not on the team and hears of its contract all the same.`,
    `Name somebody else: \`account change ${quoted(name)} owner:@…\`.`,
  );
}
