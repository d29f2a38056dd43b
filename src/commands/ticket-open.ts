import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { agentsAndCustomers, isAgent, named } from '../core/access';
import { defineCommand } from '../core/command';
import { channelAt } from '../core/desk/desk';
import { UserError } from '../core/errors';
import { line, paragraph, person } from '../core/field';
import { say, strong } from '../core/message';
import { severityField } from '../core/sla/policy';
import { openTicket } from '../core/ticket/open';
import { deedOf } from '../core/work';

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
    const { desk, actor, channel: place, on, input, unit, now, at } = call;
    const channel = channelAt(desk, place);
    if (channel === undefined) {
      throw new UserError(
        'channel.unknown',
        'Tickets are opened in a customer channel of the policy file, and this is none. Nothing was changed.',
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
      const cause = `${actor.name} opened it from a message`;
      const message = { ...on.message, text: on.message.text === '' ? input.text : on.message.text };
      const requester = on.author.external ? on.author : named(actor);
      const ticket = await openTicket(call, {
        channel,
        message,
        requester,
        deed: deedOf(call),
        startedAt: at,
        cause,
        ...wishes,
      });
      return say([`Opened #${ticket.number}.`]);
    }
    const { platform } = place;
    const requester =
      input.requester === undefined
        ? named(actor)
        : { member: { platform, memberId: input.requester }, name: channel.account };
    await unit.outbox.put(
      {
        key: `request:${randomUUID()}`,
        act: { type: 'post', channel: place },
        message: { lines: [[strong(`${actor.name} opens a ticket for ${channel.account}`)], { quote: input.text }] },
        follow: { type: 'request', requester, by: named(actor), text: input.text, at, ...wishes },
        priority: 1,
      },
      now,
    );
    return say(['The request is posted here and gets its number in a moment.']);
  },
});
