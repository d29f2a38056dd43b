import { sayPlace } from '../account/account';
import { keepBinding } from '../account/keep';
import type { ChannelMoved } from '../chat';
import type { Place } from '../message';
import type { Act } from '../queues';
import { HOUR, minus } from '../time';
import type { Work } from '../work';

const BY_PLATFORM = { via: 'platform' } as const;

/**
 * The channel is the same to the desk, whatever it is called now. What was said under the new id before this was known
 * is heard again as said in it, and what could not be sent in the last hour, for the old id was gone, is sent.
 */
export async function takeChannelMoved({ unit, now }: Work, { from, to, at }: ChannelMoved): Promise<string> {
  const known = await unit.moves.add(from, to, at);
  await unit.inbox.again(to);
  await giveOver({ unit, now }, to, known);
  const held = (await unit.outbox.parked()).filter(
    ({ act, createdAt }) => channelIn(act) === sayPlace(known) && createdAt >= minus(at, HOUR),
  );
  await unit.outbox.unpark(held.map(({ key }) => key));
  return `${sayPlace(known)} goes by ${to.placeId} from now on`;
}

/** Somebody may have given the new id to an account first: it is the account's, under the id it is known by. */
async function giveOver({ unit, now }: Pick<Work, 'unit' | 'now'>, to: Place, known: Place): Promise<void> {
  const account = (await unit.accounts.binding(to))?.account;
  if (account === undefined) return;
  const hand = { ...BY_PLATFORM, at: now };
  await keepBinding(unit, { place: to, from: account }, hand);
  if ((await unit.accounts.binding(known))?.account === undefined)
    await keepBinding(unit, { place: known, account }, hand);
}

function channelIn(act: Act): string | undefined {
  if (act.type === 'post') return sayPlace(act.channel);
  return act.type === 'sign' ? sayPlace(act.on.place) : undefined;
}
