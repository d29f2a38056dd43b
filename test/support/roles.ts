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
const LEAD: readonly Role[] = ['lead'];
const OWN: readonly Role[] = [...TEAM, 'requester of the account', 'another requester of the account'];

/** Who may do what to Acme's #1. With those that name no ticket, this is all of the menu: a new command must be added. */
export const MAY: Readonly<Record<string, readonly Role[]>> = {
  'ticket actions': TEAM,
  'ticket answered': TEAM,
  'ticket assign': TEAM,
  'ticket claim': TEAM,
  'ticket dismiss': TEAM,
  'ticket hold': TEAM,
  'ticket mode': TEAM,
  'ticket note': TEAM,
  'ticket product': TEAM,
  'ticket reply': TEAM,
  'ticket time': TEAM,
  'ticket unclaim': TEAM,
  'ticket wait': TEAM,
  'ticket reopen': OWN,
  'ticket resolve': OWN,
  'ticket severity': OWN,
  'ticket show': OWN,
  'ticket why': OWN,
};
/** The same for what is about accounts, contracts and money, in a channel of Acme's. */
export const MAY_OF_CONTRACTS: Readonly<Record<string, readonly Role[]>> = {
  'account add': LEAD,
  'account change': LEAD,
  'account channel': LEAD,
  'account contact': LEAD,
  'account list': TEAM,
  'account note': TEAM,
  'account show': TEAM,
  'charge add': LEAD,
  hours: [...OWN, 'requester of another account', 'outsider'],
  'pack add': LEAD,
  'plan list': TEAM,
  'plan show': TEAM,
  'plan suggest': TEAM,
  'report economics': LEAD,
  'subscription cancel': LEAD,
  'subscription change': LEAD,
  'subscription list': TEAM,
  'subscription renew': LEAD,
  'subscription show': TEAM,
  'subscription start': LEAD,
  'work log': TEAM,
};
export const WITHOUT_TICKET = ['help', 'status', 'ticket list', 'ticket open'];
export const SPECS = loadMenu().specs;
export const ABOUT_TICKETS = SPECS.filter(({ name }) => MAY[name] !== undefined);
export const ABOUT_CONTRACTS = SPECS.filter(({ name }) => MAY_OF_CONTRACTS[name] !== undefined);

const sample = (field: Field): string => {
  if (field.kind === 'ticket') return '1';
  if (field.kind === 'member') return 'alice';
  if (field.kind === 'duration') return '45m';
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
  const books = await w.store.transact(async (unit) => {
    const accounts = await unit.accounts.list({ limit: 100 });
    const names = accounts.map(({ name }) => name);
    return {
      accounts,
      bindings: await unit.accounts.bindings(),
      histories: await Promise.all(names.map((name) => unit.accounts.history(name, 100))),
      contacts: await Promise.all(names.map((name) => unit.accounts.contacts(name))),
      terms: [...(await unit.subscriptions.ofAccounts(names))],
      packs: await Promise.all(names.map((name) => unit.ledger.packs(name))),
      draws: await Promise.all(names.map((name) => unit.ledger.draws(name))),
    };
  });
  const room = w.platform.room.entries().filter(({ onlyFor }) => onlyFor === undefined);
  return { tickets: all, histories, targets, books, room };
};
