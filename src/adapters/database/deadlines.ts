import type { EntityManager } from 'typeorm';
import type { Deadline, Deadlines } from '../../core/store';
import type { TicketId } from '../../core/ticket/ticket';
import { instant } from '../../core/time';
import type { Engine } from './engine';
import { present, returning } from './sql';

interface FiredRow {
  key: string;
  kind: string;
  ticket_id: string;
  target_id: string | null;
  due_at: number | string;
}

async function set(manager: EntityManager, { key, kind, ticketId, targetId, dueAt }: Deadline): Promise<void> {
  await manager.query(
    `INSERT INTO deadline (key, kind, ticket_id, target_id, due_at, fired_at) VALUES ($1, $2, $3, $4, $5, NULL)
     ON CONFLICT (key) DO UPDATE SET due_at = excluded.due_at`,
    [key, kind, ticketId, targetId ?? null, dueAt],
  );
}

export const deadlinesOn = (manager: EntityManager, engine: Engine): Deadlines => ({
  set: (deadline) => set(manager, deadline),
  async replace(targetId, deadlines) {
    const kept = deadlines.map((_, at) => `$${at + 2}`).join(', ');
    await manager.query(
      `DELETE FROM deadline WHERE target_id = $1 AND fired_at IS NULL${kept === '' ? '' : ` AND key NOT IN (${kept})`}`,
      [targetId, ...deadlines.map(({ key }) => key)],
    );
    for (const deadline of deadlines) await set(manager, deadline);
  },
  async clear(key) {
    // What has fired stays known, so that it cannot fire a second time.
    await manager.query('DELETE FROM deadline WHERE key = $1 AND fired_at IS NULL', [key]);
  },
  async fire(now, limit) {
    // The ticket is locked with its deadline: whoever is changing it first decides what has become of the deadline.
    const rows = await returning<FiredRow>(
      manager,
      `WITH c AS MATERIALIZED (
         SELECT d.key AS due FROM deadline d JOIN ticket t ON t.id = d.ticket_id
         WHERE d.fired_at IS NULL AND d.due_at <= $1 ORDER BY d.due_at LIMIT ${Math.trunc(limit)} ${engine.claiming('d', 't')})
       UPDATE deadline SET fired_at = $2 FROM c WHERE deadline.key = c.due
       RETURNING key, kind, ticket_id, target_id, due_at`,
      [now, now],
    );
    return rows.map(deadlineOf).sort((a, b) => a.dueAt - b.dueAt);
  },
  async postpone(key, until) {
    await manager.query('UPDATE deadline SET due_at = $1 WHERE key = $2 AND fired_at IS NULL', [until, key]);
  },
  async overdue(now) {
    const [row] = await manager.query(
      'SELECT COUNT(*) AS count FROM deadline WHERE fired_at IS NULL AND due_at <= $1',
      [now],
    );
    return Number(row.count);
  },
  async next() {
    const [row] = await manager.query('SELECT due_at FROM deadline WHERE fired_at IS NULL ORDER BY due_at LIMIT 1');
    return row === undefined ? undefined : instant(Number(row.due_at));
  },
});

const deadlineOf = (row: FiredRow): Deadline => ({
  key: row.key,
  kind: row.kind as Deadline['kind'],
  ticketId: row.ticket_id as TicketId,
  ...present('targetId', row.target_id),
  dueAt: instant(Number(row.due_at)),
});
