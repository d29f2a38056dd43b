import type { Statement } from 'sqlite3';
import { HOUR } from '../src/core/time';
import { type FullDesk, opened } from './full-desk';

/** What the sweep wrote for one deadline. */
export interface Written {
  readonly key: string;
  readonly ticketId: string;
  readonly event: readonly unknown[];
  readonly outbox: readonly (readonly unknown[])[];
  readonly alerts: readonly (readonly unknown[])[];
}
const EVENT = ['ticket_id', 'type', 'at', 'via', 'why', 'data'] as const;
const OUTBOX = [
  'key',
  'platform',
  'lane',
  'priority',
  'act',
  'message',
  'follow',
  'created_at',
  'state',
  'revision',
  'sent_revision',
  'not_before',
  'lease_until',
  'attempts',
  'fence',
  'uncertain',
  'ref_place_id',
  'ref_message_id',
  'sent_at',
  'error',
] as const;
const ALERT = ['key', 'ticket_id', 'target_id', 'terms', 'kind', 'message_key', 'line', 'act', 'shown'] as const;
type Row = Readonly<Record<string, unknown>>;

/** The rows of the breaches from the one numbered `from + 1` on. */
export async function writtenBy(desk: FullDesk, from: number, count: number): Promise<readonly Written[]> {
  const events = await desk.rows<Row>(
    `SELECT * FROM ticket_event WHERE type = 'breached' ORDER BY seq LIMIT ${count} OFFSET ${from}`,
  );
  const outbox = new Map<string, Row[]>();
  for (const row of await desk.rows<Row>('SELECT * FROM outbox ORDER BY seq')) {
    const ticket = /:(t\d+)[:/]|:(t\d+)$/.exec(String(row.key));
    const id = ticket?.[1] ?? ticket?.[2] ?? '';
    outbox.set(id, [...(outbox.get(id) ?? []), row]);
  }
  const alerts = new Map<string, Row[]>();
  for (const row of await desk.rows<Row>('SELECT * FROM alert')) {
    const id = String(row.ticket_id);
    alerts.set(id, [...(alerts.get(id) ?? []), row]);
  }
  return events.map((event) => {
    const ticketId = String(event.ticket_id);
    return {
      key: `breach:${ticketId}/first_response:${HOUR}`,
      ticketId,
      event: EVENT.map((column) => event[column]),
      outbox: (outbox.get(ticketId) ?? []).map((row) => OUTBOX.map((column) => row[column])),
      alerts: (alerts.get(ticketId) ?? []).map((row) => ALERT.map((column) => row[column])),
    };
  });
}

/** The same rows by prepared statements, in as many transactions, with the same safety. */
export async function writeAgain({ path }: FullDesk, all: readonly Written[], batch: number): Promise<void> {
  const file = await opened(path);
  const run = (sql: string) => new Promise<void>((ok, no) => file.run(sql, (error) => (error ? no(error) : ok())));
  const made: Statement[] = [];
  const prepared = (sql: string) => {
    const statement = file.prepare(sql);
    made.push(statement);
    return (values: readonly unknown[]) =>
      new Promise<void>((ok, no) => statement.run([...values], (error: Error | null) => (error ? no(error) : ok())));
  };
  const marks = (columns: readonly string[]) => columns.map(() => '?').join(', ');
  await run('PRAGMA synchronous = FULL');
  const fire = prepared('UPDATE deadline SET fired_at = ? WHERE key = ?');
  const save = prepared('UPDATE ticket SET version = version + 1 WHERE id = ?');
  const event = prepared(`INSERT INTO ticket_event (${EVENT.join(', ')}) VALUES (${marks(EVENT)})`);
  const send = prepared(`INSERT INTO outbox (${OUTBOX.join(', ')}) VALUES (${marks(OUTBOX)})`);
  const tell = prepared(`INSERT INTO alert (${ALERT.join(', ')}) VALUES (${marks(ALERT)})`);
  for (let from = 0; from < all.length; from += batch) {
    await run('BEGIN IMMEDIATE');
    for (const one of all.slice(from, from + batch)) {
      await fire([1, one.key]);
      await save([one.ticketId]);
      await event(one.event);
      for (const row of one.outbox) await send(row);
      for (const row of one.alerts) await tell(row);
    }
    await run('COMMIT');
  }
  for (const statement of made) await new Promise<void>((ok) => statement.finalize(() => ok()));
  await new Promise<void>((ok, no) => file.close((error) => (error ? no(error) : ok())));
}
