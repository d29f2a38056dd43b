import { z } from 'zod';
import { agentsOnly, named, scopeOf } from '../core/access';
import { accountNamed } from '../core/account/account-in';
import { correctAsSaid } from '../core/billing/correct-as-said';
import { drawWords, standingWords } from '../core/billing/draw-words';
import { isSoldApart, logTime } from '../core/billing/log-time';
import { defineCommand } from '../core/command';
import { UserError } from '../core/errors';
import { duration, line, ticketNumber, wholeNumber, yesOrNo } from '../core/field';
import { say } from '../core/message';
import { record } from '../core/record';
import { worked } from '../core/ticket/promise';
import { sayOpenTime } from '../core/time';
import { deedOf } from '../core/work';

export default defineCommand({
  name: 'ticket time',
  summary: 'log time worked on a ticket',
  input: z.object({
    ticket: ticketNumber().describe('Ticket number'),
    time: duration().describe('How long, such as 45m'),
    note: line().describe('What you did').optional(),
    billable: yesOrNo().describe('Billable; yes unless said, no for training and the like').optional(),
    corrects: wholeNumber(999_999_999).describe('Number of the entry that this one replaces').optional(),
  }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const { input, unit, actor } = call;
    const ticket = await unit.tickets.byNumber(input.ticket, scopeOf(actor));
    if (input.corrects !== undefined) {
      const known = await unit.ledger.entry(input.corrects);
      if (known?.ticket !== ticket.id)
        throw new UserError(
          'time.unknown',
          `#${ticket.number} has no time entry ${input.corrects}. ${standingWords(await unit.ledger.ofTicket(ticket.id))} Nothing was changed.`,
        );
      const { entry, words } = await correctAsSaid(call, input.corrects, input);
      await record(call, worked(ticket, entry, deedOf(call)));
      return say([words]);
    }
    if (ticket.account === undefined)
      throw new UserError(
        'time.account',
        `#${ticket.number} belongs to no account, so nobody’s hours can be drawn. Nothing was changed.`,
      );
    const account = await accountNamed(unit, ticket.account);
    const mode = ticket.mode ?? 'subscription';
    const asked = {
      account,
      ticket: ticket.id,
      mode,
      length: input.time,
      by: named(actor),
      billable: input.billable === undefined ? !isSoldApart(mode) : input.billable === 'yes',
      ...(input.note === undefined ? {} : { note: input.note }),
    };
    const entry = await logTime(call, asked);
    await record(call, worked(ticket, entry, deedOf(call)));
    const draws = await unit.ledger.drawsOf(entry.id);
    return say([
      `Logged ${sayOpenTime(entry.length)} on #${ticket.number} as entry ${entry.id}. ${drawWords(entry, draws)}`,
    ]);
  },
});
