import { type EntityManager, In } from 'typeorm';
import type { Alert, Alerts } from '../../core/alerts';
import { StaleWrite } from '../../core/errors';
import type { TicketId } from '../../core/ticket/ticket';
import type { Engine } from './engine';
import type { AlertRow } from './rows';
import { AlertTable } from './schema';
import { inBatches, insertNew, returning, tuples } from './sql';

export const alertsOn = (manager: EntityManager, engine: Engine): Alerts => ({
  async known(keys) {
    const rows = await inBatches(keys, (batch) =>
      manager.find(AlertTable, { select: { key: true }, where: { key: In([...batch]) } }),
    );
    return new Set(rows.map(({ key }) => key));
  },
  async add(alerts) {
    const added = await insertNew(manager, AlertTable, alerts);
    if (added.length < alerts.length) throw new StaleWrite('somebody else told an alert first');
  },
  async ofTickets(ids) {
    const rows = await inBatches(ids, (batch) => manager.findBy(AlertTable, { ticketId: In([...batch]) }));
    return rows.map(alertOf);
  },
  async inMessages(messageKeys) {
    const order = { messageKey: 'ASC', line: 'ASC' } as const;
    const rows = await inBatches(messageKeys, async (batch) => {
      // By lines for everybody, so that two units that want the same rows never wait for each other.
      if (engine.holding !== '') {
        await manager.query(
          `SELECT line FROM alert WHERE message_key IN ${tuples(manager, 1, batch.length)}
           ORDER BY message_key, line ${engine.holding}`,
          [...batch],
        );
      }
      return manager.find(AlertTable, { where: { messageKey: In([...batch]) }, order });
    });
    return rows.map(alertOf);
  },
  async show(alerts) {
    await inBatches(alerts, (batch) =>
      returning(
        manager,
        `WITH told (told_key, told_shown) AS (VALUES ${tuples(manager, batch.length, 2, ['text', 'text'])})
         UPDATE alert SET shown = told_shown FROM told WHERE key = told_key RETURNING 1 AS one`,
        batch.flatMap(({ key, shown }) => [key, JSON.stringify(shown)]),
      ),
    );
  },
});

const alertOf = (row: AlertRow): Alert => ({
  key: row.key,
  ticketId: row.ticketId as TicketId,
  targetId: row.targetId,
  terms: row.terms,
  kind: row.kind as Alert['kind'],
  messageKey: row.messageKey,
  line: row.line,
  act: row.act as Alert['act'],
  shown: row.shown as Alert['shown'],
});
