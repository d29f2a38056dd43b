import { z } from 'zod';
import { isExternal, leadsOnly } from '../core/access';
import { contactId } from '../core/account/account';
import { accountHeld, handOf } from '../core/account/account-in';
import { dropContact, keepContact } from '../core/account/keep';
import { defineCommand } from '../core/command';
import { UserError } from '../core/errors';
import { line, person } from '../core/field';
import { type Line, sameMember, say } from '../core/message';
import { contractAt } from '../core/subscription/contract';

export default defineCommand({
  name: 'account contact',
  summary: 'name a contact of an account',
  input: z.object({
    account: line().describe('Name of the account'),
    person: person().describe('Who'),
    email: line().describe('Their e-mail address').optional(),
    remove: z.enum(['yes', 'no']).describe('Not a contact any more').optional(),
  }),
  allow: leadsOnly,
  audience: 'agents',
  async run(call) {
    const { input, unit, people, now } = call;
    const account = await accountHeld(unit, input.account);
    const who = people.get(input.person);
    const contacts = await unit.accounts.contacts(account.name);
    const known = contacts.find(({ members }) => members.some((one) => one.memberId === input.person));
    if (input.remove === 'yes') {
      if (known === undefined)
        throw new UserError('contact.unknown', `That person is not a contact of ${account.name}. Nothing was changed.`);
      await dropContact(unit, known, handOf(call));
      return say([`${known.name} is not a contact of ${account.name} any more.`]);
    }
    if (who === undefined || !isExternal(who))
      throw new UserError(
        'contact.own',
        `${who?.name ?? 'That person'} is one of us, not the customer’s. Nothing was changed.`,
      );
    if (input.email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(input.email))
      throw new UserError('contact.email', `"${input.email}" is not an e-mail address. Nothing was changed.`);
    const email = input.email?.toLowerCase() ?? known?.email;
    // Somebody imported by their address gets their place in chat now.
    const same = known ?? contacts.find((one) => one.email !== undefined && one.email === email);
    const members = [...(same?.members ?? []).filter((one) => !sameMember(one, who.member)), who.member];
    const id = same?.id ?? contactId(email, members) ?? input.person;
    const contact = {
      account: account.name,
      id,
      name: who.name,
      ...(email === undefined ? {} : { email }),
      members,
      since: now,
    };
    const done = await keepContact(unit, contact, handOf(call));
    const { plan } = await contractAt(unit, account, now);
    const count = (await unit.accounts.contacts(account.name)).length;
    const room: readonly Line[] =
      plan?.contacts !== undefined && count > plan.contacts
        ? [
            [
              `${plan.name} has room for ${plan.contacts} named contacts, and this is number ${count}: the first ${plan.contacts} are covered.`,
            ],
          ]
        : [];
    return say([`${who.name} is ${done === 'added' ? 'now' : 'already'} a contact of ${account.name}.`], ...room);
  },
});
