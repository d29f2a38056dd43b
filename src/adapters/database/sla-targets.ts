import { type EntityManager, In } from 'typeorm';
import type { TargetKind } from '../../core/sla/policy';
import { brokenByPolicy, isEnded, type Run, type SlaTarget, type TargetState } from '../../core/sla/target';
import type { SlaTargets } from '../../core/store';
import type { TicketId } from '../../core/ticket/ticket';
import { millis } from '../../core/time';
import type { SlaTargetRow } from './rows';
import { SlaTargetTable } from './schema';
import { inBatches, present } from './sql';

export const slaTargetsOn = (manager: EntityManager): SlaTargets => ({
  async ofTicket(ticketId) {
    return (await manager.find(SlaTargetTable, { where: { ticketId }, order: { id: 'ASC' } })).map(targetOf);
  },
  async ofTickets(ids) {
    const rows = await inBatches(ids, (batch) =>
      manager.find(SlaTargetTable, { where: { ticketId: In([...batch]) }, order: { id: 'ASC' } }),
    );
    return rows.map(targetOf);
  },
  async put(target) {
    await manager.upsert(SlaTargetTable, rowOf(target) as never, ['id']);
  },
  async verdicts(team, from, to) {
    // A ticket that was opened again is one promise of a resolution, not two.
    const settled = `FROM sla_target s JOIN ticket t ON t.id = s.ticket_id
       WHERE s.ended_at >= $1 AND s.ended_at < $2 AND t.team = $3 AND t.status <> 'dismissed'
         AND s.id NOT LIKE '%/resolution/first'`;
    const rows: { tag: string; count: number | string }[] = await manager.query(
      `SELECT s.tag AS tag, COUNT(*) AS count ${settled} GROUP BY s.tag`,
      [from, to, team],
    );
    const of = (tag: string) => Number(rows.find((row) => row.tag === tag)?.count ?? 0);
    // Few at any time: those that a change touched while they ran.
    const changed: { id: string }[] = await manager.query(
      `SELECT s.id AS id ${settled} AND s.tag = 'missed' AND s.changed IS NOT NULL`,
      [from, to, team],
    );
    const touched = await manager.find(SlaTargetTable, { where: { id: In(changed.map(({ id }) => id)) } });
    const byPolicy = touched.map(targetOf).filter(brokenByPolicy).length;
    return { met: of('met'), missed: of('missed') - byPolicy, missedByPolicy: byPolicy };
  },
});

const rowOf = (target: SlaTarget): SlaTargetRow => ({
  id: target.id,
  ticketId: target.ticketId,
  kind: target.kind,
  budget: target.budget,
  policyId: target.policyId,
  runs: target.runs,
  state: target.state,
  tag: target.state.tag,
  endedAt: isEnded(target) && 'at' in target.state ? target.state.at : null,
  changed: target.changed ?? null,
});

const targetOf = (row: SlaTargetRow): SlaTarget => ({
  id: row.id,
  ticketId: row.ticketId as TicketId,
  kind: row.kind as TargetKind,
  budget: millis(row.budget),
  policyId: row.policyId,
  runs: row.runs as readonly Run[],
  state: row.state as TargetState,
  ...present('changed', row.changed as NonNullable<SlaTarget['changed']> | null),
});
