import type { z } from 'zod';
import type { Actor, Rule } from './access';
import { type CommandSpec, fieldsOf } from './field';
import type { Message, Place } from './message';
import type { Doing, Target } from './work';

export interface Command<Input extends z.ZodObject = z.ZodObject> {
  /** Noun first where there is a noun: 'ticket close' is `/ticket close`, ticket-close.ts in src/commands. */
  readonly name: string;
  /** Finishes "Only the support team can …" and stands in help: 'close a ticket and stop its clocks'. */
  readonly summary: string;
  readonly input: Input;
  /** Checked by dispatch before run, on every call however it came. */
  readonly allow: Rule;
  /** Pressed on a button, never typed or listed. */
  readonly hidden?: boolean;
  /** Offered to agents only; everyone's unless said. */
  readonly audience?: 'everyone' | 'agents';
  /** What the caller alone is told. What others are to see goes through the outbox. */
  run(call: Call<z.output<Input>>): Promise<Message>;
}

/** All a command may touch. */
export interface Call<Input> extends Doing {
  readonly input: Input;
  /** The watched channel, and the exact place (a thread perhaps) it was called in. */
  readonly channel: Place;
  readonly place: Place;
  /** That is a direct conversation with the desk. */
  readonly direct: boolean;
  /** The message a shortcut was used on, or that the command was written in. */
  readonly on?: Target;
  readonly menu: Menu;
  /** Everybody named in the input, by member id. */
  readonly people: ReadonlyMap<string, Actor>;
}

export const defineCommand = <Input extends z.ZodObject>(command: Command<Input>): Command =>
  command as unknown as Command;

/** Everything that can be called, and how it is named. */
export interface Menu {
  readonly commands: readonly Command[];
  readonly specs: readonly CommandSpec[];
  /** The command that begins a line, and what is left of the line. The noun `ticket` may be left out. */
  find(line: string): { readonly command: Command; readonly spec: CommandSpec; readonly rest: string } | undefined;
}

/** Discord allows this many subcommands under one noun. */
const MOST_PER_NOUN = 25;
export const DEFAULT_NOUN = 'ticket';
/** What is offered on a message, where a platform has a menu there. */
export const SHORTCUTS: readonly { readonly command: string; readonly name: string; readonly summary: string }[] = [
  { command: 'ticket open', name: 'Open ticket', summary: 'Open a ticket from this message' },
  { command: 'ticket actions', name: 'Ticket actions', summary: 'Work on the ticket this message belongs to' },
];

/** @throws Error at load for a name taken twice, too many under one noun, or a field without a form control */
export function menuOf(commands: readonly Command[]): Menu {
  const specs = commands.map(specOf);
  const byName = new Map(commands.map((command, at) => [command.name, { command, spec: specs[at] as CommandSpec }]));
  if (byName.size !== commands.length) throw new Error('two commands have the same name');
  for (const noun of new Set(specs.map(({ name }) => name.split(' ')[0] ?? ''))) {
    const count = specs.filter(({ name, audience }) => audience !== 'hidden' && name.startsWith(`${noun} `)).length;
    if (count > MOST_PER_NOUN) throw new Error(`more than ${MOST_PER_NOUN} commands under ${noun}`);
  }
  const find: Menu['find'] = (line) => {
    const [first = '', second = ''] = line.trim().split(/\s+/);
    const after = (...words: readonly string[]): string =>
      words.reduce((left, word) => left.slice(left.indexOf(word) + word.length), line).trim();
    for (const name of [`${first} ${second}`, `${DEFAULT_NOUN} ${first}`, first]) {
      const known = byName.get(name.toLowerCase());
      if (known === undefined) continue;
      return { ...known, rest: name === `${first} ${second}` ? after(first, second) : after(first) };
    }
    // `/ticket` is the way to all commands: `/ticket account show Acme`, `/ticket help`.
    return first.toLowerCase() === DEFAULT_NOUN && second !== '' ? find(after(first)) : undefined;
  };
  return { commands, specs, find };
}

const specOf = (command: Command): CommandSpec => ({
  name: command.name,
  summary: command.summary,
  fields: fieldsOf(command.input),
  audience: command.hidden ? 'hidden' : (command.audience ?? 'everyone'),
});
