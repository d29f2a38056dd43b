import type { EntityManager } from 'typeorm';
import type { Attachment } from '../../core/chat';
import type { Messages, TicketMessage } from '../../core/store';
import type { Audience, TicketId } from '../../core/ticket/ticket';
import { instant } from '../../core/time';
import type { TicketMessageRow } from './rows';
import { TicketMessageTable } from './schema';
import { inBatches, insertOnce, present, tuples } from './sql';

const keyOf = ({ ref }: Pick<TicketMessage, 'ref'>) => ({
  platform: ref.place.platform,
  placeId: ref.place.placeId,
  messageId: ref.messageId,
});

export const messagesOn = (manager: EntityManager): Messages => ({
  async find(ref) {
    const row = await manager.findOneBy(TicketMessageTable, keyOf({ ref }));
    return row === null ? undefined : messageOf(row);
  },
  async add(message) {
    return insertOnce(manager, TicketMessageTable, rowOf(message));
  },
  async update(message) {
    await manager.update(TicketMessageTable, keyOf(message), rowOf(message) as never);
  },
  async ofTicket(ticketId) {
    return (
      await manager.find(TicketMessageTable, { where: { ticketId }, order: { sentAt: 'ASC', messageId: 'ASC' } })
    ).map(messageOf);
  },
  async rootTexts(ids) {
    const rows = await inBatches<TicketId, { id: TicketId; text: string }>(ids, (batch) =>
      manager.query(
        `SELECT t.id, m.text FROM ticket t JOIN ticket_message m
           ON m.platform = t.platform AND m.place_id = t.root_place_id AND m.message_id = t.root_message_id
         WHERE t.id IN ${tuples(manager, 1, batch.length)}`,
        [...batch],
      ),
    );
    return new Map(rows.map(({ id, text }) => [id, text]));
  },
});

const rowOf = (message: TicketMessage): TicketMessageRow => ({
  ...keyOf(message),
  ticketId: message.ticketId,
  byPlatform: message.by.platform,
  byId: message.by.memberId,
  byName: message.byName,
  audience: message.audience,
  side: message.side,
  text: message.text,
  files: message.files,
  sentAt: message.sentAt,
  deletedAt: message.deletedAt ?? null,
});

const messageOf = (row: TicketMessageRow): TicketMessage => ({
  ticketId: row.ticketId as TicketId,
  ref: { place: { platform: row.platform, placeId: row.placeId }, messageId: row.messageId },
  by: { platform: row.byPlatform, memberId: row.byId },
  byName: row.byName,
  audience: row.audience as Audience,
  side: row.side as TicketMessage['side'],
  text: row.text,
  files: row.files as readonly Attachment[],
  sentAt: instant(row.sentAt),
  ...present('deletedAt', row.deletedAt === null ? null : instant(row.deletedAt)),
});
