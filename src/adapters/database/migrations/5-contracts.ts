import type { Migration } from './migration';

/** Who is served, on what terms, and what was worked for them. What is added up is only ever added to. */
export const contracts: Migration = {
  name: '5-contracts',
  up: ({ serial, plainText, appendOnly }) => [
    `CREATE TABLE account (
      name ${plainText} PRIMARY KEY NOT NULL, folded ${plainText} NOT NULL, team text NOT NULL, zone text NOT NULL,
      owner_platform text, owner_id text, locale text, domains text NOT NULL, crm_id text, fields text NOT NULL,
      profile text, since bigint NOT NULL)`,
    `CREATE UNIQUE INDEX account_folded ON account (folded)`,

    `CREATE TABLE account_contact (
      account ${plainText} NOT NULL, id ${plainText} NOT NULL, name text NOT NULL, email text, members text NOT NULL,
      since bigint NOT NULL, PRIMARY KEY (account, id))`,

    `CREATE TABLE account_channel (
      platform text NOT NULL, place_id text NOT NULL, account ${plainText}, since bigint NOT NULL,
      PRIMARY KEY (platform, place_id))`,
    `CREATE INDEX account_channel_account ON account_channel (account)`,

    `CREATE TABLE account_event (
      ${serial('seq')}, account ${plainText} NOT NULL, type text NOT NULL, at bigint NOT NULL,
      by_platform text, by_id text, by_name text, via text NOT NULL, data text)`,
    `CREATE INDEX account_event_account ON account_event (account, seq)`,
    ...appendOnly('account_event'),

    `CREATE TABLE plan_version (
      name ${plainText} NOT NULL, version integer NOT NULL, body text NOT NULL, since bigint NOT NULL,
      PRIMARY KEY (name, version))`,
    ...appendOnly('plan_version'),

    `CREATE TABLE subscription_term (
      ${serial('seq')}, account ${plainText} NOT NULL, on_day text NOT NULL, type text NOT NULL, change text NOT NULL,
      written_at bigint NOT NULL, by_platform text, by_id text, by_name text, via text NOT NULL, note text,
      CONSTRAINT "subscription_term_type" CHECK (type IN ('started', 'changed', 'renewed', 'cancelled')))`,
    `CREATE INDEX subscription_term_account ON subscription_term (account, seq)`,
    ...appendOnly('subscription_term'),

    `CREATE TABLE hours_pack (
      id ${plainText} PRIMARY KEY NOT NULL, account ${plainText} NOT NULL, length bigint NOT NULL, from_day text NOT NULL,
      until_day text, price text, note text, by_platform text, by_id text, by_name text, written_at bigint NOT NULL)`,
    `CREATE INDEX hours_pack_account ON hours_pack (account, from_day)`,
    ...appendOnly('hours_pack'),

    `CREATE TABLE time_entry (
      id integer PRIMARY KEY NOT NULL, account ${plainText} NOT NULL, ticket_id text, mode text NOT NULL, day text NOT NULL,
      length bigint NOT NULL, counted bigint NOT NULL, billable integer NOT NULL,
      by_platform text, by_id text, by_name text, written_at bigint NOT NULL, note text, corrects integer)`,
    `CREATE INDEX time_entry_account ON time_entry (account, day)`,
    `CREATE INDEX time_entry_ticket ON time_entry (ticket_id)`,
    `CREATE INDEX time_entry_day ON time_entry (day)`,
    `CREATE UNIQUE INDEX time_entry_corrects ON time_entry (corrects)`,
    ...appendOnly('time_entry'),

    `CREATE TABLE hours_draw (
      ${serial('seq')}, entry integer NOT NULL, account ${plainText} NOT NULL, day text NOT NULL, source text NOT NULL,
      length bigint NOT NULL)`,
    `CREATE INDEX hours_draw_account ON hours_draw (account, seq)`,
    `CREATE INDEX hours_draw_entry ON hours_draw (entry)`,
    `CREATE INDEX hours_draw_day ON hours_draw (day)`,
    ...appendOnly('hours_draw'),

    `CREATE TABLE charge (
      ${serial('seq')}, key ${plainText}, account ${plainText} NOT NULL, stream text NOT NULL, minor bigint NOT NULL,
      currency text NOT NULL, day text NOT NULL, note text, by_platform text, by_id text, by_name text,
      written_at bigint NOT NULL)`,
    `CREATE UNIQUE INDEX charge_key ON charge (key)`,
    `CREATE INDEX charge_day ON charge (day)`,
    ...appendOnly('charge'),

    `CREATE TABLE unbound_event (
      platform text NOT NULL, place_id text NOT NULL, seq integer NOT NULL, PRIMARY KEY (platform, place_id, seq))`,

    `ALTER TABLE ticket ADD COLUMN mode text`,
    `ALTER TABLE ticket ADD COLUMN covered text`,
    `ALTER TABLE ticket ADD COLUMN coverage text`,
    `ALTER TABLE ticket ADD COLUMN product text`,
    `ALTER TABLE ticket ADD COLUMN product_version text`,
  ],
};
