import { world } from '../support/world';

describe('the main job', () => {
  it('carries a request from the message to the resolved thread', async () => {
    const w = await world();
    const root = await w.carol.says('acme', 'Upgrade to 5.2 fails on start');
    expect(w.reads(`acme/${root}`)).toEqual([
      'Steward: Thanks, Carol. We have this as #1 and will answer by 11:00 (in 1 h).',
    ]);
    expect(w.reads('triage')).toEqual([
      [
        'Steward: 🎫 #1 Upgrade to 5.2 fails on start · Acme · S2',
        'Carol in #acme, Mon 23 Nov, 10:00 · go to message',
        '⏳ first answer due 11:00 (in 1 h)',
        '⏳ resolution due 18:00 (in 8 h)',
        'Unclaimed · our turn, last word 10:00 by Carol',
        '> Upgrade to 5.2 fails on start',
        '[Claim] [Reply] [Severity] [Not a request]',
      ].join('\n'),
    ]);
    await w.alice.types('acme', '/ticket claim 1');
    expect(w.told('alice')).toEqual(['#1 is yours.']);
    expect(w.signs('acme', root)).toBe('🎫steward 👀steward');
    await w.alice.says(`acme/${root}`, 'Looking at it now');
    await w.alice.reacts('acme', root, '✅');
    expect(w.signs('acme', root)).toBe('🎫steward 👀steward ✅alice+steward');
    expect(w.reads('triage').at(-1)).toContain('Alice has it · resolved since 10:00');
    await w.pass('1d');
    expect(w.reads('triage').at(-1)).toBe(
      [
        'Steward: Core team, Tuesday 24 November',
        'Nothing is due and nothing is unclaimed.',
        'Since Mon 23 Nov, 09:00: 1 new, 1 resolved; 2 of 2 promises kept.',
        '[My queue] [Unclaimed]',
      ].join('\n'),
    );
    expect(w.logged).toEqual([]);
  });
});
