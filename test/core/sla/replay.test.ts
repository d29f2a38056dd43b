import { replayCase } from '../../../src/core/sla/cases/replay-case';
import { moment, OFFICE } from '../../support/story';

const created = { at: moment('Fri 15:00'), type: 'created', by: 'customer' };
const replayed = (events: readonly unknown[], expect = {}, at = 'next Mon 12:00') =>
  replayCase({
    id: 'a ticket',
    kind: 'lifecycle',
    fields: {
      policy: { calendar: OFFICE, targets: { High: { resolution: 480 } } },
      events,
      checks: [{ at: moment(at), expect }],
    },
  });

describe('a replayed case', () => {
  const held = [
    created,
    { at: moment('Fri 16:00'), type: 'status', to: 'On Hold' },
    { at: moment('next Mon 10:00'), type: 'status', to: 'open' },
  ];

  it('reads as a table of what was asked, and the sum of each clock with what stopped it', () => {
    expect(replayed(held, { resolution_due: null, overall: null }).lines()).toEqual([
      'a ticket',
      '  Mon 30 Nov 2026, 12:00',
      '    resolution_due  Mon 30 Nov 2026, 17:00',
      '    overall         running',
      '  The sum of resolution:',
      '    Fri 27 Nov 2026: 15:00 to 16:00 = 1 h; not 16:00 to 17:00 (1 h): the clock stood still (open 09:00-17:00)',
      '    Sat 28 Nov 2026 to Sun 29 Nov 2026: nothing (closed, no hours on that weekday)',
      '    Mon 30 Nov 2026: 10:00 to 12:00 = 2 h; not 09:00 to 10:00 (1 h): the clock stood still (open 09:00-17:00)',
      '    Together 3 h of 8 h.',
    ]);
  });

  it('answers exactly the keys that were asked, null where there is no value', () => {
    expect(replayed(held, { update_due: null, riddle: null, peer_status: null }).answer).toEqual({
      id: 'a ticket',
      checks: [{ at: '2026-11-30T12:00:00.000Z', values: { update_due: null, riddle: null, peer_status: null } }],
    });
  });

  it('knows at a check nothing of what happens later', () => {
    const { answer } = replayed(held, { overall: null }, 'Fri 16:30');
    expect(answer).toMatchObject({ checks: [{ values: { overall: 'paused' } }] });
  });

  it('says which of its checks and targets cannot be read', () => {
    const policy = { calendar: OFFICE, targets: { High: { resolution: 480 } } };
    const error = (fields: Readonly<Record<string, unknown>>) =>
      replayCase({ id: 'x', kind: 'lifecycle', fields: { policy, events: [created], ...fields } }).answer;
    const at = created.at;
    expect(error({ checks: [{ at }, { expect: {} }] })).toEqual({ id: 'x', error: 'checks[1]: "at" is missing.' });
    expect(error({ policy: { calendar: OFFICE, targets: { resolution: 480 } } })).toEqual({
      id: 'x',
      error: 'targets: "resolution" is not an object with keys.',
    });
  });

  it('takes what others call an agent, an assignment and a change of policy as it is meant', () => {
    const at = moment('Fri 15:10');
    const values = (...events: readonly unknown[]) =>
      replayed([created, ...events], { resolution_due: null, overall: null }, 'Fri 16:00').answer;
    const running = { resolution_due: '2026-11-30T15:00:00.000Z', overall: 'running' };
    expect(values({ at, type: 'assign', to: 'Alice' }, { at, type: 'reaction' })).toMatchObject({
      checks: [{ values: running }],
    });
    expect(values({ at, type: 'Reply', by: 'Agent' }, { at, type: 'Status', to: 'Closed' })).toMatchObject({
      checks: [{ values: { overall: 'met' } }],
    });
    expect(values({ at, type: 'policy', policy: { targets: { High: { resolution: 60 } } } })).toMatchObject({
      checks: [{ values: { resolution_due: '2026-11-27T16:00:00.000Z', overall: 'running' } }],
    });
  });

  it('knows a clock that is never due from one that stands still', () => {
    const policy = { calendar: {}, targets: { High: { resolution: 480 } } };
    const checks = [{ at: moment('Fri 16:00'), expect: { resolution_due: null, overall: null } }];
    const answer = (events: readonly unknown[]) =>
      replayCase({ id: 'x', kind: 'lifecycle', fields: { policy, events, checks } }).answer;
    expect(answer([created])).toMatchObject({ checks: [{ values: { resolution_due: null, overall: 'running' } }] });
    expect(answer(held)).toMatchObject({ checks: [{ values: { resolution_due: null, overall: 'paused' } }] });
  });

  it.each([
    ['without a beginning', [], 'The first event is not "created".'],
    [
      'with an event that does not exist',
      [created, { ...created, type: 'riddle' }],
      'There is no event of type "riddle".',
    ],
    ['with a second beginning', [created, created], 'events[1]: A ticket is "created" once, by the first event.'],
    ['with an event without a moment', [created, { type: 'reply' }], 'events[1]: "at" is missing.'],
    [
      'with a status that is not said',
      [created, { at: created.at, type: 'status' }],
      'events[1]: "to" is missing: say which status.',
    ],
    [
      'with a word that is neither public nor not',
      [created, { at: created.at, type: 'reply', by: 'agent', public: 'no' }],
      'events[1]: "public" is "no", which is neither true nor false.',
    ],
  ])('%s says why it cannot be replayed', (_name, events, reason) => {
    expect(replayed(events).answer).toMatchObject({ id: 'a ticket', error: expect.stringContaining(reason) });
  });
});
