import type { EntityManager } from 'typeorm';
import { StaleWrite } from '../../core/errors';
import type { DeskVersion, DeskVersions } from '../../core/store';
import { instant } from '../../core/time';
import type { DeskVersionRow } from './rows';
import { DeskVersionTable } from './schema';
import { insertOnce } from './sql';

const versionOf = (row: DeskVersionRow): DeskVersion => ({
  version: row.version,
  text: row.text,
  policies: row.policies as DeskVersion['policies'],
  reach: row.reach as DeskVersion['reach'],
  since: instant(row.since),
});

export const deskVersionsOn = (manager: EntityManager): DeskVersions => ({
  async number() {
    const [row] = await manager.query('SELECT MAX(version) AS number FROM desk_version');
    return Number(row?.number ?? 0);
  },
  async latest(reach) {
    const where = reach === undefined ? {} : { reach };
    const [row] = await manager.find(DeskVersionTable, { where, order: { version: 'DESC' }, take: 1 });
    return row && versionOf(row);
  },
  has: (text) => manager.existsBy(DeskVersionTable, { text }),
  async add(version) {
    if (!(await insertOnce(manager, DeskVersionTable, { ...version })))
      throw new StaleWrite(`policy file version ${version.version}`);
  },
});
