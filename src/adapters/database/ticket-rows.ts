import type { Coverage } from '../../core/account/coverage';
import type { Severity } from '../../core/sla/policy';
import type { Mode } from '../../core/subscription/plan';
import type { Status, Ticket, TicketEvent, TicketEventType, TicketId } from '../../core/ticket/ticket';
import { instant } from '../../core/time';
import type { TicketEventRow, TicketRow } from './rows';
import { present } from './sql';

export const ticketRow = (ticket: Ticket): TicketRow => ({
  id: ticket.id,
  number: ticket.number,
  version: ticket.version,
  subject: ticket.subject,
  platform: ticket.channel.platform,
  channelId: ticket.channel.placeId,
  rootPlaceId: ticket.root.place.placeId,
  rootMessageId: ticket.root.messageId,
  homePlaceId: ticket.home.placeId,
  requesterPlatform: ticket.requester.member.platform,
  requesterId: ticket.requester.member.memberId,
  requesterName: ticket.requester.name,
  account: ticket.account ?? null,
  team: ticket.team,
  policyId: ticket.policyId,
  severity: ticket.severity,
  requestedSeverity: ticket.requestedSeverity ?? null,
  assigneePlatform: ticket.assignee?.member.platform ?? null,
  assigneeId: ticket.assignee?.member.memberId ?? null,
  assigneeName: ticket.assignee?.name ?? null,
  status: ticket.status,
  statusSince: ticket.statusSince,
  startedAt: ticket.startedAt,
  cause: ticket.cause,
  turn: ticket.turn,
  lastWordAt: ticket.lastWordAt,
  lastWordBy: ticket.lastWordBy,
  firstReplyAt: ticket.firstReplyAt ?? null,
  resolvedAt: ticket.resolvedAt ?? null,
  follows: ticket.follows ?? null,
  grouping: ticket.grouping ? 1 : 0,
  mode: ticket.mode ?? null,
  covered: ticket.coverage?.verdict ?? null,
  coverage: ticket.coverage ?? null,
  product: ticket.product ?? null,
  productVersion: ticket.productVersion ?? null,
});

export function ticketOf(row: TicketRow): Ticket {
  const { platform } = row;
  const place = (placeId: string) => ({ platform, placeId });
  return {
    id: row.id as TicketId,
    number: row.number,
    version: row.version,
    subject: row.subject,
    channel: place(row.channelId),
    root: { place: place(row.rootPlaceId), messageId: row.rootMessageId },
    home: place(row.homePlaceId),
    requester: { member: { platform: row.requesterPlatform, memberId: row.requesterId }, name: row.requesterName },
    ...present('account', row.account),
    team: row.team,
    policyId: row.policyId,
    severity: row.severity as Severity,
    ...present('requestedSeverity', row.requestedSeverity as Severity | null),
    ...(row.assigneePlatform === null || row.assigneeId === null
      ? {}
      : {
          assignee: {
            member: { platform: row.assigneePlatform, memberId: row.assigneeId },
            name: row.assigneeName ?? row.assigneeId,
          },
        }),
    status: row.status as Status,
    statusSince: instant(row.statusSince),
    startedAt: instant(row.startedAt),
    cause: row.cause,
    turn: row.turn as Ticket['turn'],
    lastWordAt: instant(row.lastWordAt),
    lastWordBy: row.lastWordBy,
    ...present('firstReplyAt', row.firstReplyAt === null ? null : instant(row.firstReplyAt)),
    ...present('resolvedAt', row.resolvedAt === null ? null : instant(row.resolvedAt)),
    ...present('follows', row.follows as TicketId | null),
    grouping: row.grouping === 1,
    ...present('mode', row.mode as Mode | null),
    ...present('coverage', row.coverage as Coverage | null),
    ...present('product', row.product),
    ...present('productVersion', row.productVersion),
  };
}

export const eventRow = (event: TicketEvent): Omit<TicketEventRow, 'seq'> => ({
  ticketId: event.ticketId,
  type: event.type,
  at: event.at,
  byPlatform: event.by?.member.platform ?? null,
  byId: event.by?.member.memberId ?? null,
  byName: event.by?.name ?? null,
  via: event.via,
  why: event.why ?? null,
  data: event.data ?? null,
});

export const eventOf = (row: TicketEventRow): TicketEvent => ({
  ticketId: row.ticketId as TicketId,
  type: row.type as TicketEventType,
  at: instant(row.at),
  via: row.via,
  ...(row.byPlatform === null || row.byId === null
    ? {}
    : { by: { member: { platform: row.byPlatform, memberId: row.byId }, name: row.byName ?? row.byId } }),
  ...present('why', row.why),
  ...present('data', row.data as Readonly<Record<string, unknown>> | null),
});
