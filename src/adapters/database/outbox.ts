import { type EntityManager, In } from 'typeorm';
import type { Delivery, Outbox } from '../../core/queues';
import { instant } from '../../core/time';
import type { Engine } from './engine';
import { deliveryOf, newRow } from './outbox-rows';
import { OutboxTable } from './queue-schema';
import { inBatches, insertNew, returning, tuples } from './sql';

/** Waiting rows by their rank within the lane, and until when the lane is worked on. */
const HEADS = `SELECT seq, not_before, MAX(lease_until) OVER (PARTITION BY lane) AS busy_until,
  ROW_NUMBER() OVER (PARTITION BY lane ORDER BY priority, seq) AS rank FROM outbox WHERE state = 'waiting'`;

export function outboxOn(manager: EntityManager, engine: Engine): Outbox {
  const find = (key: string) => manager.findOneBy(OutboxTable, { key });
  /** Answers with the keys there was no row of. */
  const insert = (deliveries: readonly Delivery[], now: number): Promise<unknown[]> =>
    insertNew(
      manager,
      OutboxTable,
      deliveries.map((delivery) => newRow(delivery, now)),
      'key',
    );

  return {
    async put(deliveries, now) {
      await insert([deliveries].flat(), now);
    },
    async show(deliveries, now) {
      const latest = [...new Map([deliveries].flat().map((delivery) => [delivery.key, delivery])).values()];
      const inserted = new Set(await insert(latest, now));
      // Whoever inserted the others: the rows are there, and changed only if they say something else.
      const shown = latest.filter(({ key }) => !inserted.has(key));
      await inBatches(shown, (batch) =>
        returning(
          manager,
          `WITH shown (shown_key, shown_act, shown_message) AS (VALUES ${tuples(manager, batch.length, 3, ['text', 'text', 'text'])})
           UPDATE outbox SET act = shown_act, message = shown_message, revision = revision + 1, state = 'waiting',
             not_before = CASE WHEN state = 'sent' THEN 0 ELSE not_before END,
             attempts = CASE WHEN state = 'sent' THEN 0 ELSE attempts END
           FROM shown WHERE key = shown_key AND (act <> shown_act OR message IS DISTINCT FROM shown_message)
           RETURNING 1 AS one`,
          batch.flatMap(({ key, act, message }) => [
            key,
            JSON.stringify(act),
            message === undefined ? null : JSON.stringify(message),
          ]),
        ),
      );
    },
    async known(keys) {
      const rows = await inBatches(keys, (batch) =>
        manager.find(OutboxTable, { select: { key: true }, where: { key: In([...batch]) } }),
      );
      return new Set(rows.map(({ key }) => key));
    },
    async under(prefix) {
      const rows = await manager
        .createQueryBuilder(OutboxTable, 'o')
        .where('o.key >= :prefix AND o.key < :end', { prefix, end: `${prefix}\uffff` })
        .orderBy('o.seq')
        .getMany();
      return rows.map(deliveryOf);
    },
    async gaveUp(key) {
      return (await find(key))?.state === 'parked';
    },
    async posted(key) {
      const row = await find(key);
      if (row === null || row.refPlaceId === null || row.refMessageId === null || row.sentAt === null) return undefined;
      const place = { platform: row.platform, placeId: row.refPlaceId };
      return { ref: { place, messageId: row.refMessageId }, at: instant(row.sentAt) };
    },
    async isPosted({ place: { platform, placeId }, messageId }) {
      return manager.existsBy(OutboxTable, { platform, refPlaceId: placeId, refMessageId: messageId });
    },
    async claim(now, lease, limit) {
      // Urgent rows, and rows shown again, come in ahead of one that is being sent: a lane is busy while any of it is.
      await engine.alone(manager, 'outbox');
      const claimed = await returning<{ seq: number }>(
        manager,
        `WITH c AS MATERIALIZED (
           SELECT o.seq AS head FROM outbox o JOIN (${HEADS}) h ON h.seq = o.seq
           WHERE h.rank = 1 AND h.busy_until <= $1 AND o.state = 'waiting' AND o.lease_until <= $2 AND o.not_before <= $3
           ORDER BY o.seq LIMIT ${Math.trunc(limit)} ${engine.claiming('o')})
         UPDATE outbox SET lease_until = $4, fence = fence + 1, attempts = attempts + 1,
           uncertain = CASE WHEN lease_until > not_before THEN 1 ELSE uncertain END
         FROM c WHERE outbox.seq = c.head RETURNING seq`,
        [now, now, now, now + lease],
      );
      if (claimed.length === 0) return [];
      const rows = await manager
        .createQueryBuilder(OutboxTable, 'o')
        .whereInIds(claimed.map(({ seq }) => seq))
        .orderBy('o.priority')
        .addOrderBy('o.seq')
        .getMany();
      return rows.map(deliveryOf);
    },
    async sent(row, posted, now) {
      const rows = await returning(
        manager,
        `UPDATE outbox SET sent_revision = $1, ref_place_id = $2, ref_message_id = $3, sent_at = COALESCE(sent_at, $4), lease_until = 0,
           not_before = 0, attempts = 0, uncertain = 0, error = NULL,
           state = CASE WHEN revision = $5 THEN 'sent' ELSE 'waiting' END
         WHERE key = $6 AND fence = $7 AND state = 'waiting' RETURNING key`,
        [
          row.revision,
          posted?.ref.place.placeId ?? null,
          posted?.ref.messageId ?? null,
          posted?.at ?? now,
          row.revision,
          row.key,
          row.fence,
        ],
      );
      return rows.length === 1;
    },
    async retry(row, at, error, { uncertain, aside, holdLane }) {
      await manager.query(
        // A lease that ends when the row may be tried again keeps the whole lane waiting.
        `UPDATE outbox SET lease_until = $1, not_before = $2, error = $3, uncertain = $4,
           lane = CASE WHEN $5 = 1 THEN lane || ' aside ' || key ELSE lane END
         WHERE key = $6 AND fence = $7 AND state = 'waiting'`,
        [holdLane ? at : 0, at, error, uncertain ? 1 : 0, aside ? 1 : 0, row.key, row.fence],
      );
    },
    async park(row, { error, uncertain }, now) {
      await manager.query(
        `UPDATE outbox SET state = 'parked', lease_until = 0, error = $1, uncertain = $2, sent_at = $3
         WHERE key = $4 AND fence = $5 AND state = 'waiting'`,
        [error, uncertain ? 1 : 0, row.posted === undefined ? null : now, row.key, row.fence],
      );
    },
    async parked() {
      const rows = await manager.find(OutboxTable, { where: { state: 'parked' }, order: { seq: 'ASC' } });
      return rows.map((row) => ({ ...deliveryOf(row), error: row.error ?? '' }));
    },
    async unpark(keys) {
      const found = await inBatches(keys, (batch) =>
        returning<{ key: string }>(
          manager,
          `UPDATE outbox SET state = 'waiting', attempts = 0, not_before = 0, lease_until = 0
           WHERE state = 'parked' AND key IN (${tuples(manager, batch.length, 1)}) RETURNING key`,
          batch,
        ),
      );
      return found.length;
    },
    async reclaim() {
      await manager.query(
        `UPDATE outbox SET lease_until = 0, uncertain = 1 WHERE state = 'waiting' AND lease_until > 0`,
      );
    },
    async next() {
      const [row] = await manager.query(
        `SELECT MIN(CASE WHEN busy_until > not_before THEN busy_until ELSE not_before END) AS at
         FROM (${HEADS}) h WHERE rank = 1`,
      );
      return row?.at === null || row?.at === undefined ? undefined : instant(Number(row.at));
    },
    async counts() {
      const waiting = await manager.countBy(OutboxTable, { state: 'waiting' });
      return { waiting, parked: await manager.countBy(OutboxTable, { state: 'parked' }) };
    },
  };
}
