import type { CustomerChannel, Desk } from '../desk/desk';
import { teamServing } from '../desk/desk';
import { knownAs, type Moved, renamed } from '../moved';
import type { Unit } from '../store';
import { type Account, type KeptBinding, sayPlace } from './account';

/** A desk as it is in force, and what its channels are called now. */
export interface InForceDesk {
  readonly desk: Desk;
  readonly moved: readonly Moved[];
}

/** The policy file with the channels as the database has them. What it has not taken over yet is as the file says. */
export async function deskInForce({ accounts, moves }: Unit, written: Desk): Promise<InForceDesk> {
  const moved = await moves.all();
  const file = byKnownIds(written, moved);
  const bindings = await accounts.bindings();
  const inFile = new Map(file.channels.map((channel) => [sayPlace(channel.place), channel]));
  const owners = new Map<string, Account>();
  // Only those whose channels the file does not know: it says the team of the others.
  for (const { place, account } of bindings) {
    if (account === undefined || owners.has(account) || inFile.has(sayPlace(place))) continue;
    const known = await accounts.find(account);
    if (known !== undefined) owners.set(account, known);
  }
  const taken = new Set(bindings.map(({ place }) => sayPlace(place)));
  const channels = [
    ...bindings.flatMap((binding) => channelFor(file, binding, inFile, owners) ?? []),
    ...file.channels.filter(({ place }) => !taken.has(sayPlace(place))),
  ];
  return { desk: { ...file, channels }, moved };
}

/** Whoever writes the policy file looks up what a channel is called today; the desk goes on by the id it knows. */
export function byKnownIds(file: Desk, moved: readonly Moved[]): Desk {
  if (moved.length === 0) return file;
  const { teams, agentGroups, channels } = file;
  return { ...file, ...renamed({ teams, agentGroups, channels }, knownAs(moved)) };
}

function channelFor(
  file: Desk,
  { place, account, since }: KeptBinding,
  inFile: ReadonlyMap<string, CustomerChannel>,
  owners: ReadonlyMap<string, Account>,
): CustomerChannel | undefined {
  const written = inFile.get(sayPlace(place));
  if (account === undefined) return undefined;
  if (written !== undefined) return { ...written, account, since };
  const team = teamServing(file, owners.get(account));
  return team === undefined ? undefined : { ...file.newChannels, place, account, team: team.id, since };
}
