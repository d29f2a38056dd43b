import type { EntityManager } from 'typeorm';
import type { Alert, Alerts } from '../../core/alerts';
import type { TicketId } from '../../core/ticket/ticket';
import type { Engine } from './engine';
import type { AlertRow } from './rows';
import { AlertTable } from './schema';

export const alertsOn = (manager: EntityManager, engine: Engine): Alerts => ({
  has: (key) => manager.existsBy(AlertTable, { key }),
  async add(alert) {
    await manager.insert(AlertTable, { ...alert } as never);
  },
  async ofTicket(ticketId) {
    return (await manager.find(AlertTable, { where: { ticketId }, order: { key: 'ASC' } })).map(alertOf);
  },
  async inMessage(messageKey) {
    // By lines for everybody, so that two units that want the same rows never wait for each other.
    if (engine.holding !== '') {
      const sql = `SELECT line FROM alert WHERE message_key = $1 ORDER BY line ${engine.holding}`;
      await manager.query(sql, [messageKey]);
    }
    return (await manager.find(AlertTable, { where: { messageKey }, order: { line: 'ASC' } })).map(alertOf);
  },
  async show(key, shown) {
    await manager.update(AlertTable, { key }, { shown } as never);
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
