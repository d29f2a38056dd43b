import type { EntityManager } from 'typeorm';
import type { Unit } from '../../core/store';
import { accountsOn } from './accounts';
import { alertsOn } from './alerts';
import { cursorsOn, digestRunsOn, leasesOn } from './bookkeeping';
import { deadlinesOn } from './deadlines';
import { deskVersionsOn } from './desk-versions';
import type { Engine } from './engine';
import { inboxOn } from './inbox-rows';
import { chargesOn, ledgerOn } from './ledger';
import { messagesOn } from './messages';
import { movesOn } from './moves';
import { outboxOn } from './outbox';
import { policiesOn } from './policies';
import { slaTargetsOn } from './sla-targets';
import { plansOn, subscriptionsOn } from './subscriptions';
import { ticketsOn } from './tickets';

/** The repositories of one open transaction. */
export const unitOn = (manager: EntityManager, engine: Engine): Unit => ({
  attempt: (work) => attempted(manager, work),
  tickets: ticketsOn(manager),
  messages: messagesOn(manager),
  policies: policiesOn(manager),
  desks: deskVersionsOn(manager),
  targets: slaTargetsOn(manager),
  deadlines: deadlinesOn(manager, engine),
  alerts: alertsOn(manager, engine),
  inbox: inboxOn(manager, engine),
  outbox: outboxOn(manager, engine),
  digests: digestRunsOn(manager),
  cursors: cursorsOn(manager),
  leases: leasesOn(manager),
  accounts: accountsOn(manager, engine),
  plans: plansOn(manager),
  subscriptions: subscriptionsOn(manager),
  ledger: ledgerOn(manager),
  charges: chargesOn(manager),
  moves: movesOn(manager, engine),
});

async function attempted<T>(manager: EntityManager, work: () => Promise<T>): Promise<T> {
  await manager.query('SAVEPOINT attempt');
  try {
    const result = await work();
    await manager.query('RELEASE SAVEPOINT attempt');
    return result;
  } catch (error) {
    // A failing disk may have undone the whole unit already: what failed first is what counts.
    await manager.query('ROLLBACK TO SAVEPOINT attempt').catch(() => undefined);
    await manager.query('RELEASE SAVEPOINT attempt').catch(() => undefined);
    throw error;
  }
}
