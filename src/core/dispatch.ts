import type { z } from 'zod';
import type { Actor } from './access';
import type { CommandCall, Form } from './chat';
import type { Menu } from './command';
import { UserError } from './errors';
import { type CommandSpec, type Field, MAX_PARAGRAPH, parseLine } from './field';
import type { Message } from './message';
import type { Doing, Target } from './work';

/** Runs a command for somebody: finds it, checks their right to it, reads the input, runs it. @throws UserError */
export async function dispatch(
  doing: Doing,
  menu: Menu,
  call: CommandCall,
  { on, people }: { readonly on?: Target | undefined; readonly people: ReadonlyMap<string, Actor> },
): Promise<Message> {
  const { command, values, missing, spec } = await understood(doing, menu, call, on);
  const [first] = missing;
  if (first !== undefined) throw lacking(spec, first);
  const parsed = command.input.safeParse(values);
  if (!parsed.success) throw unreadable(spec, values, parsed.error);
  return command.run({
    ...doing,
    menu,
    people,
    input: parsed.data as never,
    channel: call.channel,
    place: call.in,
    direct: call.direct ?? false,
    ...(on === undefined ? {} : { on }),
  });
}

/** The form that asks for what a call lacks; undefined when nothing is missing or the caller may not do it at all. */
export async function formFor(doing: Doing, menu: Menu, call: CommandCall): Promise<Form | undefined> {
  try {
    const { spec, values, missing } = await understood(doing, menu, call);
    if (missing.length === 0 || call.on !== undefined) return undefined;
    const fields = spec.fields.filter(({ name }) => values[name] === undefined);
    return { title: titleOf(spec), command: spec.name, fields, input: values };
  } catch (error) {
    // It will be refused with the same words when it is dispatched.
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/**
 * Whether a line that an external person wrote to the desk is a command and nothing but one. "list of users does not
 * load" begins like one: whenever a word is left over, or free text is, it is a request and must be heard as one.
 */
export function isPlainCommand(menu: Menu, line: string): boolean {
  if (line === '') return true;
  const found = menu.find(line);
  if (found === undefined || found.spec.audience !== 'everyone') return false;
  const { values, rest } = parseLine(found.spec.fields, found.rest);
  const free = found.spec.fields.filter(({ kind }) => kind === 'text' || kind === 'paragraph');
  return rest === '' && free.every(({ name }) => values[name] === undefined || name === 'page');
}

async function understood(doing: Doing, menu: Menu, call: CommandCall, on?: Target) {
  const found = menu.find(call.line === '' ? 'help' : call.line);
  if (found === undefined) throw unknownCommand(call.line);
  const { command, spec, rest } = found;
  const refusal = command.allow(doing.actor, command.summary);
  if (refusal !== undefined) throw new UserError('access.refused', refusal);
  const values: Record<string, string> = { ...parseLine(spec.fields, rest).values, ...filled(call.input) };
  if (values.ticket === undefined && spec.fields.some(({ kind }) => kind === 'ticket')) {
    const number = await numberHere(doing, call);
    if (number !== undefined) values.ticket = String(number);
  }
  // What a shortcut's message says need not be typed again. A mention's own message says the command and nothing else.
  const from = call.on === undefined ? undefined : on;
  const said = from && (from.message.text.trim().slice(0, MAX_PARAGRAPH) || from.message.files[0]?.name);
  if (values.text === undefined && said && spec.fields.some(({ name }) => name === 'text')) values.text = said;
  const missing = spec.fields.filter(({ name, required }) => required && values[name] === undefined);
  return { command, spec, values, missing };
}

/** A ticket need not be named in its own thread, or where the call is about one of its messages. */
async function numberHere({ unit }: Doing, call: CommandCall): Promise<number | undefined> {
  const about = call.on === undefined ? undefined : await unit.messages.find(call.on);
  if (about !== undefined) return (await unit.tickets.get(about.ticketId)).number;
  return (await unit.tickets.inPlace(call.in))?.ticket.number;
}

const filled = (input: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value.trim() !== ''));

const titleOf = ({ summary }: CommandSpec): string => summary.charAt(0).toUpperCase() + summary.slice(1);

/** `ticket snooze TICKET UNTIL [reason]` */
export const usage = (spec: CommandSpec): string =>
  [spec.name, ...spec.fields.map(({ name, required }) => (required ? name.toUpperCase() : `[${name}]`))].join(' ');

function unknownCommand(line: string): UserError {
  const word = line.trim().split(/\s+/).slice(0, 2).join(' ').slice(0, 60);
  return new UserError(
    'command.unknown',
    `I do not know "${word}". \`help\` lists what I can do. Nothing was changed.`,
  );
}

function lacking(spec: CommandSpec, field: Field): UserError {
  const where = field.kind === 'ticket' ? ', or write it in the ticket’s thread' : '';
  return new UserError(
    'input.missing',
    `I need one more thing: ${lower(field.label)}. Try \`${usage(spec)}\`${where}. Nothing was changed.`,
  );
}

function unreadable(spec: CommandSpec, values: Readonly<Record<string, string>>, error: z.ZodError): UserError {
  const [issue] = error.issues;
  const name = String(issue?.path[0] ?? '');
  const field = spec.fields.find((known) => known.name === name);
  const cure = field?.choices ? `use one of ${field.choices.join(', ')}` : plainIssue(issue, field);
  const said = (values[name] ?? '').slice(0, 60);
  return new UserError(
    'input.unreadable',
    `I did not understand "${said}" as ${lower(topic(field?.label ?? name))}: ${cure}. Try \`${usage(spec)}\`. Nothing was changed.`,
  );
}

function plainIssue(issue: z.core.$ZodIssue | undefined, field: Field | undefined): string {
  if (issue?.code === 'too_big') return `at most ${field?.maxLength ?? issue.maximum} characters fit`;
  if (issue?.code === 'too_small') return 'it is empty';
  if (issue?.code === 'unrecognized_keys') return 'that is not an input of this command';
  return issue?.message ?? 'it cannot be used here';
}

/** A label without its example or default, which the cure gives. */
const topic = (label: string): string => label.split(/[;,]/)[0] ?? label;
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
