import * as fc from 'fast-check';
import { UserError } from '../../src/core/errors';
import type { PolicyBody, SlaPolicy } from '../../src/core/sla/policy';
import { answered, asked, dismissed, noted, opened, put, reopened, resolved } from '../../src/core/ticket/lifecycle';
import { repromised, severitySet } from '../../src/core/ticket/promise';
import type { Change, Status, Ticket, TicketEvent, TicketId } from '../../src/core/ticket/ticket';
import { HOUR, type Instant, instant, MINUTE, millis } from '../../src/core/time';

const START = instant(Date.parse('2026-03-26T07:00:00Z'));
const place = { platform: 'test', placeId: 'room' };
const named = (name: string) => ({ member: { platform: 'test', memberId: name }, name });

const hours = (first: number, next: number, update: number, last: number) => ({
  first_response: millis(first * HOUR),
  next_response: millis(next * HOUR),
  update: millis(update * HOUR),
  resolution: millis(last * HOUR),
});
const office = ['09:00-12:00', '13:00-17:00'];
const policy = (version: number, body: Pick<PolicyBody, 'calendar' | 'targets' | 'pauses'>): SlaPolicy => ({
  ...body,
  id: `v${version}`,
  name: 'standard',
  calendarName: 'office',
  version,
  since: START,
  warnAt: 80,
});
/** Three versions: office hours with DST in the way, day and night, and one with other pauses and fewer promises. */
export const POLICIES: readonly SlaPolicy[] = [
  policy(1, {
    calendar: {
      zone: 'Europe/Berlin',
      week: { mon: office, tue: office, thu: office, fri: office, sat: ['22:00-06:00'] },
    },
    targets: { S1: hours(1, 1, 2, 8), S2: hours(2, 3, 4, 20) },
  }),
  policy(2, {
    calendar: {
      zone: 'UTC',
      week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, ['00:00-24:00']])),
    },
    targets: { S1: hours(1, 2, 2, 10), S2: hours(3, 3, 8, 30) },
  }),
  policy(3, {
    calendar: { zone: 'Europe/Berlin', week: { wed: office, thu: ['08:00-20:00'] } },
    targets: { S1: { resolution: millis(5 * HOUR), update: HOUR } },
    pauses: { waiting: ['first_response', 'update'], on_hold: [] },
  }),
];
export const policiesById: ReadonlyMap<string, SlaPolicy> = new Map(POLICIES.map((one) => [one.id, one]));

const DEEDS = [
  'customer',
  'customer',
  'thanks',
  'yes',
  'agent',
  'agent',
  'note',
  'wait',
  'hold',
  'open',
  'resolve',
  'dismiss',
  'S1',
  'S2',
  'v1',
  'v2',
  'v3',
] as const;
type Deed = (typeof DEEDS)[number];

function change(ticket: Ticket, deed: Deed, at: Instant): Change<Ticket> {
  const [customer, agent] = [named('Carol'), named('Alice')].map((by) => ({ by, at, via: 'test' })) as [
    Parameters<typeof asked>[1],
    Parameters<typeof asked>[1],
  ];
  switch (deed) {
    case 'customer':
      return asked(ticket, customer);
    case 'thanks':
      return asked(ticket, customer, 'courtesy');
    case 'yes':
      return asked(ticket, customer, 'confirmation');
    case 'agent':
      return answered(ticket, agent);
    case 'note':
      return noted(ticket, 'a note', agent);
    case 'wait':
      return put(ticket, 'waiting', undefined, agent);
    case 'hold':
      return put(ticket, 'on_hold', undefined, agent);
    case 'open':
      return reopened(ticket, undefined, agent);
    case 'resolve':
      return resolved(ticket, undefined, agent);
    case 'dismiss':
      return dismissed(ticket, undefined, agent);
    case 'S1':
    case 'S2':
      return severitySet(ticket, deed, agent);
    default: {
      const next = policiesById.get(deed);
      return next === undefined ? { next: ticket, events: [] } : repromised(ticket, next, agent);
    }
  }
}

export interface Life {
  readonly ticket: Ticket;
  readonly history: readonly TicketEvent[];
  /** How it stood, as the ticket itself said after every deed. */
  readonly stood: readonly { readonly status: Status; readonly from: Instant }[];
  readonly start: Instant;
  /** Some time after the last deed. */
  readonly end: Instant;
}

function live(deeds: readonly (readonly [Deed, number])[], outward: 'outward' | 'inward', rest: number): Life {
  let at = START;
  let ticket: Ticket = {
    id: 'life' as TicketId,
    number: 1,
    version: 1,
    subject: 'A life',
    requester: named('Carol'),
    team: 'core',
    channel: place,
    root: { place, messageId: 'root' },
    home: place,
    policyId: 'v1',
    severity: 'S2',
    status: 'open',
    statusSince: START,
    startedAt: START,
    cause: 'a test',
    turn: outward === 'outward' ? 'theirs' : 'ours',
    lastWordAt: START,
    lastWordBy: 'Carol',
    grouping: false,
  };
  const history = [...opened(ticket, { at, via: 'test' }).events];
  const stood: { status: Status; from: Instant }[] = [{ status: 'open', from: START }];
  for (const [deed, minutes] of deeds) {
    at = instant(at + minutes * MINUTE + 1);
    try {
      const made = change(ticket, deed, at);
      if (made.next.status !== ticket.status) stood.push({ status: made.next.status, from: at });
      ticket = made.next;
      history.push(...made.events);
    } catch (error) {
      // What the desk refuses did not happen.
      if (!(error instanceof UserError)) throw error;
    }
  }
  return { ticket, history, stood, start: START, end: instant(at + rest * MINUTE) };
}

/** Tickets with any lives the desk allows, over some weeks with a change of the clocks in them. */
export const lives: fc.Arbitrary<Life> = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...DEEDS), fc.integer({ min: 0, max: 2_000 })), { maxLength: 40 }),
    fc.constantFrom('inward', 'inward', 'outward'),
    fc.integer({ min: 0, max: 5_000 }),
  )
  .map(([deeds, way, rest]) => live(deeds, way as 'outward' | 'inward', rest));
