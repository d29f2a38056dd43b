import { type Desk, leadsOf, type Person, triageOf } from '../desk/desk';
import type { Member } from '../message';
import type { Act } from '../queues';
import type { Hearer } from '../sla/step';
import type { Ticket } from '../ticket/ticket';

/** Somebody or some place that hears of a step, by the name it has in keys. */
export interface Ear {
  readonly who: string;
  readonly act: Act;
}

/** Who is meant now: who has the ticket and who leads may have changed since the step was written. Each once. */
export function earsOf(desk: Desk, ticket: Ticket, hearers: readonly Hearer[]): readonly Ear[] {
  const ears = hearers.flatMap((hearer) => earsFor(desk, ticket, hearer));
  return ears.filter(({ who }, at) => ears.findIndex((ear) => ear.who === who) === at);
}

function earsFor(desk: Desk, ticket: Ticket, hearer: Hearer): readonly Ear[] {
  if (typeof hearer === 'object') {
    // A policy outlives the group it names; the leads then know whom to tell.
    return desk.groups[hearer.group]?.map(direct) ?? earsFor(desk, ticket, 'leads');
  }
  switch (hearer) {
    case 'triage': {
      const channel = triageOf(desk, ticket);
      return channel === undefined ? [] : [{ who: 'triage', act: { type: 'post', channel } }];
    }
    case 'assignee':
      return ticket.assignee === undefined ? earsFor(desk, ticket, 'leads') : [direct(ticket.assignee.member)];
    case 'leads':
      return leadsOf(desk, ticket.team).flatMap((lead) => onPlatform(lead, ticket));
  }
}

const direct = (to: Member): Ear => ({ who: `${to.platform}:${to.memberId}`, act: { type: 'dm', to } });

/** On the ticket's platform, else on their first. */
function onPlatform({ members }: Person, { channel }: Ticket): readonly Ear[] {
  const member = members.find(({ platform }) => platform === channel.platform) ?? members[0];
  return member === undefined ? [] : [direct(member)];
}
