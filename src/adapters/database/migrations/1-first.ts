import type { Migration } from './migration';

/** Number columns, byte order and the append-only trigger differ between engines; everything else is the same SQL. */
export const first: Migration = {
  name: '1-first',
  up: ({ serial, plainText, appendOnly }) => [
    `CREATE TABLE counter (name text PRIMARY KEY NOT NULL, value integer NOT NULL)`,

    `CREATE TABLE ticket (
      id text PRIMARY KEY NOT NULL, number integer NOT NULL, version integer NOT NULL, subject text NOT NULL,
      platform text NOT NULL, channel_id text NOT NULL,
      root_place_id text NOT NULL, root_message_id text NOT NULL, home_place_id text NOT NULL,
      requester_platform text NOT NULL, requester_id text NOT NULL, requester_name text NOT NULL,
      account text, team text NOT NULL, policy_id text NOT NULL,
      severity text NOT NULL, requested_severity text,
      assignee_platform text, assignee_id text, assignee_name text,
      status text NOT NULL, status_since bigint NOT NULL, started_at bigint NOT NULL, cause text NOT NULL,
      turn text NOT NULL, last_word_at bigint NOT NULL, last_word_by text NOT NULL,
      first_reply_at bigint, resolved_at bigint, follows text, "grouping" integer NOT NULL,
      CONSTRAINT "ticket_status" CHECK (status IN ('open', 'waiting', 'on_hold', 'resolved', 'closed', 'dismissed')),
      CONSTRAINT "ticket_turn" CHECK (turn IN ('ours', 'theirs')))`,
    `CREATE UNIQUE INDEX ticket_number ON ticket (number)`,
    `CREATE INDEX ticket_by_status ON ticket (status, team, number)`,
    `CREATE INDEX ticket_by_channel ON ticket (platform, channel_id, status)`,
    `CREATE INDEX ticket_by_account ON ticket (account, status)`,

    `CREATE TABLE ticket_place (
      platform text NOT NULL, place_id text NOT NULL, ticket_id text NOT NULL, audience text NOT NULL,
      CONSTRAINT "ticket_place_audience" CHECK (audience IN ('customer', 'internal')),
      PRIMARY KEY (platform, place_id))`,
    `CREATE INDEX ticket_place_ticket ON ticket_place (ticket_id)`,

    `CREATE TABLE ticket_event (
      ${serial('seq')}, ticket_id text NOT NULL, type text NOT NULL, at bigint NOT NULL,
      by_platform text, by_id text, by_name text, via text NOT NULL, why text, data text)`,
    `CREATE INDEX ticket_event_ticket ON ticket_event (ticket_id, seq)`,
    `CREATE INDEX ticket_event_type ON ticket_event (type, at)`,
    ...appendOnly('ticket_event'),

    `CREATE TABLE ticket_message (
      platform text NOT NULL, place_id text NOT NULL, message_id text NOT NULL, ticket_id text NOT NULL,
      by_platform text NOT NULL, by_id text NOT NULL, by_name text NOT NULL,
      audience text NOT NULL, side text NOT NULL, text text NOT NULL, files text NOT NULL,
      sent_at bigint NOT NULL, deleted_at bigint,
      CONSTRAINT "ticket_message_side" CHECK (side IN ('ours', 'theirs')),
      PRIMARY KEY (platform, place_id, message_id))`,
    `CREATE INDEX ticket_message_ticket ON ticket_message (ticket_id, sent_at)`,

    `CREATE TABLE policy_version (
      id text PRIMARY KEY NOT NULL, name text NOT NULL, version integer NOT NULL, body text NOT NULL, since bigint NOT NULL)`,
    `CREATE UNIQUE INDEX policy_version_name ON policy_version (name, version)`,

    `CREATE TABLE sla_target (
      id text PRIMARY KEY NOT NULL, ticket_id text NOT NULL, kind text NOT NULL, budget bigint NOT NULL,
      policy_id text NOT NULL, runs text NOT NULL, state text NOT NULL, tag text NOT NULL, ended_at bigint, changed text,
      CONSTRAINT "sla_target_tag" CHECK (tag IN ('running', 'paused', 'met', 'missed', 'removed')))`,
    `CREATE INDEX sla_target_ticket ON sla_target (ticket_id)`,
    `CREATE INDEX sla_target_ended ON sla_target (ended_at)`,

    `CREATE TABLE deadline (
      key text PRIMARY KEY NOT NULL, kind text NOT NULL, ticket_id text NOT NULL, target_id text,
      due_at bigint NOT NULL, fired_at bigint,
      CONSTRAINT "deadline_kind" CHECK (kind IN ('warn', 'breach', 'close')))`,
    `CREATE INDEX deadline_due ON deadline (due_at) WHERE fired_at IS NULL`,

    `CREATE TABLE inbox (
      ${serial('seq')}, platform text NOT NULL, event_key text NOT NULL, lane text NOT NULL, body text NOT NULL,
      stored_at bigint NOT NULL, state text NOT NULL, not_before bigint NOT NULL, lease_until bigint NOT NULL,
      attempts integer NOT NULL, fence integer NOT NULL, outcome text, done_at bigint,
      CONSTRAINT "inbox_state" CHECK (state IN ('waiting', 'done', 'parked')))`,
    `CREATE UNIQUE INDEX inbox_key ON inbox (platform, event_key)`,
    `CREATE INDEX inbox_waiting ON inbox (lane, seq) WHERE state = 'waiting'`,

    `CREATE TABLE outbox (
      ${serial('seq')}, key ${plainText} NOT NULL, platform text NOT NULL, lane text NOT NULL, priority integer NOT NULL,
      act text NOT NULL, message text, follow text, created_at bigint NOT NULL, state text NOT NULL,
      revision integer NOT NULL, sent_revision integer NOT NULL, not_before bigint NOT NULL, lease_until bigint NOT NULL,
      attempts integer NOT NULL, fence integer NOT NULL, uncertain integer NOT NULL,
      ref_place_id text, ref_message_id text, sent_at bigint, error text,
      CONSTRAINT "outbox_state" CHECK (state IN ('waiting', 'sent', 'parked')))`,
    `CREATE UNIQUE INDEX outbox_key ON outbox (key)`,
    `CREATE INDEX outbox_waiting ON outbox (lane, priority, seq) WHERE state = 'waiting'`,

    `CREATE TABLE digest_run (
      digest text NOT NULL, local_date text NOT NULL, ran_at bigint NOT NULL, PRIMARY KEY (digest, local_date))`,
    `CREATE TABLE place_cursor (
      platform text NOT NULL, place_id text NOT NULL, cursor text NOT NULL, PRIMARY KEY (platform, place_id))`,
  ],
};
