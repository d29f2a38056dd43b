import type { EntityManager } from 'typeorm';
import type { Act, ClaimedDelivery, Delivery, Outbox } from '../../core/queues';
import { instant } from '../../core/time';
import { OutboxTable } from './queue-schema';
import type { OutboxRow } from './rows';
import { present, returning } from './sql';

/** One queue per channel or person; a sign or a private answer waits for nobody. */
export function laneOf(act: Act, key: string): { platform: string; lane: string } {
  switch (act.type) {
    case 'post':
      return { platform: act.channel.platform, lane: `${act.channel.platform} post ${act.channel.placeId}` };
    case 'dm':
      return { platform: act.to.platform, lane: `${act.to.platform} dm ${act.to.memberId}` };
    case 'sign':
      return { platform: act.on.place.platform, lane: `${act.on.place.platform} sign ${act.on.place.placeId}` };
    case 'answer':
      return { platform: act.in.platform, lane: `${act.in.platform} answer ${key}` };
  }
}

/** JSON.stringify of the same content is the same text: both sides are built by the same code. */
const content = (delivery: Delivery) => JSON.stringify([delivery.act, delivery.message ?? null]);

export function outboxOn(manager: EntityManager): Outbox {
  const find = (key: string) => manager.findOneBy(OutboxTable, { key });
  const insert = async (delivery: Delivery, now: number): Promise<void> => {
    const { platform, lane } = laneOf(delivery.act, delivery.key);
    const row: Omit<OutboxRow, 'seq'> = {
      key: delivery.key,
      platform,
      lane,
      priority: delivery.priority ?? 5,
      act: delivery.act,
      message: delivery.message ?? null,
      follow: delivery.follow ?? null,
      createdAt: now,
      state: 'waiting',
      revision: 1,
      sentRevision: 0,
      notBefore: 0,
      leaseUntil: 0,
      attempts: 0,
      fence: 0,
      uncertain: 0,
      refPlaceId: null,
      refMessageId: null,
      sentAt: null,
      error: null,
    };
    await manager
      .createQueryBuilder()
      .insert()
      .into(OutboxTable)
      .values(row as never)
      .orIgnore()
      .updateEntity(false)
      .execute();
  };

  return {
    put: insert,
    async show(delivery, now) {
      const row = await find(delivery.key);
      if (row === null) return insert(delivery, now);
      if (content(delivery) === content({ key: row.key, act: row.act as Act, message: row.message } as Delivery))
        return;
      await manager.update(
        OutboxTable,
        { key: delivery.key },
        {
          act: delivery.act as never,
          message: (delivery.message ?? null) as never,
          revision: row.revision + 1,
          state: 'waiting',
          ...(row.state === 'sent' ? { notBefore: 0, attempts: 0 } : {}),
        },
      );
    },
    has: async (key) => (await find(key)) !== null,
    async under(prefix) {
      const rows = await manager
        .createQueryBuilder(OutboxTable, 'o')
        .where('o.key >= :prefix AND o.key < :end', { prefix, end: `${prefix}\uffff` })
        .getMany();
      return rows.map(deliveryOf);
    },
    async posted(key) {
      const row = await find(key);
      if (row === null || row.refPlaceId === null || row.refMessageId === null || row.sentAt === null) return undefined;
      const place = { platform: row.platform, placeId: row.refPlaceId };
      return { ref: { place, messageId: row.refMessageId }, at: instant(row.sentAt) };
    },
    async claim(now, lease, limit) {
      const claimed = await returning<{ seq: number }>(
        manager,
        `UPDATE outbox SET lease_until = $1, fence = fence + 1, attempts = attempts + 1,
           uncertain = CASE WHEN lease_until > 0 THEN 1 ELSE uncertain END WHERE seq IN
         (SELECT seq FROM (SELECT seq, lease_until, not_before,
             ROW_NUMBER() OVER (PARTITION BY lane ORDER BY priority, seq) AS rank FROM outbox WHERE state = 'waiting') head
          WHERE rank = 1 AND lease_until <= $2 AND not_before <= $3 ORDER BY seq LIMIT ${Math.trunc(limit)})
         RETURNING seq`,
        [now + lease, now, now],
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
    async retry(row, at, error, uncertain) {
      await manager.query(
        `UPDATE outbox SET lease_until = 0, not_before = $1, error = $2, uncertain = $3 WHERE key = $4 AND fence = $5 AND state = 'waiting'`,
        [at, error, uncertain ? 1 : 0, row.key, row.fence],
      );
    },
    async park(row, error, now) {
      await manager.query(
        `UPDATE outbox SET state = 'parked', lease_until = 0, error = $1, sent_at = $2 WHERE key = $3 AND fence = $4 AND state = 'waiting'`,
        [error, row.posted === undefined ? null : now, row.key, row.fence],
      );
    },
    async reclaim() {
      await manager.query(
        `UPDATE outbox SET lease_until = 0, uncertain = 1 WHERE state = 'waiting' AND lease_until > 0`,
      );
    },
    async next() {
      const [row] = await manager.query(
        `SELECT MIN(CASE WHEN lease_until > not_before THEN lease_until ELSE not_before END) AS at FROM
         (SELECT lease_until, not_before, ROW_NUMBER() OVER (PARTITION BY lane ORDER BY priority, seq) AS rank
          FROM outbox WHERE state = 'waiting') head WHERE rank = 1`,
      );
      return row?.at === null || row?.at === undefined ? undefined : instant(Number(row.at));
    },
    async counts() {
      const waiting = await manager.countBy(OutboxTable, { state: 'waiting' });
      return { waiting, parked: await manager.countBy(OutboxTable, { state: 'parked' }) };
    },
  };
}

const deliveryOf = (row: OutboxRow): ClaimedDelivery => ({
  key: row.key,
  platform: row.platform,
  act: row.act as Act,
  ...present('message', row.message as ClaimedDelivery['message'] | null),
  ...present('follow', row.follow as ClaimedDelivery['follow'] | null),
  priority: row.priority,
  createdAt: instant(row.createdAt),
  attempts: row.attempts,
  fence: row.fence,
  revision: row.revision,
  uncertain: row.uncertain === 1,
  ...(row.refPlaceId === null || row.refMessageId === null
    ? {}
    : { posted: { place: { platform: row.platform, placeId: row.refPlaceId }, messageId: row.refMessageId } }),
});
