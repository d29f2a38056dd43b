import type { TicketEvent } from '../../../src/core/ticket/ticket';
import { nextTarget } from '../../support/next-target';
import { told } from '../../support/story';

/** One test for each rule of sla.md about verdicts and answers. */
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
