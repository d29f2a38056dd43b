import { sayDate } from '../calendar/say-date';
import type { LocalDate } from '../calendar/zone';
import { day, type Line } from '../message';
import type { AccountEvent, AccountEventType } from './account';

const WORDS: Readonly<Record<AccountEventType, (data: Readonly<Record<string, unknown>>) => string>> = {
  added: () => 'added the account',
  changed: (data) =>
    `changed ${Object.keys(data)
      .map((key) => FIELD_WORDS[key] ?? key)
      .join(', ')}`,
  contact_added: ({ name }) => `named ${name} as a contact`,
  contact_changed: ({ name }) => `changed the contact ${name}`,
  contact_removed: ({ name }) => `removed the contact ${name}`,
  channel_bound: ({ place }) => `gave it the channel ${place}`,
  channel_released: ({ place }) => `took the channel ${place} from it`,
  noted: ({ text }) => `noted: ${text}`,
  lapsed: ({ plan, until, how }) =>
    `${plan} ${how === 'cancelled' ? 'was cancelled and ended' : 'ended'} on ${sayDate(until as LocalDate)}`,
  renewed: ({ plan, until }) => `${plan} renewed itself until ${sayDate(until as LocalDate)}`,
};
const FIELD_WORDS: Readonly<Record<string, string>> = {
  crmId: 'CRM id',
  owner: 'who looks after it',
  profile: 'what it needs',
};

/** One line of an account's history, as the team reads it. */
export const historyLine = ({ type, by, at, data = {} }: AccountEvent): Line => [
  day(at),
  `: ${by === undefined ? '' : `${by.name} `}${WORDS[type](data)}`,
];
