import { loadMenu } from '../../src/commands/load';
import type { Given, Person } from '../contract/stage';

const { specs } = loadMenu();
const fieldsOf = (command: string) => specs.find(({ name }) => name === command)?.fields ?? [];

/** What was given, with members as the platform knows them and everything else as text. */
export function filledIn(
  command: string | undefined,
  given: Given,
  member: (who: Person) => string,
): Readonly<Record<string, string>> {
  const fields = command === undefined ? specs.flatMap((spec) => spec.fields) : fieldsOf(command);
  const isMember = (name: string) => fields.some((field) => field.name === name && field.kind === 'member');
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, isMember(name) ? member(value as Person) : String(value)]),
  );
}

/** A command as it is typed in one line: named words, and free text as it is at the end. */
export function typedLine(command: string, given: Given, mention: (who: Person) => string): string {
  const values = Object.entries(filledIn(command, given, mention));
  const isFree = ([name]: readonly [string, string]) => name === 'text';
  const named = values.filter((value) => !isFree(value)).map(([name, value]) => `${name}:"${value}"`);
  return [command, ...named, ...values.filter(isFree).map(([, value]) => value)].join(' ');
}
