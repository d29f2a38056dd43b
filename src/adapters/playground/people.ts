import type { CustomerChannel, Desk, Person } from '../../core/desk/desk';
import type { Member, Place } from '../../core/message';
import type { PolicyBody } from '../../core/sla/policy';
import { DAY, HOUR, MINUTE, millis } from '../../core/time';
import { DEMO_SALES } from './contracts';
import { channelOf, DESK_ID, directOwner, member, place } from './ids';

export interface Persona {
  readonly id: string;
  readonly name: string;
  readonly role: 'customer' | 'engineer' | 'lead' | 'visitor' | 'desk';
  /** Who they are, as the page introduces them. */
  readonly about: string;
}
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly members: readonly string[];
}

export const PEOPLE: readonly Persona[] = [
  { id: 'carol', name: 'Carol', role: 'customer', about: 'Customer at Acme' },
  { id: 'chen', name: 'Chen', role: 'customer', about: 'Customer at Globex' },
  { id: 'alice', name: 'Alice', role: 'engineer', about: 'Support engineer' },
  { id: 'bob', name: 'Bob', role: 'engineer', about: 'Support engineer' },
  { id: 'dana', name: 'Dana', role: 'lead', about: 'Support lead' },
  { id: 'olaf', name: 'Olaf', role: 'visitor', about: 'Nobody the desk knows' },
  { id: DESK_ID, name: 'Steward', role: 'desk', about: 'The support desk' },
];
const TEAM = ['alice', 'bob', 'dana'];

export const CHANNELS: readonly Channel[] = [
  {
    id: 'acme',
    name: 'acme',
    about: 'Shared with Acme. Answers are promised day and night.',
    members: ['carol', ...TEAM],
  },
  {
    id: 'globex',
    name: 'globex',
    about: 'Shared with Globex. Steward listens without a word.',
    members: ['chen', ...TEAM],
  },
  {
    id: 'public',
    name: 'public',
    about: 'Open to everybody, promised to nobody.',
    members: ['carol', 'chen', 'olaf', ...TEAM],
  },
  { id: 'triage', name: 'triage', about: 'The team alone: cards, warnings and digests.', members: TEAM },
];

export const persona = (id: string): Persona | undefined => PEOPLE.find((known) => known.id === id);
export const channel = (id: string): Channel | undefined => CHANNELS.find((known) => known.id === id);
/** Part of the team the desk is installed in, as opposed to a guest. */
export const isHome = ({ role }: Persona): boolean => role !== 'customer' && role !== 'visitor';

/** Whether somebody may read and write in a place; the desk itself may anywhere. */
export function mayEnter(who: Member, at: Place): boolean {
  const owner = directOwner(at);
  const members = owner === undefined ? channel(channelOf(at).placeId)?.members : persona(owner) && [owner];
  return members !== undefined && (who.memberId === DESK_ID || members.includes(who.memberId));
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];
const ZONE = 'Europe/Berlin';
const NINE = 9 * 60;
const openOn = (days: readonly string[], hours: string) => Object.fromEntries(days.map((day) => [day, [hours]]));

/** Day and night, so that a warning and a breach are near whatever the hour. */
const premium: PolicyBody = {
  name: 'Premium',
  calendarName: 'day and night',
  calendar: { zone: ZONE, week: openOn([...WEEKDAYS, 'sat', 'sun'], '00:00-24:00'), holidays: [] },
  targets: {
    S1: { first_response: millis(15 * MINUTE), resolution: millis(4 * HOUR) },
    S2: { first_response: HOUR, resolution: millis(8 * HOUR) },
    S3: { first_response: millis(4 * HOUR), resolution: millis(2 * DAY) },
    S4: { first_response: millis(8 * HOUR), resolution: millis(5 * DAY) },
  },
  warnAt: 80,
};
const standard: PolicyBody = {
  name: 'Standard',
  calendarName: 'Berlin office hours',
  calendar: { zone: ZONE, week: openOn(WEEKDAYS, '09:00-17:00'), holidays: ['01-01', '12-25', '12-26'] },
  targets: {
    S1: { first_response: HOUR, resolution: millis(8 * HOUR) },
    S2: { first_response: millis(2 * HOUR), resolution: millis(16 * HOUR) },
    S3: { first_response: millis(4 * HOUR), resolution: millis(24 * HOUR) },
    S4: { first_response: millis(8 * HOUR), resolution: millis(40 * HOUR) },
  },
  warnAt: 80,
};

const teammate = (id: string, lead: 'lead' | 'engineer'): Person => ({
  name: persona(id)?.name ?? id,
  team: 'core',
  lead: lead === 'lead',
  members: [member(id)],
});
const shared = {
  team: 'core',
  groupMinutes: 60,
  reactions: { open: 'act', claim: 'act', resolve: 'act', escalate: 'act' },
} as const;
const acme: CustomerChannel = {
  ...shared,
  place: place('acme'),
  account: 'Acme',
  policy: 'premium',
  severity: 'S2',
  mode: 'acknowledge',
};
const globex: CustomerChannel = {
  ...shared,
  place: place('globex'),
  account: 'Globex',
  policy: 'standard',
  severity: 'S3',
  mode: 'silent',
};

/** A small company that sells support to Acme (day and night) and Globex (office hours). */
export const demoDesk = (): Desk => ({
  teams: [
    {
      id: 'core',
      name: 'Core team',
      zone: ZONE,
      triage: [place('triage')],
      digest: { at: NINE, days: [1, 2, 3, 4, 5], toLeads: false },
    },
  ],
  people: [teammate('alice', 'engineer'), teammate('bob', 'engineer'), teammate('dana', 'lead')],
  ...DEMO_SALES,
  agentGroups: [],
  groups: {},
  channels: [acme, globex],
  policies: { premium, standard },
});
