import { clocksOf } from '../../../src/core/sla/clocks';
import { calendarOf, type SlaPolicy } from '../../../src/core/sla/policy';
import { warnsAt } from '../../../src/core/sla/target';
import type { TicketEvent, TicketId } from '../../../src/core/ticket/ticket';
import { HOUR, instant } from '../../../src/core/time';
import { ALWAYS, historyOf, moment, OFFICE, targetsIn, told } from '../../support/story';

/** A ticket that was answered, then lived through these events; the promise of a next response, if one began. */
function nextTarget(types: readonly TicketEvent['type'][], data: NonNullable<TicketEvent['data']>) {
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

/** One test for each rule of sla.md about what starts, stops and ends a clock. */
describe('rule 6, the verdict', () => {
  const answeredAt = (when: string) =>
    told({ targets: { first_response: 60 }, events: ['Mon 09:00 created', `Mon ${when} agent`] });

  it('is met at the due moment and missed one millisecond later', () => {
    expect(answeredAt('10:00')('Mon 12:00', 'first_response_state')).toEqual({ first_response_state: 'met' });
    expect(answeredAt('10:00:00.001')('Mon 12:00', 'first_response_state')).toEqual({ first_response_state: 'missed' });
  });

  it('stays late, whoever looks or when', () => {
    const ask = answeredAt('10:30');
    for (const when of ['Mon 10:30', 'Mon 17:00', 'next Tue 09:00']) {
      expect(ask(when, 'first_response_state', 'first_response_slack_minutes')).toEqual({
        first_response_state: 'missed',
        first_response_slack_minutes: -30,
      });
    }
  });
});

describe('rule 8, first response', () => {
  const targets = { first_response: 60, resolution: 480 };

  it('runs from creation by a requester until the first public reply by a human of ours', () => {
    const ask = told({ targets, events: ['Mon 09:00 created', 'Mon 09:30 agent', 'Mon 09:40 agent'] });
    expect(ask('Mon 09:10', 'first_response_due')).toEqual({ first_response_due: 'Mon 10:00' });
    expect(ask('Mon 12:00', 'first_response_minutes', 'first_response_state')).toEqual({
      first_response_minutes: 30,
      first_response_state: 'met',
    });
  });

  it('is not owed for a ticket that an agent opens outward', () => {
    const ask = told({ targets, events: ['Mon 09:00 created by an agent'] });
    expect(ask('Mon 12:00', 'first_response_due', 'resolution_due')).toEqual({
      first_response_due: null,
      resolution_due: 'Mon 17:00',
    });
  });

  it('is not given by a note, an automatic reply, a status or a severity', () => {
    const events = [
      'Mon 09:00 created',
      'Mon 09:10 note',
      'Mon 09:20 machine',
      'Mon 09:30 to on hold',
      'Mon 09:40 to open',
    ];
    expect(told({ targets, events })('Mon 09:50', 'first_response_due')).toEqual({ first_response_due: 'Mon 10:00' });
  });

  it('is frozen by resolving without a reply, met if in time, and resumed by reopening while unanswered', () => {
    const events = ['Mon 09:00 created', 'Mon 09:20 to resolved', 'Mon 12:00 to open'];
    const ask = told({ targets, events });
    expect(ask('Mon 11:00', 'first_response_state', 'first_response_due')).toEqual({
      first_response_state: 'met',
      first_response_due: null,
    });
    expect(ask('Mon 12:10', 'first_response_state', 'first_response_due')).toEqual({
      first_response_state: 'pending',
      first_response_due: 'Mon 12:40',
    });
  });

  it('is not resumed by reopening once it was answered', () => {
    const events = ['Mon 09:00 created', 'Mon 09:20 agent', 'Mon 09:30 to resolved', 'Mon 12:00 to open'];
    expect(told({ targets, events })('Mon 16:00', 'first_response_state', 'first_response_minutes')).toEqual({
      first_response_state: 'met',
      first_response_minutes: 20,
    });
  });
});

describe('rule 9, next response', () => {
  const targets = { next_response: 60 };

  it('begins only after a first reply, with the oldest unanswered word; later words do not move it', () => {
    const events = [
      'Mon 09:00 created',
      'Mon 09:10 customer',
      'Mon 09:30 agent',
      'Mon 10:00 customer',
      'Mon 10:20 customer',
    ];
    const ask = told({ targets, events });
    expect(ask('Mon 09:20', 'next_response_due')).toEqual({ next_response_due: null });
    expect(ask('Mon 09:40', 'next_response_due')).toEqual({ next_response_due: null });
    expect(ask('Mon 10:30', 'next_response_due')).toEqual({ next_response_due: 'Mon 11:00' });
  });

  it('ends with a public reply or with resolving, and keeps one verdict for each unanswered spell', () => {
    const events = [
      'Mon 09:00 created',
      'Mon 09:30 agent',
      'Mon 10:00 customer',
      'Mon 11:30 agent',
      'Mon 12:00 customer',
      'Mon 12:30 agent',
      'Mon 13:00 customer',
      'Mon 14:30 to resolved',
    ];
    const ask = told({ targets, events });
    const keys = ['next_response_misses', 'next_response_state', 'next_response_due'] as const;
    expect(ask('Mon 11:10', ...keys)).toEqual({
      next_response_misses: 1,
      next_response_state: 'missed',
      next_response_due: 'Mon 11:00',
    });
    expect(ask('Mon 12:40', ...keys)).toEqual({
      next_response_misses: 1,
      next_response_state: 'met',
      next_response_due: null,
    });
    expect(ask('Mon 15:00', ...keys)).toEqual({
      next_response_misses: 2,
      next_response_state: 'missed',
      next_response_due: null,
    });
  });

  it('is not asked for by a machine, nor by a courtesy, but by a confirmation that we waited for', () => {
    const machine = told({ targets, events: ['Mon 09:00 created', 'Mon 09:30 agent', 'Mon 10:00 machine'] });
    expect(machine('Mon 10:30', 'next_response_due')).toEqual({ next_response_due: null });
    const asks = (pleasantry: string, ...before: readonly TicketEvent['type'][]) =>
      nextTarget([...before, 'asked'], { pleasantry }) !== undefined;
    expect([asks('courtesy'), asks('courtesy', 'waited'), asks('confirmation')]).toEqual([false, false, false]);
    expect(asks('confirmation', 'waited')).toBe(true);
  });

  it('waits for the reopening when they wrote on a resolved ticket', () => {
    const events = [
      'Mon 09:00 created',
      'Mon 09:30 agent',
      'Mon 10:00 to resolved',
      'Mon 11:00 customer',
      'Mon 12:00 to open',
    ];
    const ask = told({ targets, events });
    expect(ask('Mon 11:30', 'next_response_due')).toEqual({ next_response_due: null });
    expect(ask('Mon 12:10', 'next_response_due')).toEqual({ next_response_due: 'Mon 13:00' });
  });
});

describe('rule 10, resolution', () => {
  const targets = { resolution: 240 };
  const events = ['Mon 09:00 created', 'Mon 11:00 to resolved', 'Mon 12:00 to closed', 'Mon 15:00 to open'];

  it('runs to resolved; resolved to closed changes nothing', () => {
    const ask = told({ targets, events });
    const resolved = { resolution_minutes: 120, resolution_state: 'met' };
    expect(ask('Mon 11:30', 'resolution_minutes', 'resolution_state')).toEqual(resolved);
    expect(ask('Mon 14:00', 'resolution_minutes', 'resolution_state')).toEqual(resolved);
  });

  it('goes on when reopened, with the resolved span excluded', () => {
    expect(told({ targets, events })('Mon 15:30', 'resolution_due', 'resolution_minutes')).toEqual({
      resolution_due: 'Mon 17:00',
      resolution_minutes: 150,
    });
  });

  it('is not kept anew by a second resolving', () => {
    const again = [
      'Mon 09:00 created',
      'Mon 11:00 to resolved',
      'Mon 12:00 to open',
      'Tue 12:00 to resolved',
      'Tue 13:00 to open',
    ];
    expect(targetsIn({ targets, events: again }).find(({ id }) => id === 'case/resolution/first')?.state).toMatchObject(
      {
        tag: 'met',
        at: Date.parse(moment('Mon 11:00')),
      },
    );
  });

  it('keeps the verdict of the first resolving beside the clock that goes on, whatever becomes of that', () => {
    const late = [...events, 'Tue 12:00 to resolved'];
    expect(told({ targets, events: late })('Tue 13:00', 'resolution_state')).toEqual({ resolution_state: 'missed' });
    const states = (many: number) =>
      targetsIn({ targets, events: late.slice(0, many) }).map(({ id, state }) => [id, state.tag]);
    expect(states(3)).toEqual([['case/resolution', 'met']]);
    expect(states(4)).toEqual([
      ['case/resolution', 'running'],
      ['case/resolution/first', 'met'],
    ]);
    expect(states(5)).toEqual([
      ['case/resolution', 'missed'],
      ['case/resolution/first', 'met'],
    ]);
  });
});

describe('rule 11, pauses', () => {
  const targets = { first_response: 120, next_response: 60, resolution: 240, update: 120 };
  const events = [
    'Mon 09:00 created',
    'Mon 09:30 agent',
    'Mon 10:00 customer',
    'Mon 10:30 to waiting',
    'Mon 11:30 to open',
  ];

  it('are those of next response and resolution in waiting and on hold, unless the policy says otherwise', () => {
    const ask = told({ targets, events });
    expect(ask('Mon 11:00', 'next_response_due', 'resolution_due', 'update_due')).toEqual({
      next_response_due: null,
      resolution_due: null,
      update_due: 'Mon 11:30',
    });
    const held = told({ targets, events: events.map((line) => String(line).replace('waiting', 'on hold')) });
    expect(held('Mon 11:00', 'resolution_due')).toEqual({ resolution_due: null });
  });

  it('never stop the first response by default, and do when a policy says so', () => {
    const unanswered = ['Mon 09:00 created', 'Mon 10:00 to waiting', 'Mon 11:00 to open'];
    expect(told({ targets, events: unanswered })('Mon 11:00', 'first_response_due')).toEqual({
      first_response_due: 'Mon 11:00',
    });
    const policy = { pauses: ['first_response'] };
    expect(told({ targets, events: unanswered, policy })('Mon 11:00', 'first_response_due', 'resolution_due')).toEqual({
      first_response_due: 'Mon 12:00',
      resolution_due: 'Mon 13:00',
    });
  });

  it('in waiting stop the next response as on hold does', () => {
    expect(nextTarget(['asked', 'waited'], {})?.state.tag).toBe('paused');
    expect(nextTarget(['asked', 'held'], {})?.state.tag).toBe('paused');
    expect(nextTarget(['asked'], {})?.state.tag).toBe('running');
  });

  it('exclude their open time: a weekend on hold costs no more than its office hours', () => {
    const ask = told({
      targets: { resolution: 480 },
      events: ['Fri 09:00 created', 'Fri 15:00 to on hold', 'next Mon 10:00 to open'],
    });
    expect(ask('next Mon 10:00', 'resolution_due', 'hold_minutes', 'resolution_slack_minutes')).toEqual({
      resolution_due: 'next Mon 12:00',
      hold_minutes: 180,
      resolution_slack_minutes: 120,
    });
  });

  it('stay excluded when the ticket is resolved from one', () => {
    const ask = told({
      targets: { resolution: 120 },
      events: ['Mon 09:00 created', 'Mon 10:00 to waiting', 'Mon 15:00 to resolved'],
    });
    expect(ask('Mon 16:00', 'resolution_minutes', 'resolution_state')).toEqual({
      resolution_minutes: 60,
      resolution_state: 'met',
    });
  });
});

describe('rule 13, warnings', () => {
  const warning = (calendar: Readonly<Record<string, unknown>>, ...more: readonly string[]) => {
    const story = { targets: { resolution: 300 }, calendar, events: ['Fri 15:00 created', ...more] };
    const [target] = targetsIn(story);
    const policy = historyOf(story).policies.get(target?.policyId ?? '');
    if (target === undefined || policy === undefined) throw new Error('no target');
    return new Date(warnsAt(target, calendarOf(policy), policy.warnAt) ?? Number.NaN).toISOString();
  };

  it('come at 80 % of the target in open time, so never outside hours', () => {
    expect(warning(ALWAYS)).toBe('2026-11-27T19:00:00.000Z');
    expect(warning(OFFICE)).toBe('2026-11-30T11:00:00.000Z');
  });

  it('stand still with the clock', () => {
    expect(warning(ALWAYS, 'Fri 16:00 to on hold', 'Fri 18:00 to open')).toBe('2026-11-27T21:00:00.000Z');
  });
});

describe('rule 15, updates', () => {
  const targets = { update: 120 };

  it('are owed from each public word of ours, and an early one starts the beat anew', () => {
    const ask = told({
      targets,
      events: ['Mon 09:00 created', 'Mon 10:00 agent', 'Mon 11:00 agent', 'Mon 14:00 agent'],
    });
    expect(ask('Mon 09:30', 'update_due')).toEqual({ update_due: null });
    expect(ask('Mon 10:30', 'update_due')).toEqual({ update_due: 'Mon 12:00' });
    expect(ask('Mon 11:30', 'update_due', 'update_misses')).toEqual({ update_due: 'Mon 13:00', update_misses: 0 });
    expect(ask('Mon 13:30', 'update_due', 'update_misses')).toEqual({ update_due: 'Mon 13:00', update_misses: 1 });
    expect(ask('Mon 14:30', 'update_due', 'update_misses')).toEqual({ update_due: 'Mon 16:00', update_misses: 1 });
  });

  it('are not owed for a word with which the ticket is resolved', () => {
    const ask = told({ targets, events: ['Mon 09:00 created', 'Mon 10:00 agent', 'Mon 10:00 to resolved'] });
    expect(ask('Mon 12:00', 'update_state')).toEqual({ update_state: null });
  });

  it('are not moved by the customer’s words, and end with resolving', () => {
    const ask = told({
      targets,
      events: [
        'Mon 09:00 created',
        'Mon 10:00 agent',
        'Mon 11:00 customer',
        'Mon 11:30 to resolved',
        'Mon 12:00 to open',
      ],
    });
    expect(ask('Mon 11:10', 'update_due')).toEqual({ update_due: 'Mon 12:00' });
    expect(ask('Mon 11:40', 'update_due', 'update_state')).toEqual({ update_due: null, update_state: 'met' });
    expect(ask('Mon 16:00', 'update_due')).toEqual({ update_due: null });
  });
});
