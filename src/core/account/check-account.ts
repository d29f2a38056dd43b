import { zoneFlaw } from '../desk/calendar-flaws';
import { UserError } from '../errors';
import type { Account } from './account';

const LONGEST_NAME = 200;
const DOMAIN = /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/;

/** The account as it may be kept. @throws UserError account.* saying which part cannot be and what to write instead */
export function checkedAccount(account: Account): Account {
  const { name, zone, locale, domains } = account;
  if (name.trim() === '' || name.length > LONGEST_NAME)
    throw new UserError(
      'account.name',
      `The name of an account has 1 to ${LONGEST_NAME} characters. Nothing was changed.`,
    );
  const flaw = zoneFlaw(zone);
  if (flaw !== undefined) throw new UserError('account.zone', `${capital(flaw)} Nothing was changed.`);
  if (locale !== undefined && !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale))
    throw new UserError(
      'account.locale',
      `"${locale}" is not a language; write a tag such as en or pt-BR. Nothing was changed.`,
    );
  const wrong = domains.find((domain) => !DOMAIN.test(domain));
  if (wrong !== undefined)
    throw new UserError(
      'account.domain',
      `"${wrong}" is not a domain; write it like acme.example. Nothing was changed.`,
    );
  return account;
}
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
