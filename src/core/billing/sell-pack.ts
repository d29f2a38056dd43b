import { randomUUID } from 'node:crypto';
import { sayDate } from '../calendar/say-date';
import { UserError } from '../errors';
import { refuseNegative } from '../subscription/price-in';
import type { Work } from '../work';
import type { Pack } from './hours';

/** Adds a pack to what an account can draw from. @throws UserError pack.empty, pack.end */
export async function sellPack(
  { unit, now }: Pick<Work, 'unit' | 'now'>,
  sold: Omit<Pack, 'id' | 'writtenAt'>,
): Promise<void> {
  const { account, length, from, until } = sold;
  if (length <= 0)
    throw new UserError('pack.empty', 'Say how many hours the pack has, such as 20h. Nothing was changed.');
  if (until !== undefined && until < from)
    throw new UserError(
      'pack.end',
      `It begins on ${sayDate(from)} and cannot end before that, on ${sayDate(until)}. Give a later end. Nothing was changed.`,
    );
  if (sold.price !== undefined) refuseNegative(sold.price);
  await unit.accounts.hold(account);
  await unit.ledger.addPack({ id: randomUUID(), writtenAt: now, ...sold });
}
