import { calendarOf } from '../../../src/core/sla/policy';
import { warnsAt } from '../../../src/core/sla/target';
import { nextTarget } from '../../support/next-target';
import { ALWAYS, historyOf, moment, OFFICE, targetsIn, told } from '../../support/story';

/** One test for each rule of sla.md about what runs on, what stands still, and when to warn. */
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
