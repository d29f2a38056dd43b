import type { Dialect, Migration } from './migration';

/** Who was told of which step, in which message. Alerts already sent go on being kept true, and are not sent again. */
export const steps: Migration = {
  name: '4-steps',
  up: ({ plain, valueIn }) => [
    `CREATE TABLE alert (
      key text PRIMARY KEY NOT NULL, ticket_id text NOT NULL, target_id text NOT NULL, terms text NOT NULL,
      kind text NOT NULL, message_key text NOT NULL, line integer NOT NULL, act text NOT NULL, shown text NOT NULL,
      CONSTRAINT "alert_kind" CHECK (kind IN ('warn', 'breach', 'after')))`,
    `CREATE INDEX alert_ticket ON alert (ticket_id)`,
    `CREATE UNIQUE INDEX alert_message ON alert (message_key, line)`,
    `CREATE INDEX deadline_target ON deadline (target_id) WHERE fired_at IS NULL`,
    // A warning is known by its percentage from now on.
    `CREATE TEMPORARY TABLE moment AS
      SELECT d.key, CASE WHEN d.kind = 'warn' THEN ${valueIn('p.body', 'warnAt')} || '%' ELSE 'breach' END AS name
      FROM deadline d JOIN sla_target s ON s.id = d.target_id JOIN policy_version p ON p.id = s.policy_id
      WHERE d.kind IN ('warn', 'breach')`,
    `INSERT INTO alert (key, ticket_id, target_id, terms, kind, message_key, line, act, shown)
      SELECT substr(d.key, length(d.kind) + 2) || ':' || m.name || ':' || substr(o.key, length(d.key) + 8),
        d.ticket_id, d.target_id, substr(d.key, length(d.kind) + length(d.target_id) + 3), d.kind, o.key, 0, o.act,
        '{"standing":"' || CASE WHEN d.kind = 'warn' THEN 'soon' ELSE 'late' END || '","message":' || o.message ||
        ',"root":' || '{"place":{"platform":"' || t.platform || '","placeId":"' || t.root_place_id ||
        '"},"messageId":"' || t.root_message_id || '"}}'
      FROM deadline d JOIN moment m ON m.key = d.key JOIN ticket t ON t.id = d.ticket_id
      JOIN outbox o ON ${toldBy('d', plain)}
      -- T:60 is also the beginning of T:60:policy, whose messages are its own.
      WHERE d.fired_at IS NOT NULL AND o.message IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM deadline e WHERE e.target_id = d.target_id AND length(e.key) > length(d.key) AND ${toldBy('e', plain)})`,
    `UPDATE deadline SET key = key || ':' || (SELECT m.name FROM moment m WHERE m.key = deadline.key)
      WHERE kind = 'warn' AND key IN (SELECT m.key FROM moment m)`,
    `DROP TABLE moment`,
  ],
};

/** A message that told of a deadline: its key was `alert:` and that of the deadline, and who was told. */
const toldBy = (deadline: string, plain: Dialect['plain']): string =>
  `o.key >= ${plain(`'alert:' || ${deadline}.key || ':'`)} AND o.key < ${plain(`'alert:' || ${deadline}.key || ';'`)}`;
