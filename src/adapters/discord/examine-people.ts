import type { Desk } from '../../core/desk/desk';
import { counted, type Finding, findingsAbout } from '../finding';
import { isId } from './examine-ids';
import type { Servers } from './examine-servers';

const about = findingsAbout('Discord');
const COPY_ID = 'Copy the id again: right click, Copy ID (developer mode on)';

/** Every role whose holders are agents. */
export async function* examineRoles(servers: Servers, { agentGroups }: Desk): AsyncGenerator<Finding> {
  let good = 0;
  for (const { group } of agentGroups) {
    const id = group.placeId;
    const guild = isId(id) ? await servers.withRole(id) : undefined;
    if (guild === undefined)
      yield about.broken(
        `There is no role ${id} in any server of the bot, so nobody is an agent by it.`,
        `${COPY_ID}, or take it out of the policy file.`,
      );
    else if (guild.id === id)
      yield about.broken(
        `The role ${id} is everybody in ${guild.name}: every customer there would be an agent.`,
        'Name a role that only agents have.',
      );
    else good += 1;
  }
  if (good > 0) yield about.ok(`${counted(good, 'role of agents is', 'roles of agents are')} there.`);
}

/** Everybody the policy file names. */
export async function* examineAgents(servers: Servers, { people }: Desk): AsyncGenerator<Finding> {
  const named = people.flatMap(({ name, members }) => members.map(({ memberId }) => ({ name, id: memberId })));
  let good = 0;
  for (const { name, id } of named) {
    if (isId(id) && (await servers.hasMember(id))) good += 1;
    else
      yield about.broken(
        `${name} (${id}) is in no server of the bot, so cannot be an agent.`,
        `Let the person join, or ${COPY_ID.slice(0, 1).toLowerCase()}${COPY_ID.slice(1)}.`,
      );
  }
  if (good > 0) yield about.ok(`${counted(good, 'agent is', 'agents are')} in a server of the bot.`);
}
