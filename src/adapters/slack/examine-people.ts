import type { webApi } from '@slack/bolt';
import type { Desk } from '../../core/desk/desk';
import { counted, type Finding, findingsAbout } from '../finding';
import { slackError } from './client';
import { type Home, isHome, nameOf, type User } from './directory';
import { lookUpChannel } from './examine-places';
import { partsOf } from './ids';

const about = findingsAbout('Slack');
type Group = NonNullable<webApi.UsergroupsListResponse['usergroups']>[number];

/** Every user group, and every channel that counts as one, whose members are agents. */
export async function* examineGroups(client: webApi.WebClient, { agentGroups }: Desk): AsyncGenerator<Finding> {
  const ids = agentGroups.map(({ group }) => partsOf(group).channel);
  const groups = ids.some(isUserGroup) ? await listGroups(client) : [];
  if (groups === 'untold') return;
  let good = 0;
  for (const id of ids) {
    const finding = isUserGroup(id)
      ? groupFinding(
          id,
          groups.find((group) => group.id === id),
        )
      : await channelFinding(client, id);
    if (finding === undefined) good += 1;
    else yield finding;
  }
  if (good > 0) yield about.ok(`${counted(good, 'group of agents is', 'groups of agents are')} there.`);
}

const isUserGroup = (id: string): boolean => id.startsWith('S');

async function listGroups(client: webApi.WebClient): Promise<readonly Group[] | 'untold'> {
  try {
    return (await client.usergroups.list({ include_disabled: true, include_count: true })).usergroups ?? [];
  } catch (error) {
    if (slackError(error) === 'missing_scope') return 'untold';
    throw error;
  }
}

function groupFinding(id: string, group: Group | undefined): Finding | undefined {
  if (group === undefined)
    return about.broken(
      `There is no user group ${id}, so nobody is an agent by it.`,
      'Copy the group’s ID again (People & user groups, the group, the three dots), or take it out of the policy file.',
    );
  const name = `The user group @${group.handle} (${id})`;
  if (group.date_delete)
    return about.broken(
      `${name} is disabled, so nobody is an agent by it.`,
      'Enable it, or take it out of the policy file.',
    );
  if (Number(group.user_count) === 0)
    return about.warning(`${name} has no members, so nobody is an agent by it.`, 'Add the agents to it.');
  return undefined;
}

async function channelFinding(client: webApi.WebClient, id: string): Promise<Finding | undefined> {
  if ((await lookUpChannel(client, id)) !== undefined) return undefined;
  return about.broken(
    `There is no channel ${id}, whose members are to be agents, or it is private and the bot is not in it.`,
    'Compare the id with the one at the bottom of the channel’s details; invite the bot to a private channel.',
  );
}

/** Everybody the policy file names: somebody who is not of the home team is no agent, whatever the file says. */
export async function* examineAgents(client: webApi.WebClient, home: Home, { people }: Desk): AsyncGenerator<Finding> {
  const named = people.flatMap(({ name, members }) => members.map(({ memberId }) => ({ name, id: memberId })));
  let good = 0;
  for (const { name, id } of named) {
    const user = await lookUpUser(client, id);
    // Not asking is told once, by the scopes.
    if (user === 'untold') return;
    const finding = agentFinding(user, `${name} (${id})`, home);
    if (finding === undefined) good += 1;
    else yield finding;
  }
  if (good > 0)
    yield about.ok(`${counted(good, 'agent is a full member', 'agents are full members')} of the workspace.`);
}

async function lookUpUser(client: webApi.WebClient, user: string): Promise<User | undefined | 'untold'> {
  try {
    return (await client.users.info({ user })).user;
  } catch (error) {
    const name = slackError(error);
    if (name === 'missing_scope') return 'untold';
    if (name === 'user_not_found' || name === 'user_not_visible') return undefined;
    throw error;
  }
}

const REMOVE = 'take the entry out of the policy file';

function agentFinding(user: User | undefined, who: string, home: Home): Finding | undefined {
  if (user === undefined)
    return about.broken(
      `Slack knows nobody by the id of ${who}.`,
      'Copy the member ID from the person’s profile into the policy file.',
    );
  if (user.is_bot)
    return about.warning(
      `${who} is a bot, @${nameOf(user)}, and listed as an agent.`,
      `If that is not meant, ${REMOVE}.`,
    );
  if (isHome(user, home)) return undefined;
  const [what, cure] = whyNotHome(user);
  return about.broken(`${who} ${what}, so cannot be an agent.`, `${cure}, or ${REMOVE}.`);
}

function whyNotHome(user: User): readonly [what: string, cure: string] {
  if (user.deleted) return ['is deactivated', 'Reactivate the account'];
  if (user.is_restricted || user.is_ultra_restricted)
    return ['is a guest', 'Make the person a full member of the workspace'];
  return ['belongs to another workspace', 'Name the person’s account in this workspace'];
}
