import type { Finding } from '../finding';
import type { Environment } from '../platform';

/** Tokens by their looks, wherever they were pasted; and what stands before the @ of an address. */
const LOOKS: readonly RegExp[] = [
  /\bx(?:ox[a-z]|app)-[\w-]+/g,
  /\b[\w-]{18,30}\.[\w-]{6,7}\.[\w-]{20,}/g,
  // Not the USER:PASSWORD of our own advice.
  /(?<=:\/\/)(?!USER:)[^/\s@]*:[^/\s]*(?=@)/g,
  /(?<=[?&]password=)[^&\s]+/g,
];
const SECRET_NAME = /TOKEN|SECRET|PASSWORD|KEY/;
/** A shorter one would be found within ordinary words. */
const SHORTEST = 8;

/** Takes out what must not be shown: a report is pasted into tickets and chats. */
export function withoutSecrets(env: Environment): (finding: Finding) => Finding {
  const values = Object.entries(env).flatMap(([name, value]) =>
    SECRET_NAME.test(name) && value !== undefined && value.length >= SHORTEST ? [value] : [],
  );
  const clean = (text: string): string => {
    const known = values.reduce((left, value) => left.replaceAll(value, '[kept out]'), text);
    return LOOKS.reduce((left, look) => left.replace(look, '[kept out]'), known);
  };
  return ({ what, cure, ...rest }) => ({
    ...rest,
    what: clean(what),
    ...(cure === undefined ? {} : { cure: clean(cure) }),
  });
}
