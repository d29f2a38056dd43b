import { answered, asked, noted, opened, put, reopened, resolved } from '../../ticket/lifecycle';
import { repromised, severitySet } from '../../ticket/promise';
import type { Change, Named, Ticket, TicketEvent, TicketId } from '../../ticket/ticket';
import type { Instant } from '../../time';
import type { Severity, SlaPolicy } from '../policy';
import { CaseError } from './case-error';
import { type CasePolicy, type CaseStatus, readCasePolicy } from './case-policy';
import { type Fields, fieldsIn, isFields, listIn, momentIn, textIn, within, yesOrNoIn } from './fields';

/** What happened in a case, as a desk would have recorded it. */
export interface Replay {
  /** The history each event of the file gave, in its order. */
  readonly steps: readonly { readonly at: Instant; readonly events: readonly TicketEvent[] }[];
  readonly policies: ReadonlyMap<string, SlaPolicy>;
  readonly zone: string;
}

interface Doing {
  readonly ticket: Ticket;
  readonly policy: CasePolicy;
  readonly event: Fields;
  readonly at: Instant;
}
interface Done {
  readonly change: Change<Ticket>;
  readonly policy?: CasePolicy;
}

const PLATFORM = 'case';
const person = (name: string): Named => ({ member: { platform: PLATFORM, memberId: name }, name });
const CUSTOMER = person('customer');
const AGENT = person('agent');
const deed = (at: Instant, by: Named) => ({ at, by, via: 'case' });
/** A case names its own priorities; clocks only look them up in the policy. */
const severityOf = (priority: string): Severity => priority as Severity;
/** What the two sides are called in the cases of other projects; whoever else speaks is a machine. */
const OURS: ReadonlySet<string> = new Set(['agent', 'staff', 'owner']);
const THEIRS: ReadonlySet<string> = new Set(['customer', 'requester', 'contact', 'user']);
const isOurs = (event: Fields): boolean => OURS.has(wordIn(event, 'by'));
const isTheirs = (event: Fields): boolean => THEIRS.has(wordIn(event, 'by'));
const wordIn = (event: Fields, key: string): string => (textIn(event, key) ?? '').trim().toLowerCase();

/** Takes a case's events through the desk's own lifecycle. @throws CaseError, UserError */
export function replay(fields: Fields): Replay {
  let policy = readCasePolicy(fieldsIn(fields, 'policy'), 1);
  const { zone } = policy.policy.calendar as { zone: string };
  const policies = new Map([[policy.policy.id, policy.policy]]);
  const [first, ...rest] = listIn(fields, 'events').map((event) => (isFields(event) ? event : {}));
  if (first === undefined || wordIn(first, 'type') !== 'created')
    throw new CaseError('The first event is not "created".');
  const at = within('events[0]', () => momentIn(first, 'at', zone));
  const begun = created(first, at, policy);
  let ticket = begun.next;
  const steps = [{ at, events: begun.events }];
  for (const [index, event] of rest.entries()) {
    const now = { ticket, policy, event };
    const step = within(`events[${index + 1}]`, () => {
      const when = momentIn(event, 'at', zone);
      return { at: when, done: happens({ ...now, at: when }) };
    });
    const { change } = step.done;
    ticket = change.next;
    policy = step.done.policy ?? policy;
    policies.set(policy.policy.id, policy.policy);
    steps.push({ at: step.at, events: change.events });
  }
  return { steps, policies, zone };
}

function created(event: Fields, at: Instant, { policy, priority, statusOf }: CasePolicy): Change<Ticket> {
  const place = { platform: PLATFORM, placeId: 'case' };
  const ticket: Ticket = {
    id: 'case' as TicketId,
    number: 1,
    version: 1,
    subject: 'A case',
    requester: CUSTOMER,
    team: 'case',
    channel: place,
    root: { place, messageId: 'root' },
    home: place,
    policyId: policy.id,
    severity: severityOf(textIn(event, 'priority') ?? priority),
    status: 'open',
    statusSince: at,
    startedAt: at,
    cause: 'the case says so',
    turn: isOurs(event) ? 'theirs' : 'ours',
    lastWordAt: at,
    lastWordBy: isOurs(event) ? AGENT.name : CUSTOMER.name,
    grouping: false,
  };
  const change = opened(ticket, deed(at, isOurs(event) ? AGENT : CUSTOMER));
  const standing = moved(change.next, statusOf(textIn(event, 'status') ?? 'open'), at);
  return { next: standing.next, events: [...change.events, ...standing.events] };
}

/** A case says every change of status; done and done again is no change, as resolved to closed is none. */
function moved(ticket: Ticket, to: CaseStatus, at: Instant): Change<Ticket> {
  const by = deed(at, AGENT);
  if (to === 'open') return reopened(ticket, undefined, by);
  if (to === 'done') return resolved(ticket, undefined, by);
  const open = ticket.status === 'resolved' ? reopened(ticket, undefined, by) : { next: ticket, events: [] };
  const held = put(open.next, 'on_hold', undefined, by);
  return { next: held.next, events: [...open.events, ...held.events] };
}

function happens({ ticket, policy, event, at }: Doing): Done {
  const by = deed(at, AGENT);
  const type = wordIn(event, 'type');
  switch (type) {
    case 'reply':
      return { change: said(ticket, event, at) };
    case 'note':
    case 'assign':
    case 'reaction':
      return { change: noted(ticket, '', by) };
    case 'status': {
      const to = textIn(event, 'to') ?? textIn(event, 'status');
      if (to === undefined) throw new CaseError('"to" is missing: say which status.');
      return { change: moved(ticket, policy.statusOf(to), at) };
    }
    case 'severity':
    case 'priority': {
      const to = textIn(event, 'to') ?? textIn(event, 'priority') ?? policy.priority;
      return { change: evenIfDone(ticket, (open) => severitySet(open, severityOf(to), by)) };
    }
    case 'policy': {
      const written = { ...policy.fields, ...event, ...fieldsIn(event, 'policy') };
      const next = readCasePolicy(written, policy.policy.version + 1);
      return { change: evenIfDone(ticket, (open) => repromised(open, next.policy, by)), policy: next };
    }
    case 'created':
      throw new CaseError('A ticket is "created" once, by the first event.');
    default:
      throw new CaseError(
        `There is no event of type "${type}". Write created, reply, note, assign, reaction, status, priority or policy.`,
      );
  }
}

/**
 * A desk refuses to change what is promised on a ticket that is done; others let it, and their cases say so. What has
 * ended keeps its verdict, and the clock that a reopening takes up again goes on under what is promised by then.
 */
function evenIfDone(ticket: Ticket, change: (open: Ticket) => Change<Ticket>): Change<Ticket> {
  const { status } = ticket;
  const done = change({ ...ticket, status: 'open' });
  return { ...done, next: { ...done.next, status } };
}

function said(ticket: Ticket, event: Fields, at: Instant): Change<Ticket> {
  // What a machine says is no answer, and what is said among ourselves is none either.
  if (yesOrNoIn(event, 'public') === false || !(isOurs(event) || isTheirs(event)))
    return noted(ticket, '', deed(at, AGENT));
  if (isOurs(event)) return answered(ticket, deed(at, AGENT));
  const word = asked(ticket, deed(at, CUSTOMER));
  // In a desk a word can wake or reopen a ticket; a case says so by a status of its own.
  const { status, statusSince } = ticket;
  return { next: { ...word.next, status, statusSince }, events: word.events.filter(({ type }) => type === 'asked') };
}
