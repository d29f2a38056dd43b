import type { RawEvent } from '../../src/core/chat';
import type { PolicyBody } from '../../src/core/sla/policy';
import type { Unit } from '../../src/core/store';
import type { Ticket, TicketEvent, TicketId } from '../../src/core/ticket/ticket';
import { HOUR, type Instant, instant } from '../../src/core/time';

export const NOW: Instant = instant(Date.parse('2026-11-23T09:00:00Z'));
export const later = (millis: number): Instant => instant(NOW + millis);
export const channel = { platform: 'playground', placeId: 'acme' };
export const carol = { platform: 'playground', memberId: 'carol' };

export const premium: PolicyBody = {
  name: 'Premium',
  calendarName: 'day and night',
  calendar: { zone: 'Europe/Berlin', week: { mon: ['00:00-24:00'] }, holidays: [] },
  targets: { S2: { first_response: HOUR } },
  warnAt: 80,
};

/** Writes a ticket of Acme's as intake would. */
export async function addTicket(unit: Unit, id: string, change: Partial<Ticket> = {}): Promise<Ticket> {
  const { id: policyId } = await unit.policies.current(premium, NOW);
  const ticket: Ticket = {
    id: id as TicketId,
    number: await unit.tickets.nextNumber(),
    version: 1,
    subject: 'Upgrade fails',
    requester: { member: carol, name: 'Carol' },
    account: 'Acme',
    team: 'core',
    channel,
    root: { place: channel, messageId: id },
    home: { platform: 'playground', placeId: `acme/${id}` },
    policyId,
    severity: 'S2',
    status: 'open',
    statusSince: NOW,
    startedAt: NOW,
    cause: 'Carol wrote',
    turn: 'ours',
    lastWordAt: NOW,
    lastWordBy: 'Carol',
    grouping: true,
    ...change,
  };
  await unit.tickets.add({ next: ticket, events: [happened(ticket, 'opened')] });
  return ticket;
}

export const happened = (ticket: Ticket, type: TicketEvent['type'], at = NOW): TicketEvent => ({
  ticketId: ticket.id,
  type,
  at,
  via: 'message',
});

export const event = (key: string, lane = 'acme'): RawEvent & { readonly platform: string } => ({
  key,
  lane,
  body: { words: key },
  platform: 'playground',
});
