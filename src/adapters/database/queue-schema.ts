import { EntitySchema } from 'typeorm';
import { integer, json, ms, sequence, text } from './columns';
import type { InboxRowRow, OutboxRow } from './rows';

const named = (name: string, more = {}) => ({ name, ...more });
const optional = { nullable: true };

export const InboxTable = new EntitySchema<InboxRowRow>({
  name: 'inbox',
  columns: {
    seq: sequence(),
    platform: text(),
    eventKey: text(named('event_key')),
    lane: text(),
    body: json(),
    storedAt: ms(named('stored_at')),
    state: text(),
    notBefore: ms(named('not_before')),
    leaseUntil: ms(named('lease_until')),
    attempts: integer(),
    fence: integer(),
    outcome: text(optional),
    doneAt: ms(named('done_at', optional)),
  },
  checks: [{ name: 'inbox_state', expression: "state IN ('waiting', 'done', 'parked')" }],
  indices: [
    { name: 'inbox_key', columns: ['platform', 'eventKey'], unique: true },
    { name: 'inbox_waiting', columns: ['lane', 'seq'], where: "state = 'waiting'" },
  ],
});

export const OutboxTable = new EntitySchema<OutboxRow>({
  name: 'outbox',
  columns: {
    seq: sequence(),
    // Searched by prefix.
    key: text({ collation: 'C' }),
    platform: text(),
    lane: text(),
    priority: integer(),
    act: json(),
    message: json(optional),
    follow: json(optional),
    createdAt: ms(named('created_at')),
    state: text(),
    revision: integer(),
    sentRevision: integer(named('sent_revision')),
    notBefore: ms(named('not_before')),
    leaseUntil: ms(named('lease_until')),
    attempts: integer(),
    fence: integer(),
    uncertain: integer(),
    refPlaceId: text(named('ref_place_id', optional)),
    refMessageId: text(named('ref_message_id', optional)),
    sentAt: ms(named('sent_at', optional)),
    error: text(optional),
  },
  checks: [{ name: 'outbox_state', expression: "state IN ('waiting', 'sent', 'parked')" }],
  indices: [
    { name: 'outbox_key', columns: ['key'], unique: true },
    { name: 'outbox_waiting', columns: ['lane', 'priority', 'seq'], where: "state = 'waiting'" },
  ],
});
