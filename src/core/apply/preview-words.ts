import { TARGET_WORDS } from '../notify/words';
import { sayDuration } from '../time';
import type { LateTicket, PolicyPreview, Preview } from './preview';

/** Those that become late at once are named up to this many, the worst first. */
const MOST = 10;

/** Whether applying would change anything at all. */
export const changesAnything = ({ policies, others }: Preview): boolean => policies.length + others.length > 0;

/** The preview as a lead reads it. */
export function sayPreview(preview: Preview): readonly string[] {
  const { policies, unchanged, gone, others } = preview;
  if (!changesAnything(preview)) return ['Everything in this file is in force already; no open ticket would move.'];
  return [
    ...policies.flatMap((policy) => [...sayPolicy(policy), '']),
    ...(others.length === 0 ? [] : ['Who works here and where customers ask', ...others.map(indent), '']),
    ...gone.map(
      ({ name, tickets }) =>
        `${name} is not in this file: ${count(tickets, 'open ticket')} ${tickets === 1 ? 'keeps' : 'keep'} what it promised.`,
    ),
    ...(unchanged === 0 ? [] : [`${count(unchanged, 'policy', 'policies')} more: no change.`]),
  ].filter((line, at, all) => line !== '' || at < all.length - 1);
}

function sayPolicy({ name, was, version, changes, tickets, clocks, late }: PolicyPreview): readonly string[] {
  const how =
    was === undefined
      ? 'is new'
      : was === version
        ? `stays as it is (version ${version})`
        : `changes (version ${was} becomes ${version})`;
  return [
    `${name} ${how}`,
    ...changes.map(indent),
    ...(was === undefined
      ? []
      : [tickets === 0 ? 'No open ticket moves to it.' : sayTickets(tickets, clocks)].map(indent)),
    ...sayLate(late).map(indent),
  ];
}

function sayTickets(tickets: number, { earlier, later, gained, lost, relieved }: PolicyPreview['clocks']): string {
  const clocks = [
    ...(earlier === 0 ? [] : [`${count(earlier, 'clock')} due earlier`]),
    ...(later === 0 ? [] : [`${count(later, 'clock')} due later`]),
    ...(gained === 0 ? [] : [`${count(gained, 'promise')} gained`]),
    ...(lost === 0 ? [] : [`${count(lost, 'promise')} lost`]),
    ...(relieved === 0 ? [] : [`${relieved} late no more`]),
  ];
  const moves = `${count(tickets, 'open ticket')} ${tickets === 1 ? 'moves' : 'move'} to it`;
  return `${moves}: ${clocks.length === 0 ? 'no clock changes' : clocks.join(', ')}.`;
}

function sayLate(late: readonly LateTicket[]): readonly string[] {
  if (late.length === 0) return [];
  const more = late.length > MOST ? [`  and ${late.length - MOST} more`] : [];
  return [
    `🔴 ${late.length === 1 ? 'Becomes' : `${late.length} become`} late at once${late.length > 1 ? ', the worst first' : ''}:`,
    ...late.slice(0, MOST).map(({ name, kind, over }) => `  ${name}: ${TARGET_WORDS[kind]}, ${sayDuration(over)} over`),
    ...more,
  ];
}

const indent = (line: string): string => `  ${line}`;
const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;
