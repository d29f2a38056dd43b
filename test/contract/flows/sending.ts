import { tickets, verdict } from '../../support/desk-facts';
import { flows, troubled } from '../flow';
import type { Stage } from '../stage';
import { asked, cardText, deeds } from '../told-of';

const REPLY = 'desk: Alice:\nUse 5.2.1';
const reply = (s: Stage) => s.types('alice', 'triage', 'ticket reply', { ticket: 1, text: 'Use 5.2.1' });

export const sending = flows('what the desk sends', {
  'waits in the channel the platform asks to leave alone, while all others are served at once': async (s) => {
    const root = await asked(s);
    s.asksForPatience('acme');
    await s.atOnce(
      () => reply(s),
      () => s.says('chen', 'globex', 'The export hangs'),
    );
    expect(cardText(s, 2)).toContain('#2 The export hangs');
    await s.pass('1m');
    expect(s.under(root)).toEqual([REPLY]);
    expect(await verdict(s, 1, 'first_response')).toBe('met');
  },

  'is not sent twice although the answer to sending it was lost': async (s) => {
    const root = await asked(s);
    s.losesAnswer('acme');
    await reply(s);
    await s.pass('5m');
    expect(s.under(root)).toEqual([REPLY]);
    expect(await deeds(s, 1)).toEqual(['opened by carol', 'answered by alice', 'claimed by alice']);
  },

  'is not sent twice either when the desk goes down and comes back much later': async (s) => {
    const root = await asked(s);
    s.losesAnswer('acme');
    await reply(s);
    await s.halt();
    await s.pass('20m');
    await s.resume();
    await s.pass('5m');
    expect(s.under(root)).toEqual([REPLY]);
  },

  'is one card although the answer to posting it was lost, and that one is edited': async (s) => {
    s.losesAnswer('triage');
    await asked(s);
    await s.pass('5m');
    await s.types('alice', 'triage', 'ticket claim', { ticket: 1 });
    expect(s.channel('triage')).toEqual([expect.stringContaining('Alice has it')]);
  },

  'is one alert although the answer to sending it was lost': async (s) => {
    await asked(s);
    await s.pass('3h 11m');
    s.losesAnswer('triage');
    await s.pass('10m');
    expect(s.channel('triage').filter((line) => line.includes('⏳ #1 ('))).toHaveLength(1);
  },

  'twice in the same words is there twice': async (s) => {
    const root = await asked(s);
    await reply(s);
    s.fails('acme', 1);
    await reply(s);
    await s.pass('5m');
    expect(s.under(root)).toEqual([REPLY, REPLY]);
  },

  'arrives after the platform has failed for a while': async (s) => {
    const root = await asked(s);
    s.fails('acme', 3);
    await reply(s);
    expect(s.under(root)).toEqual([]);
    await s.pass('10m');
    expect(s.under(root)).toEqual([REPLY]);
  },

  'and can never arrive is set aside, its author is told, and all else goes on': troubled(async (s) => {
    const root = await asked(s);
    s.forbids('acme');
    await reply(s);
    await s.pass('10m');
    expect(s.under(root)).toEqual([]);
    expect(s.told('alice')).toContainEqual(expect.stringMatching(/could not be delivered, so the customer has not/));
    expect(await verdict(s, 1, 'first_response')).toBe('running');
    expect(s.complaints()).toHaveLength(1);
    await s.says('carl', 'acme', 'The licence page is blank');
    expect(await tickets(s)).toHaveLength(2);
  }),
});

export const unstored = flows('while nothing can be written down', {
  'what somebody says is not lost': troubled(async (s) => {
    const repair = s.breakStore();
    await s.atOnce(() => asked(s));
    repair();
    await s.insists();
    await s.says('chen', 'globex', 'The export hangs');
    expect((await tickets(s)).map(({ subject }) => subject).sort()).toEqual([
      'The export hangs',
      'Upgrade to 5.2 fails on start',
    ]);
  }),

  'a command is shown to have failed, and is not done later either': troubled(async (s) => {
    await asked(s);
    const repair = s.breakStore();
    let taken = 'taken';
    await s.atOnce(async () => {
      taken = await s.types('alice', 'acme', 'ticket claim', { ticket: 1 });
    });
    repair();
    await s.insists();
    await s.says('chen', 'globex', 'The export hangs');
    expect([taken, await deeds(s, 1)]).toEqual(['failed', ['opened by carol']]);
  }),
});
