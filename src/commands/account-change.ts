import { z } from 'zod';
import { leadsOnly } from '../core/access';
import { accountHeld, handOf, ownerIn } from '../core/account/account-in';
import { checkedAccount } from '../core/account/check-account';
import { changeAccount } from '../core/account/keep';
import { defineCommand } from '../core/command';
import { line, person } from '../core/field';
import { say } from '../core/message';

export default defineCommand({
  name: 'account change',
  summary: 'change who looks after an account, its time zone and the like',
  input: z.object({
    account: line().describe('Name of the account'),
    owner: person().describe('Who of us looks after it').optional(),
    zone: line().describe('Its time zone, such as Europe/Berlin').optional(),
    locale: line().describe('Its language, such as de').optional(),
    crm: line().describe('Its id in your CRM').optional(),
  }),
  allow: leadsOnly,
  audience: 'agents',
  async run(call) {
    const { input, unit } = call;
    const { owner, zone, locale, crm } = input;
    const account = await accountHeld(unit, input.account);
    const next = checkedAccount({
      ...account,
      ...(owner === undefined ? {} : { owner: ownerIn(call, owner) }),
      ...(zone === undefined ? {} : { zone }),
      ...(locale === undefined ? {} : { locale }),
      ...(crm === undefined ? {} : { crmId: crm }),
    });
    const changed = await changeAccount(unit, account, next, handOf(call));
    return say([changed ? `${account.name} is changed.` : `${account.name} is so already. Nothing was changed.`]);
  },
});
