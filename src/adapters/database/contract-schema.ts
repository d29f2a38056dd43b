import { EntitySchema } from 'typeorm';
import { integer, json, ms, sequence, text } from './columns';
import type * as rows from './contract-rows';

const optional = { nullable: true };
const named = (name: string, more = {}) => ({ name, ...more });
/** Sorted and compared byte by byte, as names are paged through. */
const plain = (more = {}) => text({ collation: 'C', ...more });
const BY = {
  byPlatform: text(named('by_platform', optional)),
  byId: text(named('by_id', optional)),
  byName: text(named('by_name', optional)),
};

export const AccountTable = new EntitySchema<rows.AccountRow>({
  name: 'account',
  columns: {
    name: plain({ primary: true }),
    folded: plain(),
    team: text(),
    zone: text(),
    ownerPlatform: text(named('owner_platform', optional)),
    ownerId: text(named('owner_id', optional)),
    locale: text(optional),
    domains: json(),
    crmId: text(named('crm_id', optional)),
    fields: json(),
    profile: json(optional),
    since: ms(),
  },
  indices: [{ name: 'account_folded', columns: ['folded'], unique: true }],
});

export const AccountContactTable = new EntitySchema<rows.AccountContactRow>({
  name: 'account_contact',
  columns: {
    account: plain({ primary: true }),
    id: plain({ primary: true }),
    name: text(),
    email: text(optional),
    members: json(),
    since: ms(),
  },
});

export const AccountChannelTable = new EntitySchema<rows.AccountChannelRow>({
  name: 'account_channel',
  columns: {
    platform: text({ primary: true }),
    placeId: text(named('place_id', { primary: true })),
    account: plain(optional),
    since: ms(),
  },
  indices: [{ name: 'account_channel_account', columns: ['account'] }],
});

export const ChannelMoveTable = new EntitySchema<rows.ChannelMoveRow>({
  name: 'channel_move',
  columns: {
    seq: sequence(),
    platform: text(),
    placeId: text(named('place_id')),
    knownAs: text(named('known_as')),
    since: ms(),
  },
  indices: [{ name: 'channel_move_place', columns: ['platform', 'placeId'], unique: true }],
});

export const UnboundEventTable = new EntitySchema<rows.UnboundEventRow>({
  name: 'unbound_event',
  columns: {
    platform: text({ primary: true }),
    placeId: text(named('place_id', { primary: true })),
    seq: integer({ primary: true }),
  },
});

export const AccountEventTable = new EntitySchema<rows.AccountEventRow>({
  name: 'account_event',
  columns: { seq: sequence(), account: plain(), type: text(), at: ms(), ...BY, via: text(), data: json(optional) },
  indices: [{ name: 'account_event_account', columns: ['account', 'seq'] }],
});

export const PlanVersionTable = new EntitySchema<rows.PlanVersionRow>({
  name: 'plan_version',
  columns: { name: plain({ primary: true }), version: integer({ primary: true }), body: json(), since: ms() },
});

export const SubscriptionTermTable = new EntitySchema<rows.SubscriptionTermRow>({
  name: 'subscription_term',
  columns: {
    seq: sequence(),
    account: plain(),
    onDay: text(named('on_day')),
    type: text(),
    change: json(),
    writtenAt: ms(named('written_at')),
    ...BY,
    via: text(),
    note: text(optional),
  },
  checks: [{ name: 'subscription_term_type', expression: "type IN ('started', 'changed', 'renewed', 'cancelled')" }],
  indices: [{ name: 'subscription_term_account', columns: ['account', 'seq'] }],
});

export const HoursPackTable = new EntitySchema<rows.HoursPackRow>({
  name: 'hours_pack',
  columns: {
    id: plain({ primary: true }),
    account: plain(),
    length: ms(),
    fromDay: text(named('from_day')),
    untilDay: text(named('until_day', optional)),
    price: json(optional),
    note: text(optional),
    ...BY,
    writtenAt: ms(named('written_at')),
  },
  indices: [{ name: 'hours_pack_account', columns: ['account', 'fromDay'] }],
});

export const TimeEntryTable = new EntitySchema<rows.TimeEntryRow>({
  name: 'time_entry',
  columns: {
    id: integer({ primary: true }),
    account: plain(),
    ticketId: text(named('ticket_id', optional)),
    mode: text(),
    day: text(),
    length: ms(),
    counted: ms(),
    billable: integer(),
    ...BY,
    writtenAt: ms(named('written_at')),
    note: text(optional),
    corrects: integer(optional),
  },
  indices: [
    { name: 'time_entry_account', columns: ['account', 'day'] },
    { name: 'time_entry_ticket', columns: ['ticketId'] },
    { name: 'time_entry_day', columns: ['day'] },
    { name: 'time_entry_corrects', columns: ['corrects'], unique: true },
  ],
});

export const HoursDrawTable = new EntitySchema<rows.HoursDrawRow>({
  name: 'hours_draw',
  columns: { seq: sequence(), entry: integer(), account: plain(), day: text(), source: json(), length: ms() },
  indices: [
    { name: 'hours_draw_account', columns: ['account', 'seq'] },
    { name: 'hours_draw_entry', columns: ['entry'] },
    { name: 'hours_draw_day', columns: ['day'] },
  ],
});

export const ChargeTable = new EntitySchema<rows.ChargeRow>({
  name: 'charge',
  columns: {
    seq: sequence(),
    key: plain(optional),
    account: plain(),
    stream: text(),
    minor: ms(),
    currency: text(),
    day: text(),
    note: text(optional),
    ...BY,
    writtenAt: ms(named('written_at')),
  },
  indices: [
    { name: 'charge_key', columns: ['key'], unique: true },
    { name: 'charge_day', columns: ['day'] },
  ],
});
