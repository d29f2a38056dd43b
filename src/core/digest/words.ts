import { sayDate } from '../calendar/say-date';
import type { Team } from '../desk/desk';
import { day, type Line, type Message, mention, type Piece, relative, strong } from '../message';
import { QUEUE_BUTTONS, TARGET_WORDS, when } from '../notify/words';
import { dueOf } from '../sla/target';
import type { ContractFacts } from '../subscription/contract-round';
import { sayDays } from '../subscription/reminders';
import type { Ticket } from '../ticket/ticket';
import type { Instant } from '../time';
import type { DigestFacts, Due } from './collect';

/** One line holds this many tickets; the rest is a number. */
const MOST = 10;

/** The morning worklist, as the team reads it. Only assignees of what is overdue or due today are mentioned. */
export function digestMessage(
  team: Team,
  title: string,
  facts: DigestFacts & { readonly contracts: ContractFacts },
  now: Instant,
  platform: string,
): Message {
  const due = (entry: Due): readonly Piece[] => [
    `#${entry.ticket.number} ${entry.ticket.account ?? ''}${entry.ticket.severity === 'S1' ? ' S1' : ''}, ${TARGET_WORDS[entry.target.kind]} `,
    when(dueOf(entry.target) ?? now, now),
    ', ',
    who(entry.ticket, platform),
  ];
  const over = (entry: Due): readonly Piece[] => [
    `#${entry.ticket.number} ${entry.ticket.account ?? ''}, ${TARGET_WORDS[entry.target.kind]} was due `,
    relative(dueOf(entry.target) ?? now),
    ', ',
    who(entry.ticket, platform),
  ];
  const lines: Line[] = [
    [strong(`${team.name}, ${title}`)],
    ...section('🔴 Overdue', facts.overdue.map(over), ' · '),
    ...section('🔴 Overdue since the policy changed', facts.overdueByPolicy.map(over), ' · '),
    ...section('⏳ Due today', facts.dueToday.map(due), ' · '),
    ...section('Unclaimed', facts.unclaimed.map(numberOf), ', '),
    ...section(
      'Quiet for 2 days although claimed',
      facts.quiet.map((ticket) => [`#${ticket.number} `, who(ticket, platform)]),
      ', ',
    ),
    ...section('Waiting on customers over 3 days', facts.waiting.map(numberOf), ', '),
  ];
  if (lines.length === 1) lines.push(['Nothing is due and nothing is unclaimed.']);
  lines.push(...contractLines(facts.contracts), yesterday(facts));
  if (facts.undelivered > 0) {
    lines.push([
      `${facts.undelivered} of my messages could not be delivered: an administrator sees them with \`steward parked\`.`,
    ]);
  }
  return { lines, buttons: QUEUE_BUTTONS };
}

/** What is told to each owner, in one look for the team. */
const contractLines = ({ renewals, lapsed, hours }: ContractFacts): readonly Line[] => [
  ...section(
    'Subscriptions coming to an end',
    renewals.map(({ account, reminder: { about, day: on, daysLeft } }) => [
      `${account} ${COMES[about]} ${sayDate(on)} (${sayDays(daysLeft)})`,
    ]),
    ' · ',
  ),
  ...section(
    'Ended since the last digest',
    lapsed.map((account) => [account]),
    ', ',
  ),
  ...section(
    'Hours running out or expiring',
    hours.map((account) => [account]),
    ', ',
  ),
];

const COMES: Readonly<Record<ContractFacts['renewals'][number]['reminder']['about'], string>> = {
  end: 'ends on',
  renewal: 'renews itself after',
  notice: 'can give notice until',
};

const numberOf = ({ number }: Ticket): readonly Piece[] => [`#${number}`];

function who({ assignee }: Ticket, platform: string): Piece {
  if (assignee === undefined) return 'unclaimed';
  return assignee.member.platform === platform ? mention(assignee.member) : assignee.name;
}

function section(label: string, entries: readonly (readonly Piece[])[], between: string): readonly Line[] {
  if (entries.length === 0) return [];
  const shown = entries.slice(0, MOST).flatMap((entry, at) => (at === 0 ? entry : [between, ...entry]));
  const more = entries.length > MOST ? [`${between}and ${entries.length - MOST} more`] : [];
  return [[`${label} (${entries.length}): `, ...shown, ...more]];
}

function yesterday(facts: DigestFacts): Line {
  const settled = facts.promised === 0 ? 'no promise was settled' : `${facts.kept} of ${facts.promised} promises kept`;
  const kept =
    facts.brokenByPolicy === 0 ? settled : `${settled}, ${facts.brokenByPolicy} more broken by a change of policy`;
  return ['Since ', day(facts.since), `: ${facts.opened} new, ${facts.resolved} resolved; ${kept}.`];
}
