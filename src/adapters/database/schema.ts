import { EntitySchema } from 'typeorm';
import { integer, json, ms, sequence, text } from './columns';
import type * as rows from './rows';

const oneOf = (name: string, column: string, values: readonly string[]) => ({
  name,
  expression: `${column} IN (${values.map((value) => `'${value}'`).join(', ')})`,
});
const optional = { nullable: true };
const named = (name: string, more = {}) => ({ name, ...more });

export const TicketTable = new EntitySchema<rows.TicketRow>({
  name: 'ticket',
  columns: {
    id: text({ primary: true }),
    number: integer(),
    version: integer(),
    subject: text(),
    platform: text(),
    channelId: text(named('channel_id')),
    rootPlaceId: text(named('root_place_id')),
    rootMessageId: text(named('root_message_id')),
    homePlaceId: text(named('home_place_id')),
    requesterPlatform: text(named('requester_platform')),
    requesterId: text(named('requester_id')),
    requesterName: text(named('requester_name')),
    account: text(optional),
    team: text(),
    policyId: text(named('policy_id')),
    severity: text(),
    requestedSeverity: text(named('requested_severity', optional)),
    assigneePlatform: text(named('assignee_platform', optional)),
    assigneeId: text(named('assignee_id', optional)),
    assigneeName: text(named('assignee_name', optional)),
    status: text(),
    statusSince: ms(named('status_since')),
    startedAt: ms(named('started_at')),
    cause: text(),
    turn: text(),
    lastWordAt: ms(named('last_word_at')),
    lastWordBy: text(named('last_word_by')),
    firstReplyAt: ms(named('first_reply_at', optional)),
    resolvedAt: ms(named('resolved_at', optional)),
    follows: text(optional),
    grouping: integer(),
    mode: text(optional),
    covered: text(optional),
    coverage: json(optional),
    product: text(optional),
    productVersion: text(named('product_version', optional)),
  },
  checks: [
    oneOf('ticket_status', 'status', ['open', 'waiting', 'on_hold', 'resolved', 'closed', 'dismissed']),
    oneOf('ticket_turn', 'turn', ['ours', 'theirs']),
  ],
  indices: [
    { name: 'ticket_number', columns: ['number'], unique: true },
    { name: 'ticket_by_status', columns: ['status', 'team', 'number'] },
    { name: 'ticket_by_channel', columns: ['platform', 'channelId', 'status'] },
    { name: 'ticket_by_account', columns: ['account', 'status'] },
    { name: 'ticket_by_policy', columns: ['policyId', 'status', 'number'] },
  ],
});

export const TicketPlaceTable = new EntitySchema<rows.TicketPlaceRow>({
  name: 'ticket_place',
  columns: {
    platform: text({ primary: true }),
    placeId: text(named('place_id', { primary: true })),
    ticketId: text(named('ticket_id')),
    audience: text(),
  },
  checks: [oneOf('ticket_place_audience', 'audience', ['customer', 'internal'])],
  indices: [{ name: 'ticket_place_ticket', columns: ['ticketId'] }],
});

export const TicketEventTable = new EntitySchema<rows.TicketEventRow>({
  name: 'ticket_event',
  columns: {
    seq: sequence(),
    ticketId: text(named('ticket_id')),
    type: text(),
    at: ms(),
    byPlatform: text(named('by_platform', optional)),
    byId: text(named('by_id', optional)),
    byName: text(named('by_name', optional)),
    via: text(),
    why: text(optional),
    data: json(optional),
  },
  indices: [
    { name: 'ticket_event_ticket', columns: ['ticketId', 'seq'] },
    { name: 'ticket_event_type', columns: ['type', 'at'] },
  ],
});

export const TicketMessageTable = new EntitySchema<rows.TicketMessageRow>({
  name: 'ticket_message',
  columns: {
    platform: text({ primary: true }),
    placeId: text(named('place_id', { primary: true })),
    messageId: text(named('message_id', { primary: true })),
    ticketId: text(named('ticket_id')),
    byPlatform: text(named('by_platform')),
    byId: text(named('by_id')),
    byName: text(named('by_name')),
    audience: text(),
    side: text(),
    text: text(),
    files: json(),
    sentAt: ms(named('sent_at')),
    deletedAt: ms(named('deleted_at', optional)),
  },
  checks: [oneOf('ticket_message_side', 'side', ['ours', 'theirs'])],
  indices: [{ name: 'ticket_message_ticket', columns: ['ticketId', 'sentAt'] }],
});

export const PolicyVersionTable = new EntitySchema<rows.PolicyVersionRow>({
  name: 'policy_version',
  columns: { id: text({ primary: true }), name: text(), version: integer(), body: json(), since: ms() },
  indices: [{ name: 'policy_version_name', columns: ['name', 'version'], unique: true }],
});

export const DeskVersionTable = new EntitySchema<rows.DeskVersionRow>({
  name: 'desk_version',
  columns: { version: integer({ primary: true }), text: text(), policies: json(), reach: text(), since: ms() },
  checks: [oneOf('desk_version_reach', 'reach', ['new tickets', 'open tickets'])],
});

export const SlaTargetTable = new EntitySchema<rows.SlaTargetRow>({
  name: 'sla_target',
  columns: {
    id: text({ primary: true }),
    ticketId: text(named('ticket_id')),
    kind: text(),
    budget: ms(),
    policyId: text(named('policy_id')),
    runs: json(),
    state: json(),
    tag: text(),
    endedAt: ms(named('ended_at', optional)),
    changed: json(optional),
  },
  checks: [oneOf('sla_target_tag', 'tag', ['running', 'paused', 'met', 'missed', 'removed'])],
  indices: [
    { name: 'sla_target_ticket', columns: ['ticketId'] },
    { name: 'sla_target_ended', columns: ['endedAt'] },
  ],
});

export const DeadlineTable = new EntitySchema<rows.DeadlineRow>({
  name: 'deadline',
  columns: {
    key: text({ primary: true }),
    kind: text(),
    ticketId: text(named('ticket_id')),
    targetId: text(named('target_id', optional)),
    dueAt: ms(named('due_at')),
    firedAt: ms(named('fired_at', optional)),
  },
  checks: [oneOf('deadline_kind', 'kind', ['warn', 'breach', 'close'])],
  // Partial: what has fired is history and must not slow the search for what is due.
  indices: [
    { name: 'deadline_due', columns: ['dueAt'], where: 'fired_at IS NULL' },
    { name: 'deadline_target', columns: ['targetId'], where: 'fired_at IS NULL' },
  ],
});

export const AlertTable = new EntitySchema<rows.AlertRow>({
  name: 'alert',
  columns: {
    key: text({ primary: true }),
    ticketId: text(named('ticket_id')),
    targetId: text(named('target_id')),
    terms: text(),
    kind: text(),
    messageKey: text(named('message_key')),
    line: integer(),
    act: json(),
    shown: json(),
  },
  checks: [oneOf('alert_kind', 'kind', ['warn', 'breach', 'after'])],
  indices: [
    { name: 'alert_ticket', columns: ['ticketId'] },
    { name: 'alert_message', columns: ['messageKey', 'line'], unique: true },
  ],
});

const DIGEST_RUN = { digest: text({ primary: true }), localDate: text(named('local_date', { primary: true })) };
export const DigestRunTable = new EntitySchema<rows.DigestRunRow>({
  name: 'digest_run',
  columns: { ...DIGEST_RUN, ranAt: ms(named('ran_at')) },
});
export const PlaceCursorTable = new EntitySchema<rows.PlaceCursorRow>({
  name: 'place_cursor',
  columns: { platform: text({ primary: true }), placeId: text(named('place_id', { primary: true })), cursor: text() },
});
export const CounterTable = new EntitySchema<rows.CounterRow>({
  name: 'counter',
  columns: { name: text({ primary: true }), value: integer() },
});
export const LeaseTable = new EntitySchema<rows.LeaseRow>({
  name: 'lease',
  columns: { name: text({ primary: true }), holder: text(), fence: integer(), until: ms() },
});
