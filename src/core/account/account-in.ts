import type { Call } from '../command';
import { channelAt, triageTeamAt } from '../desk/desk';
import { nearest } from '../desk/nearest';
import { UserError } from '../errors';
import type { Member, Place } from '../message';
import { knownAs } from '../moved';
import type { Unit } from '../store';
import { deedOf } from '../work';
import { type Account, sayPlace } from './account';
import type { Hand } from './keep';

const MOST_NAMES = 500;

/** @throws UserError account.unknown with the name that was probably meant */
export async function accountNamed(unit: Unit, name: string): Promise<Account> {
  const found = await unit.accounts.find(name);
  if (found !== undefined) return found;
  const names = (await unit.accounts.list({ limit: MOST_NAMES })).map((account) => account.name);
  const meant = nearest(name, names);
  const cure = meant === undefined ? '`account list` shows all.' : `Did you mean "${meant}"?`;
  throw new UserError('account.unknown', `There is no account "${name}". ${cure} Nothing was changed.`);
}

/** The account as it stands, which nobody else changes before this unit ends. @throws UserError account.unknown */
export async function accountHeld(unit: Unit, name: string): Promise<Account> {
  const { name: known } = await accountNamed(unit, name);
  await unit.accounts.hold(known);
  // Whoever changed it while we waited changed it first.
  return accountNamed(unit, known);
}

/** The account that is named or, where none is, that of the channel or ticket where it is asked. */
export async function accountHere(call: Call<unknown>, name: string | undefined): Promise<Account> {
  if (name !== undefined) return accountNamed(call.unit, name);
  const ticket = (await call.unit.tickets.inPlace(call.place))?.ticket;
  const here = ticket?.account ?? channelAt(call.desk, call.channel)?.account;
  if (here !== undefined) return accountNamed(call.unit, here);
  throw new UserError(
    'account.missing',
    'Say which account: write its name, or ask in its channel. Nothing was changed.',
  );
}

/** `here`, `<#C0ACME>`, `slack:C0ACME`. @throws UserError */
export async function placeIn(
  { channel, desk, direct, unit }: Pick<Call<unknown>, 'channel' | 'desk' | 'direct' | 'unit'>,
  text: string,
): Promise<Place> {
  const named = placeOf(channel, text.trim());
  if (named === channel && direct)
    throw new UserError(
      'place.direct',
      'This is our own conversation, in which no customer asks. Say which channel: mention it with #. Nothing was changed.',
    );
  if (named === undefined) {
    throw new UserError(
      'place.unreadable',
      `I did not understand "${text}" as a channel: mention it with #, or write it like ${sayPlace(channel)}. Nothing was changed.`,
    );
  }
  const place = knownAs(await unit.moves.all())(named);
  if (triageTeamAt(desk, place) !== undefined)
    throw new UserError(
      'place.internal',
      'That is the team’s own channel, which customers must not see. Nothing was changed.',
    );
  return place;
}

function placeOf(channel: Place, text: string): Place | undefined {
  if (text.toLowerCase() === 'here') return channel;
  const [, mentioned] = /^<#([A-Za-z0-9]{1,40})(?:\|[^>]*)?>$/.exec(text) ?? [];
  if (mentioned !== undefined) return { platform: channel.platform, placeId: mentioned };
  const [, platform, placeId] = /^([a-z]{2,20}):([A-Za-z0-9_-]{1,60})$/.exec(text) ?? [];
  return platform === undefined || placeId === undefined ? undefined : { platform, placeId };
}

/** Somebody of our own named in the input. @throws UserError when they are not on the team */
export function ownerIn({ people }: Pick<Call<unknown>, 'people'>, id: string): Member {
  const found = people.get(id);
  if (found?.role === 'agent') return found.member;
  throw new UserError(
    'owner.unknown',
    `${found?.name ?? 'That person'} is not on the support team. Nothing was changed.`,
  );
}

export const handOf = (call: Call<unknown>): Hand => {
  const { by, via } = deedOf(call);
  return { by, via, at: call.now };
};
