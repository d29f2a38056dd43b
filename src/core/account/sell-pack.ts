import { randomUUID } from 'node:crypto';
import type { Pack } from '../billing/hours';
import { UserError } from '../errors';
import type { Work } from '../work';

/** Adds a pack to what an account can draw from. @throws UserError pack.empty, pack.end */
export async function sellPack(
  { unit, now }: Pick<Work, 'unit' | 'now'>,
  sold: Omit<Pack, 'id' | 'writtenAt'>,
): Promise<void> {
  const { account, length, from, until } = sold;
  if (length <= 0) throw new UserError('pack.empty', 'A pack has some hours. Nothing was changed.');
  if (until !== undefined && until < from)
    throw new UserError('pack.end', 'A pack cannot end before it begins. Nothing was changed.');
  await unit.accounts.hold(account);
  await unit.ledger.addPack({ id: randomUUID(), writtenAt: now, ...sold });
}
