import { z } from 'zod';
import { agentsOnly } from '../core/access';
import { accountHere } from '../core/account/account-in';
import { historyLine } from '../core/account/history-words';
import { balanceOn } from '../core/billing/balance';
import { hoursLines } from '../core/billing/hours-words';
import { defineCommand } from '../core/command';
import { line } from '../core/field';
import { inPlace, type Line, mention, type Piece, strong } from '../core/message';
import { contractAt, hoursOf } from '../core/subscription/contract';
import { standingLine } from '../core/subscription/term-words';

const MOST = 10;
const LAST = 5;

export default defineCommand({
  name: 'account show',
  summary: 'show an account: contract, contacts, channels, hours',
  input: z.object({ account: line().describe('Name of the account; that of this channel unless said').optional() }),
  allow: agentsOnly,
  audience: 'agents',
  async run(call) {
    const { unit, now, channel } = call;
    const account = await accountHere(call, call.input.account);
    const contract = await contractAt(unit, account, now);
    const contacts = await unit.accounts.contacts(account.name);
    const channels = await unit.accounts.channelsOf(account.name);
    const open = await unit.tickets.list({
      scope: { of: 'account', account: account.name },
      statuses: ['open', 'waiting', 'on_hold'],
      limit: 100,
    });
    const { owner, locale, crmId, domains } = account;
    // Another platform's people are names there, not here.
    const known = owner?.platform === channel.platform ? [mention(owner)] : [owner?.memberId ?? 'nobody: the leads'];
    const about = [
      account.zone,
      ...(locale === undefined ? [] : [locale]),
      ...(crmId === undefined ? [] : [`CRM ${crmId}`]),
      ...domains,
      ...Object.entries(account.fields).map(([name, value]) => `${name}: ${value}`),
    ];
    const hours = balanceOn(contract.day, await hoursOf(unit, contract));
    const history = await unit.accounts.history(account.name, LAST);
    return {
      lines: [
        [strong(account.name), ` · ${standingLine(contract.standing)} · ${open.length} open`],
        ['Looked after by ', ...known, ` · ${about.join(' · ')}`],
        listed(
          `Contacts${contract.plan?.contacts === undefined ? '' : ` (${contacts.length} of ${contract.plan.contacts})`}`,
          contacts.map(({ name, email }) => [email === undefined ? name : `${name} <${email}>`]),
        ),
        listed(
          'Channels',
          channels.map((place) => [inPlace(place)]),
        ),
        ...(hours.metered ? hoursLines(hours, 'team') : []),
        ...history.map(historyLine),
      ],
    };
  },
});

function listed(label: string, entries: readonly (readonly Piece[])[]): Line {
  if (entries.length === 0) return [`${label}: none`];
  const shown = entries.slice(0, MOST).flatMap((entry, at) => (at === 0 ? entry : [', ', ...entry]));
  return [`${label}: `, ...shown, ...(entries.length > MOST ? [` and ${entries.length - MOST} more`] : [])];
}
