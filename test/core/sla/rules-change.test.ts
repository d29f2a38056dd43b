import { brokenAt } from '../../../src/core/sla/target';
import { ALWAYS, moment, targetsIn, told } from '../../support/story';

const S = {
  default: { first_response: 240, resolution: 480 },
  S1: { first_response: 60, resolution: 120 },
  S4: { resolution: 960 },
};

/** Rule 12 of sla.md: a change of severity, policy or calendar in mid-flight. */
describe('rule 12, a change', () => {
  it('of severity recounts the open clocks from their own start', () => {
    const ask = told({ targets: S, events: ['Mon 09:00 created', 'Mon 09:30 S1'] });
    expect(ask('Mon 09:40', 'first_response_due', 'resolution_due')).toEqual({
      first_response_due: 'Mon 10:00',
      resolution_due: 'Mon 11:00',
    });
  });

  it('leaves ended clocks and their verdicts as they are', () => {
    const ask = told({ targets: S, events: ['Mon 09:00 created', 'Mon 11:00 agent', 'Mon 12:00 S1'] });
    expect(ask('Mon 13:00', 'first_response_state', 'first_response_slack_minutes')).toEqual({
      first_response_state: 'met',
      first_response_slack_minutes: 120,
    });
  });

  it('that makes a clock overdue misses it at the moment of the change, with the cause', () => {
    const [first] = targetsIn({ targets: S, events: ['Mon 09:00 created', 'Mon 12:00 S1'] });
    expect(first === undefined ? undefined : brokenAt(first)).toBe(Date.parse(moment('Mon 12:00')));
    expect(first?.changed?.why).toBe('the severity went from default to S1');
    const ask = told({ targets: S, events: ['Mon 09:00 created', 'Mon 12:00 S1', 'Mon 13:00 agent'] });
    expect(ask('Mon 12:30', 'first_response_state')).toEqual({ first_response_state: 'missed' });
    expect(ask('Mon 14:00', 'first_response_state')).toEqual({ first_response_state: 'missed' });
  });

  it('that breaks a promise breaks it at that very moment, and one that was late is late through it', () => {
    const state = (at: string, ...events: readonly string[]) =>
      told({ targets: S, events: ['Mon 09:00 created', ...events] })(at, 'first_response_state').first_response_state;
    expect(state('Mon 12:00', 'Mon 12:00 S1')).toBe('missed');
    expect(state('Mon 10:00', 'Mon 10:00 S1')).toBe('pending');
    expect(state('Mon 11:00', 'Mon 09:30 S1', 'Mon 11:00 default')).toBe('pending');
    expect(state('Mon 14:00', 'Mon 14:00 S1')).toBe('missed');
  });

  it('to a severity without that promise removes the clock, and one with it again counts from the start', () => {
    const ask = told({ targets: S, events: ['Mon 09:00 created', 'Mon 09:30 S4', 'Mon 10:30 default'] });
    expect(ask('Mon 10:00', 'first_response_due', 'first_response_state', 'resolution_due')).toEqual({
      first_response_due: null,
      first_response_state: null,
      resolution_due: 'Tue 17:00',
    });
    expect(ask('Mon 11:00', 'first_response_due')).toEqual({ first_response_due: 'Mon 13:00' });
  });

  it('of calendar recounts the open clocks by the new one, and the ended ones by the old', () => {
    const targets = { first_response: 600, resolution: 600 };
    const events = ['Mon 09:00 created', 'Tue 10:00 agent', { at: 'Tue 10:30', type: 'policy', calendar: ALWAYS }];
    const ask = told({ targets, events });
    expect(ask('Tue 10:10', 'first_response_minutes', 'resolution_due')).toEqual({
      first_response_minutes: 540,
      resolution_due: 'Tue 11:00',
    });
    expect(
      ask('Tue 11:00', 'first_response_minutes', 'first_response_state', 'resolution_due', 'resolution_state'),
    ).toEqual({
      first_response_minutes: 540,
      first_response_state: 'met',
      resolution_due: 'Mon 19:00',
      resolution_state: 'missed',
    });
  });

  it('of policy recounts what its statuses paused before, too', () => {
    const targets = { resolution: 240 };
    const change = { at: 'Mon 12:30', type: 'policy', pauses: [] };
    const events = ['Mon 09:00 created', 'Mon 10:00 to waiting', 'Mon 12:00 to open'];
    expect(told({ targets, events })('Mon 12:40', 'resolution_due')).toEqual({ resolution_due: 'Mon 15:00' });
    expect(told({ targets, events: [...events, change] })('Mon 12:40', 'resolution_due')).toEqual({
      resolution_due: 'Mon 13:00',
    });
  });

  it('of calendar alone that makes a clock overdue misses it then, too', () => {
    const change = { at: 'Tue 08:00', type: 'policy', calendar: ALWAYS };
    const [target] = targetsIn({ targets: { resolution: 120 }, events: ['Mon 16:00 created', change] });
    expect(target === undefined ? undefined : brokenAt(target)).toBe(Date.parse(moment('Tue 08:00')));
    expect(target?.changed?.why).toBe('the promise became the policy of the case (version 2)');
  });

  it('of policy that counts alike breaks nothing anew', () => {
    const again = { at: 'Mon 12:00', type: 'policy', targets: { default: { resolution: 60 } } };
    const [target] = targetsIn({ targets: { resolution: 60 }, events: ['Mon 09:00 created', again] });
    expect(target === undefined ? undefined : brokenAt(target)).toBe(Date.parse(moment('Mon 10:00')));
  });

  it('moves nothing frozen while the ticket is resolved, and holds for the clock that a reopening takes up', () => {
    const changes = [
      { at: 'Mon 11:00', type: 'priority', to: 'S1' },
      { at: 'Mon 11:00', type: 'policy', targets: { default: { resolution: 120 } } },
    ];
    for (const change of changes) {
      const events = ['Mon 09:00 created', 'Mon 10:00 agent', 'Mon 10:30 to resolved', change];
      const ask = told({ targets: S, events: [...events, 'Mon 15:00 to open'] });
      expect(ask('Mon 14:00', 'first_response_slack_minutes', 'resolution_slack_minutes', 'overall')).toEqual({
        first_response_slack_minutes: 180,
        resolution_slack_minutes: 390,
        overall: 'met',
      });
      expect(ask('Mon 15:00', 'resolution_due', 'first_response_slack_minutes')).toEqual({
        resolution_due: 'Mon 15:30',
        first_response_slack_minutes: 180,
      });
    }
  });
});
