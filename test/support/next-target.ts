import { clocksOf } from '../../src/core/sla/clocks';
import type { SlaPolicy } from '../../src/core/sla/policy';
import type { TicketEvent, TicketId } from '../../src/core/ticket/ticket';
import { HOUR, instant } from '../../src/core/time';
import { moment } from './story';

/** A ticket that was answered, then lived through these events; the promise of a next response, if one began. */
export function nextTarget(types: readonly TicketEvent['type'][], data: NonNullable<TicketEvent['data']>) {
  const policy: SlaPolicy = {
    id: 'p',
    name: 'p',
    version: 1,
    since: at('Mon 09:00'),
    calendarName: 'always',
    calendar: { zone: 'UTC', week: { mon: ['00:00-24:00'] } },
    targets: { S2: { next_response: HOUR } },
    warnAt: 80,
  };
  const common = { ticketId: 't' as TicketId, via: 'test' };
  const history: readonly TicketEvent[] = [
    { ...common, type: 'opened', at: at('Mon 09:00'), data: { severity: 'S2', policyId: 'p' } },
    { ...common, type: 'answered', at: at('Mon 10:00') },
    ...types.map((type, i) => ({ ...common, type, at: at(`Mon 1${i + 1}:00`), data })),
  ];
  return clocksOf(history, new Map([['p', policy]])).find(({ kind }) => kind === 'next_response');
}
const at = (text: string) => instant(Date.parse(moment(text)));
