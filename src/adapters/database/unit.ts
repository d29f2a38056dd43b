import type { EntityManager } from 'typeorm';
import type { Unit } from '../../core/store';
import { alertsOn } from './alerts';
import { cursorsOn, digestRunsOn, leasesOn } from './bookkeeping';
import { deadlinesOn } from './deadlines';
import { deskVersionsOn } from './desk-versions';
import type { Engine } from './engine';
import { inboxOn } from './inbox-rows';
import { messagesOn } from './messages';
import { outboxOn } from './outbox';
import { policiesOn } from './policies';
import { slaTargetsOn } from './sla-targets';
import { ticketsOn } from './tickets';

/** The repositories of one open transaction. */
export const unitOn = (manager: EntityManager, engine: Engine): Unit => ({
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
});
