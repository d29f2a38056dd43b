import type { Account } from '../account/account';
import type { Unit } from '../store';
import { CellError } from './cell-error';

/** The account a row belongs to; until the unit ends nobody else changes what it has. @throws CellError */
export async function accountFor(unit: Unit, name: string): Promise<Account> {
  const account = await unit.accounts.find(name);
  if (account === undefined)
    throw new CellError('account', `There is no account "${name}". Mend the name, or import accounts first.`);
  await unit.accounts.hold(account.name);
  return account;
}
