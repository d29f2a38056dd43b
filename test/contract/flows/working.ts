import { promise, ticket, tickets, verdict } from '../../support/desk-facts';
import { flows } from '../flow';
import type { Stage } from '../stage';
import { asked, cardOf, cardText, deeds } from '../told-of';

const by = (s: Stage, command: string, more = {}) =>
  s.types('alice', 'triage', `ticket ${command}`, { ticket: 1, ...more });

export const severity = flows('severity', {
  'is set by an agent, and the open clocks are recounted from their start': async (s) => {
    await asked(s);
    await s.pass('10m');
    await by(s, 'severity', { severity: 'S1' });
    expect((await ticket(s, 1)).severity).toBe('S1');
    expect(await promise(s, 1, 'first_response')).toBe('running until Mon 10:30');
    expect(cardText(s, 1)).toContain('Acme · S1');
  },

  'is chosen from all four in a form, by the button': async (s) => {
    await asked(s);
    await s.presses('bob', cardOf(s, 1), 'Severity');
    expect(s.form('bob')).toContain('S1 | S2 | S3 | S4');
    await s.fills('bob', { severity: 'S2' });
    expect((await ticket(s, 1)).severity).toBe('S2');
    expect(s.told('bob')).toEqual(['#1 is S2 now. Its open clocks were recounted from their start.']);
  },

  'is asked for by the customer with 🚨 and stays until the team decides; whoever must decide is pinged': async (s) => {
    const root = await asked(s);
    await s.reacts('carol', root, '🚨');
    await s.unreacts('carol', root, '🚨');
    await s.reacts('carol', root, '🚨');
    expect(await ticket(s, 1)).toMatchObject({ severity: 'S3', requestedSeverity: 'S2' });
    expect(await deeds(s, 1)).toEqual(['opened by carol', 'severity_asked by carol']);
    expect(cardText(s, 1)).toContain('S3 (Carol asks for S2)');
    expect(s.under(cardOf(s, 1))).toEqual(['desk: Carol asks for S2 on #1, now S3. @dana\n[Severity]']);
    expect(s.pings()).toEqual(['@dana']);
  },

  'is asked for by the customer in words to the desk': async (s) => {
    const root = await asked(s);
    await s.mentions('carol', { under: root }, 'severity S1');
    expect(await ticket(s, 1)).toMatchObject({ severity: 'S3', requestedSeverity: 'S1' });
    expect(s.told('carol')).toEqual(['We have passed on that #1 should be S1. You will hear from us here.']);
  },
});

export const pausing = flows('a ticket that waits', {
  'pauses the resolution clock alone, and the customer’s next word takes it up again': async (s) => {
    const root = await asked(s);
    await s.pass('10m');
    await by(s, 'wait', { reason: 'the log' });
    expect([await promise(s, 1, 'resolution'), await verdict(s, 1, 'first_response')]).toEqual(['paused', 'running']);
    expect(cardText(s, 1)).toContain('⏸ resolution clock paused');
    await s.pass('20m');
    await s.says('carol', { under: root }, 'Here is the log');
    expect((await ticket(s, 1)).status).toBe('open');
    expect(await promise(s, 1, 'resolution')).toBe('running until Wed 10:20');
    expect(await deeds(s, 1)).toEqual(['opened by carol', 'waited by alice', 'asked by carol', 'resumed by carol']);
  },

  'is not made by an answer, but by the button': async (s) => {
    const root = await asked(s);
    await s.says('alice', { under: root }, 'Please send the log');
    expect((await ticket(s, 1)).status).toBe('open');
    await s.presses('alice', cardOf(s, 1), 'Wait');
    expect((await ticket(s, 1)).status).toBe('waiting');
    await s.presses('alice', cardOf(s, 1), 'Continue');
    expect((await ticket(s, 1)).status).toBe('open');
  },

  'on hold pauses alike, until it is taken up': async (s) => {
    await asked(s);
    await by(s, 'hold', { reason: 'upstream fix' });
    expect([(await ticket(s, 1)).status, await promise(s, 1, 'resolution')]).toEqual(['on_hold', 'paused']);
    await s.pass('1h');
    await by(s, 'reopen');
    expect(await promise(s, 1, 'resolution')).toBe('running until Wed 11:00');
  },
});

export const resolving = flows('resolving', {
  'by command ends the clocks, and the card and the signs say so': async (s) => {
    const root = await asked(s);
    await s.says('alice', { under: root }, 'Use 5.2.1');
    await by(s, 'resolve', { reason: 'updated' });
    expect([await verdict(s, 1, 'first_response'), await verdict(s, 1, 'resolution')]).toEqual(['met', 'met']);
    expect(s.signs(root)).toBe('🎫👀✅');
    expect(s.channel('triage')).toEqual([
      expect.stringMatching(/^desk: ✅ #1 [\s\S]*Alice has it · resolved since 10:00/),
    ]);
    expect(s.under(root)).toEqual(['alice: Use 5.2.1']);
  },

  'by the customer’s own ✅ counts, and taking it away reopens nothing': async (s) => {
    const root = await asked(s);
    await s.reacts('carol', root, '✅');
    await s.unreacts('carol', root, '✅');
    expect(await deeds(s, 1)).toEqual(['opened by carol', 'resolved by carol']);
    expect(s.signs(root)).toBe('🎫✅');
  },

  'works by ✅ on any message of the ticket': async (s) => {
    const root = await asked(s);
    const answer = await s.says('alice', { under: root }, 'Use 5.2.1');
    await s.reacts('carol', answer, '✅');
    expect((await ticket(s, 1)).status).toBe('resolved');
  },

  'is undone by a reply within 7 days, not by a thank-you': async (s) => {
    const root = await asked(s);
    await s.says('alice', { under: root }, 'Use 5.2.1');
    await s.reacts('alice', root, '✅');
    await s.says('carol', { under: root }, 'thanks!');
    expect((await ticket(s, 1)).status).toBe('resolved');
    await s.pass('6d');
    await s.says('carol', { under: root }, 'It fails again since this morning');
    expect(await ticket(s, 1)).toMatchObject({ status: 'open', turn: 'ours' });
    expect([(await tickets(s)).length, s.signs(root)]).toEqual([1, '🎫👀']);
  },

  'is final after 7 days: a reply then opens a follow-up': async (s) => {
    const root = await asked(s);
    await s.says('alice', { under: root }, 'Use 5.2.1');
    await s.reacts('alice', root, '✅');
    await s.pass('8d');
    expect((await ticket(s, 1)).status).toBe('closed');
    await s.says('carol', { under: root }, 'It fails again since this morning');
    expect(await ticket(s, 2)).toMatchObject({ follows: (await ticket(s, 1)).id, status: 'open', account: 'Acme' });
    await s.says('alice', { under: root }, 'I look again');
    expect(await deeds(s, 2)).toContain('answered by alice');
  },
});

export const dismissing = flows('dismissing', {
  'removes the clocks and the sign, and alarms nobody afterwards': async (s) => {
    const root = await s.says('carol', 'acme', 'Lunch at noon, anyone');
    await s.presses('alice', cardOf(s, 1), 'Not a request');
    expect((await ticket(s, 1)).status).toBe('dismissed');
    expect([await verdict(s, 1, 'first_response'), await verdict(s, 1, 'resolution')]).toEqual(['removed', 'removed']);
    expect(s.signs(root)).toBe('');
    await s.pass('5h');
    expect(s.channel('triage')).toEqual([expect.stringContaining('not a request since 10:00')]);
    expect(s.told('dana')).toEqual([]);
  },
});
