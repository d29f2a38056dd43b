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

  it.each([
    ['without a beginning', [], 'The first event is not "created".'],
    [
      'with an event that does not exist',
      [created, { ...created, type: 'riddle' }],
      'There is no event of type "riddle".',
    ],
    ['with an event without a moment', [created, { type: 'reply' }], '"at" is missing.'],
  ])('%s says why it cannot be replayed', (_name, events, reason) => {
    expect(replayed(events).answer).toMatchObject({ id: 'a ticket', error: expect.stringContaining(reason) });
  });
});
