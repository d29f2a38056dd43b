import { byKnownIds } from '../account/desk-in-force';
import type { Desk } from '../desk/desk';
import { shortOf } from '../notify/words';
import { policiesOf } from '../record';
import { clocksOf } from '../sla/clocks';
import type { PolicyBody, SlaPolicy, TargetKind } from '../sla/policy';
import type { Unit } from '../store';
import { repromised } from '../ticket/promise';
import type { Ticket } from '../ticket/ticket';
import type { Instant, Millis } from '../time';
import { changesOf, promisesOf } from './compare';
import { deskChanges } from './compare-desks';
import { type Effect, effectOf } from './effect';
import { changeOf } from './move';

export interface LateTicket {
  readonly number: number;
  /** `#42 (Acme, S2)` */
  readonly name: string;
  readonly kind: TargetKind;
  readonly over: Millis;
}
/** What applying does to one policy and its open tickets. */
export interface PolicyPreview {
  readonly name: string;
  /** The version it is now and will be; `was` is absent for a new one. */
  readonly was?: number;
  readonly version: number;
  readonly changes: readonly string[];
  /** Open tickets that move to it. */
  readonly tickets: number;
  readonly clocks: Pick<Effect, 'earlier' | 'later' | 'gained' | 'lost' | 'relieved'>;
  /** What becomes late at once, the worst first. */
  readonly late: readonly LateTicket[];
}
export interface Preview {
  readonly policies: readonly PolicyPreview[];
  /** Policies as they are now, none of whose open tickets moves. */
  readonly unchanged: number;
  /** Not in the file any more; their open tickets keep what they were promised. */
  readonly gone: readonly { readonly name: string; readonly tickets: number }[];
  /** Teams, people and channels, as far as it is known what was in force. */
  readonly others: readonly string[];
}
export interface Asked {
  /** Runs a piece of reading in a unit, or on a copy of the database that cannot be written. */
  readonly look: <T>(work: (unit: Unit) => Promise<T>) => Promise<T>;
  readonly desk: Desk;
  readonly read: (text: string) => Desk;
  readonly now: Instant;
  readonly told?: (tickets: number) => void;
}
const PAGE = 100;

/** What applying this policy file would do now. Reads a page of tickets at a time, and changes nothing. */
export async function preview(asked: Asked): Promise<Preview> {
  const { look, desk, read } = asked;
  const policies: PolicyPreview[] = [];
  for (const body of Object.values(desk.policies)) policies.push(await previewPolicy(asked, body));
  const matters = ({ changes, tickets }: PolicyPreview): boolean => changes.length > 0 || tickets > 0;
  return {
    policies: policies.filter(matters),
    unchanged: policies.filter((one) => !matters(one)).length,
    gone: await look((unit) => goneFrom(unit, desk)),
    others: await look(async ({ desks, moves }) => {
      const [last, moved] = [await desks.latest(), await moves.all()];
      return last === undefined ? [] : deskChanges(byKnownIds(read(last.text), moved), byKnownIds(desk, moved));
    }),
  };
}

async function previewPolicy({ look, now, told }: Asked, body: PolicyBody): Promise<PolicyPreview> {
  const [last, same] = await look(async (unit) => [
    await unit.policies.latest(body.name),
    await unit.policies.same(body),
  ]);
  const next: SlaPolicy = same ?? { ...body, id: 'to be', version: (last?.version ?? 0) + 1, since: now };
  const clocks = { earlier: 0, later: 0, gained: 0, lost: 0, relieved: 0 };
  const late: LateTicket[] = [];
  let tickets = 0;
  for (let after = 0; last !== undefined; ) {
    const page = await look(async (unit) => {
      const found = await unit.tickets.underEarlier(next, after, PAGE);
      const effects: (readonly [Ticket, Effect])[] = [];
      for (const ticket of found) effects.push([ticket, await effectOn(unit, ticket, next, now)]);
      return effects;
    });
    for (const [ticket, effect] of page) {
      after = ticket.number;
      for (const count of Object.keys(clocks) as (keyof typeof clocks)[]) clocks[count] += effect[count];
      late.push(...effect.late.map((one) => ({ number: ticket.number, name: shortOf(ticket), ...one })));
    }
    tickets += page.length;
    told?.(tickets);
    if (page.length < PAGE) break;
  }
  const changes = last === undefined ? promisesOf(body) : same === undefined ? changesOf(last, body) : [];
  const was = last === undefined ? {} : { was: last.version };
  const worst = late.sort((a, b) => b.over - a.over || a.number - b.number);
  return { name: body.name, ...was, version: next.version, changes, tickets, clocks, late: worst };
}

/** By the same event that applying records, on the same history. */
async function effectOn(unit: Unit, ticket: Ticket, policy: SlaPolicy, now: Instant): Promise<Effect> {
  const history = await unit.tickets.history(ticket.id);
  const policies = await policiesOf(history, unit.policies.get);
  const at = changeOf(ticket, now);
  const { events } = repromised(ticket, policy, { at, via: 'apply' });
  const after = clocksOf([...history, ...events], new Map([...policies, [policy.id, policy]]));
  return effectOf(clocksOf(history, policies), after, at);
}

async function goneFrom(unit: Unit, desk: Desk): Promise<Preview['gone']> {
  const gone: { name: string; tickets: number }[] = [];
  for (const name of await unit.policies.names()) {
    if (desk.policies[name] !== undefined) continue;
    const tickets = await unit.tickets.countUnderEarlier({ name, version: Number.MAX_SAFE_INTEGER });
    if (tickets > 0) gone.push({ name, tickets });
  }
  return gone;
}
