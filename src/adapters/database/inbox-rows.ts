import { type EntityManager, IsNull, MoreThan, Not } from 'typeorm';
import { StaleWrite } from '../../core/errors';
import type { InboxRow, InboxRows } from '../../core/queues';
import type { Arrival } from '../../core/taking-in';
import { instant } from '../../core/time';
import { storable } from './columns';
import type { ChannelMoveRow } from './contract-rows';
import { AccountChannelTable, ChannelMoveTable, UnboundEventTable } from './contract-schema';
import type { Engine } from './engine';
import { InboxTable } from './queue-schema';
import { inBatches, insertOnce, returning, tuples } from './sql';

interface ClaimedRow {
  seq: number;
  platform: string;
  event_key: string;
  lane: string;
  body: string;
  stored_at: number | string;
  attempts: number;
  fence: number;
}
/** Rows in one INSERT: 13 values each, well below SQLite's limit of 32,766. */
const BATCH = 500;
/** As if it had just come in. */
const WAITING = `state = 'waiting', not_before = 0, lease_until = 0, attempts = 0, outcome = NULL, done_at = NULL`;

export const inboxOn = (manager: EntityManager, engine: Engine): InboxRows => ({
  async add(events, now) {
    // One after the other, so that rows are numbered in the order in which they can be seen: a row never turns up
    // ahead of one of its lane that somebody already works on.
    await engine.alone(manager, 'inbox');
    const moves = await manager.find(ChannelMoveTable);
    const known = events.map((event) => byKnownId(event, moves));
    for (let from = 0; from < known.length; from += BATCH) {
      const rows = known.slice(from, from + BATCH);
      const at = (row: number) => Array.from({ length: 5 }, (_, column) => `$${row * 5 + column + 1}`).join(', ');
      await manager.query(
        `INSERT INTO inbox (platform, event_key, lane, body, stored_at, state, not_before, lease_until, attempts, fence)
         VALUES ${rows.map((_, row) => `(${at(row)}, 'waiting', 0, 0, 0, 0)`).join(', ')} ON CONFLICT DO NOTHING`,
        rows.flatMap(({ platform, key, lane, body }) => [
          platform,
          storable(key),
          storable(lane),
          JSON.stringify(body),
          now,
        ]),
      );
    }
  },
  async claim(now, lease, limit) {
    const rows = await returning<ClaimedRow>(
      manager,
      // What must still hold of a row when it is locked is asked of the row itself, not of the search for heads.
      `WITH c AS MATERIALIZED (
         SELECT i.seq AS head FROM inbox i
           JOIN (SELECT MIN(seq) AS seq FROM inbox WHERE state = 'waiting' GROUP BY lane) first ON first.seq = i.seq
         WHERE i.state = 'waiting' AND i.lease_until <= $1 AND i.not_before <= $2
         ORDER BY i.seq LIMIT ${Math.trunc(limit)} ${engine.claiming('i')})
       UPDATE inbox SET lease_until = $3, fence = fence + 1, attempts = attempts + 1
       FROM c WHERE inbox.seq = c.head
       RETURNING seq, platform, event_key, lane, body, stored_at, attempts, fence`,
      [now, now, now + lease],
    );
    return rows.map(rowOf).sort((a, b) => a.seq - b.seq);
  },
  async done(row, outcome, now) {
    const rows = await returning(
      manager,
      `UPDATE inbox SET state = 'done', outcome = $1, done_at = $2 WHERE seq = $3 AND fence = $4 AND state = 'waiting' RETURNING seq`,
      [outcome, now, row.seq, row.fence],
    );
    return rows.length === 1;
  },
  async retry(row, at, error, aside) {
    await manager.query(
      `UPDATE inbox SET lease_until = 0, not_before = $1, outcome = $2,
         lane = CASE WHEN $3 = 1 THEN lane || ' aside ' || event_key ELSE lane END
       WHERE seq = $4 AND fence = $5 AND state = 'waiting'`,
      [at, error, aside ? 1 : 0, row.seq, row.fence],
    );
  },
  async oldest() {
    const [row] = await manager.query(`SELECT MIN(stored_at) AS at FROM inbox WHERE state = 'waiting'`);
    return row?.at === null || row?.at === undefined ? undefined : instant(Number(row.at));
  },
  async park(row, error, now) {
    await manager.query(
      `UPDATE inbox SET state = 'parked', outcome = $1, done_at = $2 WHERE seq = $3 AND fence = $4 AND state = 'waiting'`,
      [error, now, row.seq, row.fence],
    );
  },
  async parked() {
    const rows = await manager.find(InboxTable, { where: { state: 'parked' }, order: { seq: 'ASC' } });
    return rows.map(({ seq, platform, eventKey, storedAt, outcome }) => ({
      seq,
      platform,
      key: eventKey,
      storedAt: instant(storedAt),
      error: outcome ?? '',
    }));
  },
  async unpark(keys) {
    const found = await inBatches(keys, (batch) =>
      returning(
        manager,
        `UPDATE inbox SET ${WAITING}
         WHERE state = 'parked' AND event_key IN (${tuples(manager, batch.length, 1)}) RETURNING seq`,
        batch,
      ),
    );
    return found.length;
  },
  async keepFor({ platform, placeId }, { seq }) {
    // Whoever gives the channel away looks for what was kept only once: it is kept before that, or not at all.
    await engine.alone(manager, 'channels');
    if (await manager.existsBy(AccountChannelTable, { platform, placeId, account: Not(IsNull()) }))
      throw new StaleWrite('somebody gave this channel to an account first');
    if (await manager.existsBy(ChannelMoveTable, { platform, placeId, knownAs: Not(placeId) }))
      throw new StaleWrite('this is another channel, which was given that id first');
    await insertOnce(manager, UnboundEventTable, { platform, placeId, seq });
  },
  keeps: ({ platform, placeId }) => manager.existsBy(UnboundEventTable, { platform, placeId }),
  async kept() {
    const rows = await manager.query(
      `SELECT u.platform, u.place_id, MIN(i.stored_at) AS since FROM unbound_event u JOIN inbox i ON i.seq = u.seq
       GROUP BY u.platform, u.place_id ORDER BY since`,
    );
    return rows.map((row: { platform: string; place_id: string; since: number | string }) => ({
      place: { platform: row.platform, placeId: row.place_id },
      since: instant(Number(row.since)),
    }));
  },
  async again({ platform, placeId }) {
    // All in two statements, for months of talk may be kept.
    const rows = await returning(
      manager,
      `UPDATE inbox SET ${WAITING}
       WHERE state = 'done' AND seq IN (SELECT seq FROM unbound_event WHERE platform = $1 AND place_id = $2) RETURNING seq`,
      [platform, placeId],
    );
    await manager.query(`DELETE FROM unbound_event WHERE platform = $1 AND place_id = $2`, [platform, placeId]);
    return rows.length;
  },
  waiting: () => manager.countBy(InboxTable, { state: 'waiting', seq: MoreThan(0) }),
  async reclaim() {
    await manager.query(`UPDATE inbox SET lease_until = 0 WHERE state = 'waiting' AND lease_until > 0`);
  },
  async next() {
    const [row] = await manager.query(
      `SELECT MIN(CASE WHEN lease_until > not_before THEN lease_until ELSE not_before END) AS at FROM inbox
       WHERE seq IN (SELECT MIN(seq) FROM inbox WHERE state = 'waiting' GROUP BY lane)`,
    );
    return row?.at === null || row?.at === undefined ? undefined : instant(Number(row.at));
  },
});

/** Lanes are channels, and keys name them: what is found again later is known to be the same, whatever the channel is called. */
function byKnownId<T extends Arrival>(event: T, moves: readonly ChannelMoveRow[]): T {
  const { platform, key, lane } = event;
  const move = moves.find((one) => one.platform === platform && one.placeId === lane);
  return move === undefined ? event : { ...event, key: key.replaceAll(lane, move.knownAs), lane: move.knownAs };
}

const rowOf = (row: ClaimedRow): InboxRow => ({
  seq: row.seq,
  platform: row.platform,
  key: row.event_key,
  lane: row.lane,
  body: JSON.parse(row.body) as unknown,
  storedAt: instant(Number(row.stored_at)),
  attempts: row.attempts,
  fence: row.fence,
});
