import { policyNamed } from '../apply/policy-named';
import { channelAt } from '../desk/desk';
import { type Deed, happened } from '../ticket/deed';
import { repromised } from '../ticket/promise';
import type { Change, Ticket } from '../ticket/ticket';
import type { Work } from '../work';
import { type Coverage, isCovered } from './coverage';
import { coverageOf } from './coverage-of';

/**
 * The same change, with what follows from it for the contract: another severity or product may be covered otherwise, and
 * be promised otherwise. Judged by what was in force when the ticket began, as everything about it.
 */
export async function reassessed(work: Work, change: Change<Ticket>, deed: Deed): Promise<Change<Ticket>> {
  const { next } = change;
  const { coverage: before, account } = next;
  if (change.events.length === 0 || before === undefined || account === undefined) return change;
  const { unit, desk } = work;
  const policy = channelAt(desk, next.channel)?.policy;
  const coverage = await coverageOf(unit, {
    channel: { place: next.channel, account, ...(policy === undefined ? {} : { policy }) },
    requester: next.requester,
    severity: next.severity,
    at: next.startedAt,
    before,
    ...(next.product === undefined ? {} : { product: next.product }),
    ...(next.productVersion === undefined ? {} : { productVersion: next.productVersion }),
  });
  if (isSame(before, coverage)) return change;
  const { verdict, reason } = coverage;
  const told = happened(next, deed, 'covered', { why: reason, data: { verdict, from: before.verdict } });
  const judged = { ...next, coverage, ...(before.mode === next.mode ? { mode: coverage.mode } : {}) };
  // The version it was promised under stays, unless it is another policy altogether.
  const promised = await unit.policies.get(next.policyId);
  if (promised.name === coverage.policy) return { next: judged, events: [...change.events, told] };
  const moved = repromised(judged, await policyNamed(work, coverage.policy), deed);
  return { next: moved.next, events: [...change.events, told, ...moved.events] };
}

const isSame = (a: Coverage, b: Coverage): boolean =>
  a.verdict === b.verdict && a.reason === b.reason && a.policy === b.policy && isCovered(a) === isCovered(b);
