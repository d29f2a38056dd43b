import { type EntityManager, In } from 'typeorm';
import type { Scope } from '../../core/access';
import { StaleWrite, UserError } from '../../core/errors';
import { groupedBy } from '../../core/grouped-by';
import type { TicketFilter, Tickets } from '../../core/store';
import type { Audience, Ticket, TicketEvent, TicketId } from '../../core/ticket/ticket';
import { instant } from '../../core/time';
import { nextOf } from './counters';
import { countUnderEarlier, underEarlier } from './earlier-promises';
import { TicketEventTable, TicketPlaceTable, TicketTable } from './schema';
import { inBatches, insertNew, returning, tuples, updateOnce } from './sql';
import { eventOf, eventRow, ticketOf, ticketRow } from './ticket-rows';

const unknown = (number: number | string) =>
  new UserError('ticket.unknown', `There is no ticket #${number} that you can see. \`ticket list\` shows yours.`);

export function ticketsOn(manager: EntityManager): Tickets {
  const query = (scope: Scope) => {
    const rows = manager.createQueryBuilder(TicketTable, 't');
    if (scope.of === 'account') return rows.where('t.account = :account', { account: scope.account });
    if (scope.of === 'everything') return rows.where('1 = 1');
    return rows.where('t.requester_platform = :scopePlatform AND t.requester_id = :scopeMember AND t.account IS NULL', {
      scopePlatform: scope.member.platform,
      scopeMember: scope.member.memberId,
    });
  };
  const get = async (id: TicketId): Promise<Ticket> => {
    const row = await manager.findOneBy(TicketTable, { id });
    if (row === null) throw new Error(`no ticket ${id}`);
    return ticketOf(row);
  };
  const append = async (events: readonly TicketEvent[]): Promise<void> => {
    await insertNew(manager, TicketEventTable, events.map(eventRow));
  };

  return {
    nextNumber: () => nextOf(manager, 'ticket'),
    async byNumber(number, scope) {
      const row = await query(scope).andWhere('t.number = :number', { number }).getOne();
      if (row === null) throw unknown(number);
      return ticketOf(row);
    },
    get,
    async getAll(ids) {
      return (await inBatches(ids, (batch) => manager.findBy(TicketTable, { id: In([...batch]) }))).map(ticketOf);
    },
    async inPlace(place) {
      const row = await manager.findOneBy(TicketPlaceTable, { ...place });
      return row === null
        ? undefined
        : { ticket: await get(row.ticketId as TicketId), audience: row.audience as Audience };
    },
    async addPlace(ticketId, place, audience) {
      await manager.upsert(TicketPlaceTable, { ...place, ticketId, audience }, ['platform', 'placeId']);
    },
    async add(change) {
      await manager.insert(TicketTable, ticketRow(change.next) as never);
      await append(change.events);
    },
    async save(change) {
      const { next } = change;
      const row = { ...ticketRow(next), version: next.version + 1 };
      if (!(await updateOnce(manager, TicketTable, row, next))) throw new StaleWrite(`ticket ${next.number}`);
      await append(change.events);
    },
    async note(tickets, events) {
      const noted = await inBatches(tickets, (batch) =>
        returning(
          manager,
          `WITH noted (noted_id, seen) AS (VALUES ${tuples(manager, batch.length, 2, ['text', 'integer'])})
           UPDATE ticket SET version = version + 1 FROM noted WHERE id = noted_id AND version = seen RETURNING 1 AS one`,
          batch.flatMap(({ id, version }) => [id, version]),
        ),
      );
      if (noted.length < tickets.length) throw new StaleWrite('a ticket changed while something was noted of it');
      await append(events);
    },
    append,
    async livePlaces(limit) {
      const rows: { platform: string; place_id: string; started_at: number | string }[] = await manager.query(
        `SELECT p.platform, p.place_id, t.started_at FROM ticket_place p JOIN ticket t ON t.id = p.ticket_id
         WHERE t.status IN ('open', 'waiting', 'on_hold', 'resolved') ORDER BY t.number DESC LIMIT ${Math.trunc(limit)}`,
      );
      return rows.map(({ platform, place_id, started_at }) => ({
        place: { platform, placeId: place_id },
        since: instant(Number(started_at)),
      }));
    },
    async list(filter) {
      return (await filtered(query(filter.scope), filter).getMany()).map(ticketOf);
    },
    async history(ticketId): Promise<readonly TicketEvent[]> {
      return (await manager.find(TicketEventTable, { where: { ticketId }, order: { seq: 'ASC' } })).map(eventOf);
    },
    async histories(ids) {
      const rows = await inBatches(ids, (batch) =>
        manager.find(TicketEventTable, { where: { ticketId: In([...batch]) }, order: { seq: 'ASC' } }),
      );
      return groupedBy(rows.map(eventOf), ({ ticketId }) => ticketId);
    },
    underEarlier: (policy, after, limit) => underEarlier(manager, policy, after, limit),
    countUnderEarlier: (policy) => countUnderEarlier(manager, policy),
    async countCovered(account, from, to) {
      const [row] = await manager.query(
        `SELECT COUNT(*) AS count FROM ticket WHERE account = $1 AND covered = 'covered' AND started_at >= $2
         AND started_at < $3 AND status <> 'dismissed'`,
        [account, from, to],
      );
      return Number(row?.count ?? 0);
    },
    async count(team, type, from, to) {
      const rows = manager.createQueryBuilder(TicketEventTable, 'e');
      return rows
        .innerJoin('ticket', 't', 't.id = e.ticket_id')
        .where('e.type = :type AND e.at >= :from AND e.at < :to AND t.team = :team', { type, from, to, team })
        .andWhere(`t.status <> 'dismissed'`)
        .getCount();
    },
  };
}

function filtered(rows: ReturnType<EntityManager['createQueryBuilder']>, filter: TicketFilter) {
  const query = rows as import('typeorm').SelectQueryBuilder<import('./rows').TicketRow>;
  if (filter.statuses) query.andWhere('t.status IN (:...statuses)', { statuses: filter.statuses });
  if (filter.team !== undefined) query.andWhere('t.team = :team', { team: filter.team });
  if (filter.turn) query.andWhere('t.turn = :turn', { turn: filter.turn });
  if (filter.unassigned) query.andWhere('t.assignee_id IS NULL');
  if (filter.channel) {
    query.andWhere('t.platform = :platform AND t.channel_id = :channelId', {
      platform: filter.channel.platform,
      channelId: filter.channel.placeId,
    });
  }
  if (filter.requester) {
    query.andWhere('t.requester_platform = :byPlatform AND t.requester_id = :byId', {
      byPlatform: filter.requester.platform,
      byId: filter.requester.memberId,
    });
  }
  if (filter.assignee) {
    query.andWhere('t.assignee_platform = :toPlatform AND t.assignee_id = :toId', {
      toPlatform: filter.assignee.platform,
      toId: filter.assignee.memberId,
    });
  }
  return query
    .orderBy('t.number', 'ASC')
    .limit(filter.limit)
    .offset(filter.offset ?? 0);
}
