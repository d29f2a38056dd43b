import type { Call } from '../command';
import { UserError } from '../errors';
import { inPlace, type Line, type Place } from '../message';
import { contractAt } from '../subscription/contract';
import type { Account } from './account';
import { handOf } from './account-in';
import { keepBinding } from './keep';

/** From now on this is the account's channel. What was said there while it was nobody's is worked off now. */
export async function giveChannel(call: Call<unknown>, account: Account, place: Place): Promise<readonly Line[]> {
  const { unit } = call;
  const owner = (await unit.accounts.binding(place))?.account;
  if (owner === account.name) return [[inPlace(place), ` is ${account.name}’s already.`]];
  if (owner !== undefined) {
    throw new UserError(
      'channel.taken',
      `That channel is ${owner}’s. Take it back first: \`account channel ${quoted(owner)} remove:yes\`. Nothing was changed.`,
    );
  }
  await keepBinding(unit, { place, account: account.name }, handOf(call));
  const waiting = (await unit.inbox.again(place)) === 0 ? '' : ' What was said there before counts now.';
  return [[inPlace(place), ` is ${account.name}’s from now on.${waiting}`], ...(await beyondPlan(call, account))];
}

async function beyondPlan({ unit, now }: Call<unknown>, account: Account): Promise<readonly Line[]> {
  const { plan } = await contractAt(unit, account, now);
  const channels = await unit.accounts.channelsOf(account.name);
  if (plan?.channels === undefined || channels.length <= plan.channels) return [];
  return [
    [
      `${plan.name} covers ${plan.channels} of its ${channels.length} channels: what is asked in this one is not covered.`,
    ],
  ];
}

export const quoted = (name: string): string => (/\s/.test(name) ? `"${name}"` : name);
