import type { Posted } from './chat';
import { channelAt } from './desk/desk';
import type { ClaimedDelivery, Follow } from './queues';
import { record } from './record';
import { answered } from './ticket/lifecycle';
import { openTicket } from './ticket/open';
import type { Work } from './work';

/** What becomes known only once the platform has accepted a message. In the unit that records it as sent. */
export async function afterSent(work: Work, { follow }: ClaimedDelivery, posted: Posted): Promise<void> {
  if (follow === undefined) return;
  const { unit } = work;
  if (follow.type === 'request') return openPosted(work, follow, posted);
  if (follow.type === 'thread')
    return unit.tickets.addPlace(follow.ticketId, work.threadOf(posted.ref), follow.audience);
  const ticket = await unit.tickets.get(follow.ticketId);
  const fresh = await unit.messages.add({
    ticketId: ticket.id,
    ref: posted.ref,
    by: follow.by,
    byName: follow.byName,
    audience: 'customer',
    side: 'ours',
    text: follow.text,
    files: [],
    sentAt: posted.at,
  });
  // A relayed reply counts from when the platform accepted it.
  const by = { member: follow.by, name: follow.byName };
  if (fresh) await record(work, answered(ticket, { by, at: posted.at, via: 'relay' }));
}

/** The message the desk posted for a requester is the ticket's first one; its clock started when it was asked for. */
async function openPosted(work: Work, asked: Extract<Follow, { type: 'request' }>, posted: Posted): Promise<void> {
  const { ref } = posted;
  const channel = channelAt(work.desk, ref.place);
  if (channel === undefined || (await work.unit.messages.find(ref))) return;
  const { requester, by, text, at, outward } = asked;
  await openTicket(work, {
    channel,
    message: { type: 'message', by: requester.member, ref, channel: ref.place, text, files: [], sentAt: at },
    requester,
    deed: { by, at, via: 'command' },
    startedAt: at,
    outward,
    cause: `${by.name} opened it for ${requester.name}`,
    ...(asked.subject === undefined ? {} : { subject: asked.subject }),
    ...(asked.severity === undefined ? {} : { severity: asked.severity }),
  });
}
