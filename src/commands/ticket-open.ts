import { z } from 'zod';
import { agentsAndCustomers, isAgent, isExternal, named } from '../core/access';
import { type Call, defineCommand } from '../core/command';
import { channelAt } from '../core/desk/desk';
import { UserError } from '../core/errors';
import { line, paragraph, person } from '../core/field';
import { say } from '../core/message';
import { postRequest } from '../core/notify/relay';
import { severityField } from '../core/sla/policy';
import { openTicket } from '../core/ticket/open';
import { isDone, type Named } from '../core/ticket/ticket';
import { deedOf } from '../core/work';

/** Only the team opens tickets for others, and only for the customer's people. */
function requesterIn({ actor, people }: Pick<Call<unknown>, 'actor' | 'people'>, id: string): Named {
  const found = people.get(id);
  if (!isAgent(actor))
    throw new UserError('access.refused', 'You can only open tickets for yourself. Nothing was changed.');
  if (found === undefined || !isExternal(found)) {
    throw new UserError(
      'requester.unknown',
      `${found?.name ?? 'That person'} is not the customer's. Nothing was changed.`,
    );
  }
  return named(found);
}

export default defineCommand({
  name: 'ticket open',
  summary: 'open a ticket',
  input: z.object({
    text: paragraph().describe('What is wrong'),
    severity: severityField().describe('Severity').optional(),
    subject: line().describe('A short title').optional(),
    requester: person().describe('Who asks, if it is not you').optional(),
  }),
  allow: agentsAndCustomers,
  async run(call) {
    const { desk, actor, channel: place, on, input, unit, at } = call;
    const channel = channelAt(desk, place);
    if (channel === undefined) {
      throw new UserError(
        'channel.unknown',
        isAgent(actor)
          ? 'Tickets are opened in a customer channel of the policy file, and this is none. Nothing was changed.'
          : 'Requests cannot be opened here. Write in your support channel.',
      );
    }
    const wishes = {
      ...(input.subject === undefined ? {} : { subject: input.subject }),
      // A customer asks for a severity; the team agrees to it.
      ...(input.severity === undefined || !isAgent(actor) ? {} : { severity: input.severity }),
    };
    if (on !== undefined) {
      const known = await unit.messages.find(on.message.ref);
      if (known !== undefined) {
        const { number } = await unit.tickets.get(known.ticketId);
        return say([`That message belongs to #${number} already.`]);
      }
      const here = on.message.thread && (await unit.tickets.inPlace(on.message.thread));
      if (here && !isDone(here.ticket.status)) {
        return say([`That thread belongs to #${here.ticket.number} already. Nothing was changed.`]);
      }
      const cause = `${actor.name} opened it from a message`;
      const { message } = on;
      const requester = on.author.external ? on.author : named(actor);
      const ticket = await openTicket(call, {
        channel,
        message,
        requester,
        deed: deedOf(call),
        startedAt: at,
        cause,
        outward: !on.author.external && isAgent(actor),
        ...wishes,
      });
      return say([`Opened #${ticket.number}.`]);
    }
    const requester = input.requester === undefined ? named(actor) : requesterIn(call, input.requester);
    await postRequest(call, channel, {
      requester,
      by: named(actor),
      text: input.text,
      at,
      outward: input.requester === undefined && isAgent(actor),
      ...wishes,
    });
    return say(['The request is posted here and gets its number in a moment.']);
  },
});
