import type { TimeEntry } from '../billing/hours';
import type { Severity, SlaPolicy } from '../sla/policy';
import type { Mode } from '../subscription/plan';
import { later } from '../time';
import { changed, type Deed, happened, refuseDone } from './deed';
import type { Change, Ticket } from './ticket';

export function severitySet(ticket: Ticket, severity: Severity, deed: Deed): Change<Ticket> {
  refuseDone(ticket);
  const { requestedSeverity: _settled, ...rest } = ticket;
  // Saying that it stays as it is answers the wish for another one.
  if (ticket.severity === severity && ticket.requestedSeverity === undefined) return changed(ticket, {});
  const data = { severity, from: ticket.severity };
  return changed(
    rest,
    { severity },
    happened(ticket, { ...deed, at: later(deed.at, ticket.startedAt) }, 'severity_set', { data }),
  );
}

/** Another policy, or another version of it, is promised from now on; open clocks are recounted from their own start. */
export function repromised(ticket: Ticket, policy: SlaPolicy, deed: Deed): Change<Ticket> {
  refuseDone(ticket);
  if (ticket.policyId === policy.id) return changed(ticket, {});
  const data = { policyId: policy.id, from: ticket.policyId };
  const why = `the promise became ${policy.name} (version ${policy.version})`;
  return changed(
    ticket,
    { policyId: policy.id },
    happened(ticket, { ...deed, at: later(deed.at, ticket.startedAt) }, 'repromised', { data, why }),
  );
}

export function productSet(ticket: Ticket, product: string, version: string | undefined, deed: Deed): Change<Ticket> {
  const { product: was, productVersion: wasVersion, ...rest } = ticket;
  if (was === product && wasVersion === version) return changed(ticket, {});
  const said = { product, ...(version === undefined ? {} : { productVersion: version }) };
  return changed(rest, said, happened(ticket, deed, 'product_set', { data: said }));
}

/** Time was logged; the ledger has it, the history tells of it. */
export const worked = (ticket: Ticket, { id, length, note }: TimeEntry, deed: Deed): Change<Ticket> =>
  changed(
    ticket,
    {},
    happened(ticket, deed, 'worked', { data: { entry: id, length, ...(note === undefined ? {} : { note }) } }),
  );

/** How the work is sold says nothing of what was promised. */
export function modeSet(ticket: Ticket, mode: Mode, deed: Deed): Change<Ticket> {
  if (ticket.mode === mode) return changed(ticket, {});
  return changed(ticket, { mode }, happened(ticket, deed, 'moded', { data: { mode, from: ticket.mode ?? null } }));
}

/** The customer asks; only the team agrees. */
export function severityAsked(ticket: Ticket, severity: Severity, deed: Deed): Change<Ticket> {
  refuseDone(ticket);
  if (ticket.severity === severity || ticket.requestedSeverity === severity) return changed(ticket, {});
  return changed(
    ticket,
    { requestedSeverity: severity },
    happened(ticket, deed, 'severity_asked', { data: { severity } }),
  );
}
