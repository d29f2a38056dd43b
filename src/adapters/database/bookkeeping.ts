import type { EntityManager } from 'typeorm';
import type { Cursors, DigestRuns } from '../../core/store';
import { DigestRunTable, PlaceCursorTable } from './schema';
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
