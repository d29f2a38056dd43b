import { SetupError, UserError } from '../core/errors';
import { momentsIn, plainText } from '../core/message';
import { explain } from '../core/notify/explain';
import { TARGET_WORDS } from '../core/notify/words';
import { policiesOf } from '../core/record';
import { calendarOf } from '../core/sla/policy';
import { dueOf, type SlaTarget } from '../core/sla/target';
import { type Difference, verify } from '../core/sla/verify';
import type { Instant } from '../core/time';
import type { Look } from './database/look';

export interface Replayed {
  readonly said: string;
  readonly answer: unknown;
  readonly follows: boolean;
}
type SayMoment = (at: Instant) => string;

/** `42` or `#42`. @throws SetupError */
export function numberIn(text: string): number {
  const [, digits] = /^#?(\d{1,9})$/.exec(text.trim()) ?? [];
  if (digits === undefined) throw new SetupError(`"${text}" is not the number of a ticket. Write it like 42.`);
  return Number(digits);
}

/** Recounts a stored ticket from its history and says whether what is stored follows from it. Changes nothing. */
export async function replayTicket({ look, clock }: Pick<Look, 'look' | 'clock'>, number: number): Promise<Replayed> {
  return look(async (unit) => {
    const ticket = await unit.tickets.byNumber(number, { of: 'everything' }).catch((error: unknown) => {
      throw error instanceof UserError ? new SetupError(`There is no ticket #${number} in this database.`) : error;
    });
    const history = await unit.tickets.history(ticket.id);
    const policies = await policiesOf(history, unit.policies.get);
    const { targets, differences } = verify(history, policies, await unit.targets.ofTicket(ticket.id));
    const policy = policies.get(ticket.policyId);
    const zone = policy === undefined ? 'UTC' : calendarOf(policy).zone;
    const now = clock.now();
    const lines = explain(ticket, policies, targets, now);
    const say: SayMoment = (at) => momentsIn(zone, now)(at, 'day');
    return {
      said: [plainText({ lines }, momentsIn(zone, now)), '', ...sayDifferences(targets, differences, say)].join('\n'),
      answer: { ticket: number, events: history.length, targets, differences },
      follows: differences.length === 0,
    };
  });
}

function sayDifferences(
  targets: readonly SlaTarget[],
  differences: readonly Difference[],
  say: SayMoment,
): readonly string[] {
  if (differences.length === 0)
    return [`Every stored verdict follows from the history (${targets.length} of ${targets.length}).`];
  return [
    differences.length === 1
      ? 'One stored verdict does not follow from the history:'
      : `${differences.length} stored verdicts do not follow from the history:`,
    ...differences.map(({ name, stored, follows }) => {
      const kind = (stored ?? follows)?.kind;
      const what = kind === undefined ? name : `${TARGET_WORDS[kind]} (${name})`;
      return `  ${what}: stored ${standing(stored, say)}; from the history ${standing(follows, say)}`;
    }),
  ];
}

function standing(target: SlaTarget | undefined, say: SayMoment): string {
  if (target === undefined) return 'nothing';
  const { state } = target;
  const due = dueOf(target);
  const at = 'at' in state ? ` ${say(state.at)}` : '';
  return `${state.tag}${at}${due === undefined ? '' : `, due ${say(due)}`}`;
}
