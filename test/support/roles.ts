import { loadMenu } from '../../src/commands/load';
import type { CommandSpec, Field } from '../../src/core/field';
import { commandEvent, deskWithout, tickets } from './facts';
import { type World, world } from './world';

/** Bob is at home but no agent; Olaf writes in Acme's channel as one of Acme, and in #public as an outsider. */
export const ROLES = {
  agent: ['alice', 'acme'],
  lead: ['dana', 'acme'],
  colleague: ['bob', 'acme'],
  'requester of the account': ['carol', 'acme'],
  'another requester of the account': ['olaf', 'acme'],
  'requester of another account': ['chen', 'globex'],
  outsider: ['olaf', 'public'],
} as const;
export type Role = keyof typeof ROLES;
export const ALL = Object.keys(ROLES) as readonly Role[];
export const TEAM: readonly Role[] = ['agent', 'lead'];
const OWN: readonly Role[] = [...TEAM, 'requester of the account', 'another requester of the account'];

/** Who may do what to Acme's #1. With those that name no ticket, this is all of the menu: a new command must be added. */
export const MAY: Readonly<Record<string, readonly Role[]>> = {
  'ticket actions': TEAM,
  'ticket answered': TEAM,
  'ticket assign': TEAM,
  'ticket claim': TEAM,
  'ticket dismiss': TEAM,
  'ticket hold': TEAM,
  'ticket note': TEAM,
  'ticket reply': TEAM,
  'ticket unclaim': TEAM,
  'ticket wait': TEAM,
  'ticket reopen': OWN,
  'ticket resolve': OWN,
  'ticket severity': OWN,
  'ticket show': OWN,
  'ticket why': OWN,
};
export const WITHOUT_TICKET = ['help', 'status', 'ticket list', 'ticket open'];
export const SPECS = loadMenu().specs;
export const ABOUT_TICKETS = SPECS.filter(({ name }) => MAY[name] !== undefined);

const sample = (field: Field): string => {
  if (field.kind === 'ticket') return '1';
  if (field.kind === 'member') return 'alice';
  return field.choices?.[0] ?? 'something';
};
/** What a button or form would carry for a command on #1. */
export const inputFor = ({ fields }: CommandSpec): Record<string, string> =>
  Object.fromEntries(fields.filter(({ required }) => required).map((field) => [field.name, sample(field)]));
export const typed = (spec: CommandSpec): string =>
  [spec.name, ...Object.entries(inputFor(spec)).map(([name, value]) => `${name}:${value}`)].join(' ');

/** Acme's #1, with a name nobody else may read, and Globex's #2. */
export async function twoAccounts(): Promise<World> {
  const w = await world({ desk: deskWithout('Bob') });
  await w.carol.says('acme', 'Upgrade of the Phoenix cluster fails');
  await w.chen.says('globex', 'The export hangs');
  return w;
}

/** What somebody in this role is told, alone, for a command typed (or, with input, pressed). */
export async function tries(w: World, role: Role, line: string, input: Record<string, string> = {}): Promise<string> {
  const [who, where] = ROLES[role];
  const before = w.told(who).length;
  await w.platform.tell(commandEvent(w, who, where, line, input));
  await w.settle();
  return w.told(who).slice(before).join('\n');
}

/** All that an action could have changed, and all that others could read of it. */
export const everything = async (w: World) => {
  const all = await tickets(w);
  const histories = await w.store.transact((unit) => Promise.all(all.map(({ id }) => unit.tickets.history(id))));
  const targets = await w.store.transact((unit) => unit.targets.ofTickets(all.map(({ id }) => id)));
  const room = w.platform.room.entries().filter(({ onlyFor }) => onlyFor === undefined);
  return { tickets: all, histories, targets, room };
};
