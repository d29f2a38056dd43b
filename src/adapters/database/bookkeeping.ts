import type { EntityManager } from 'typeorm';
import type { Cursors, DigestRuns, Leases } from '../../core/store';
import { DigestRunTable, LeaseTable, PlaceCursorTable } from './schema';
import { returning } from './sql';

export const digestRunsOn = (manager: EntityManager): DigestRuns => ({
  async claim(digest, localDate, now) {
    // The primary key decides who sends it.
    const rows = await returning(
      manager,
      'INSERT INTO digest_run (digest, local_date, ran_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING digest',
      [digest, localDate, now],
    );
    return rows.length === 1;
  },
  async latest(digest) {
    const [row] = await manager.find(DigestRunTable, { where: { digest }, order: { localDate: 'DESC' }, take: 1 });
    return row?.localDate;
  },
});

export const cursorsOn = (manager: EntityManager): Cursors => ({
  async get(place) {
    return (await manager.findOneBy(PlaceCursorTable, { ...place }))?.cursor;
  },
  async set(place, cursor) {
    await manager.upsert(PlaceCursorTable, { ...place, cursor }, ['platform', 'placeId']);
  },
});

export const leasesOn = (manager: EntityManager): Leases => ({
  async hold(name, holder, now, length) {
    const [row] = await returning<{ fence: number }>(
      manager,
      `INSERT INTO lease (name, holder, fence, until) VALUES ($1, $2, 1, $3)
       ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until,
         fence = CASE WHEN lease.holder = excluded.holder THEN lease.fence ELSE lease.fence + 1 END
       WHERE lease.holder = excluded.holder OR lease.until <= $4 RETURNING fence`,
      [name, holder, now + length, now],
    );
    return row === undefined ? undefined : Number(row.fence);
  },
  async release(name, holder) {
    await manager.query('UPDATE lease SET until = 0 WHERE name = $1 AND holder = $2', [name, holder]);
  },
  async holder(name) {
    return (await manager.findOneBy(LeaseTable, { name }))?.holder;
  },
  async reclaim() {
    await manager.query('UPDATE lease SET until = 0');
  },
});
