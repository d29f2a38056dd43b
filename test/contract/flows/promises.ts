import { ticket, verdict } from '../../support/desk-facts';
import { flows } from '../flow';
import type { Stage } from '../stage';
import { asked, deeds } from '../told-of';

const alerts = (lines: readonly string[]) => lines.filter((line) => /(⏳|🔴)(~~)? #\d+ \(/.test(line));
const inTriage = (s: Stage) => alerts(s.channel('triage'));

export const promises = flows('a promise', {
  'is warned of before and announced once when broken, to the team and to the leads': async (s) => {
    await asked(s);
    await s.pass('3h 11m');
    expect(inTriage(s)).toEqual([]);
    await s.pass('1m');
    expect(inTriage(s)).toEqual([
      'desk: ⏳ #1 (Acme, S3) needs a first answer by 14:00 (in 48 min). Nobody has claimed it. Open\n[Claim] [Reply]',
    ]);
    expect(alerts(s.told('dana'))).toHaveLength(1);
    await s.pass('58m');
    expect(inTriage(s)).toEqual([
      'desk: ~~⏳~~ #1 (Acme, S3): the first answer was due 14:00 and is late.',
      [
        'desk: 🔴 #1 (Acme, S3): first answer was due 14:00 (10 min ago). Nobody has claimed it.',
        'Last public word: Carol, 10:00. Open',
        '[Claim] [Reply]',
      ].join('\n'),
    ]);
    expect(alerts(s.told('dana'))).toHaveLength(2);
    await s.pass('2h');
    expect([inTriage(s).length, alerts(s.told('dana')).length]).toEqual([2, 2]);
    expect(await deeds(s, 1)).toEqual(['opened by carol', 'warned', 'breached']);
  },

  'alarms whoever has the ticket in place of the leads, and the customer not at all': async (s) => {
    const root = await asked(s);
    await s.types('bob', 'triage', 'ticket claim', { ticket: 1 });
    await s.pass('5h');
    expect(alerts(s.told('bob'))).toHaveLength(2);
    expect([s.told('dana'), s.told('alice'), s.told('carol')]).toEqual([[], [], []]);
    expect([s.under(root), s.channel('acme').length]).toEqual([[], 1]);
  },

  'answered late stays missed, and the alerts say by whom and by how much': async (s) => {
    const root = await asked(s);
    await s.pass('4h 11m');
    await s.presses('bob', s.find('triage', /🔴 #1/), 'Claim');
    await s.says('bob', { under: root }, 'Use 5.2.1');
    expect(await verdict(s, 1, 'first_response')).toBe('missed');
    const ended = '~~🔴~~ #1 (Acme, S3) answered 14:11 by Bob, 11 min late.';
    expect(inTriage(s).at(-1)).toBe(`desk: ${ended}`);
    expect(s.told('dana')).toContain(ended);
    expect(inTriage(s)).toHaveLength(2);
  },

  'kept alarms nobody': async (s) => {
    const root = await asked(s);
    await s.says('alice', { under: root }, 'Use 5.2.1');
    await s.reacts('alice', root, '✅');
    await s.pass('6h');
    expect([inTriage(s), s.told('dana'), await deeds(s, 1)]).toEqual([
      [],
      [],
      ['opened by carol', 'answered by alice', 'claimed by alice', 'resolved by alice'],
    ]);
  },

  'kept by an answer that is heard of late is not called broken in the end: the alerts are edited': async (s) => {
    const root = await asked(s);
    await s.says('bob', { under: root }, 'Which version?');
    await s.says('carl', 'acme', 'The licence page is blank');
    const second = (await ticket(s, 2)).root;
    await s.pass('3h 50m');
    const answeredAt = s.now();
    await s.unheard(() => s.says('alice', { under: second }, 'Reload the page'));
    await s.pass('20m');
    expect(inTriage(s).at(-1)).toContain('🔴 #2 (Acme, S3): first answer was due');
    await s.catchesUp();
    expect(await verdict(s, 2, 'first_response')).toBe('met');
    expect((await ticket(s, 2)).firstReplyAt).toBe(answeredAt);
    const corrected = 'answered 13:50 by Alice, in time: this alert was sent before that was known here.';
    expect(inTriage(s).at(-1)).toContain(corrected);
    expect(s.told('dana').at(-1)).toContain(corrected);
    expect(inTriage(s)).toHaveLength(2);
  },

  'is judged after what waits to be worked off: an answer stored before its alert prevents it': async (s) => {
    const root = await asked(s);
    await s.pass('3h 50m');
    const goOn = s.stall();
    await s.says('alice', { under: root }, 'Use 5.2.1');
    await s.halt();
    await s.pass('20m');
    goOn();
    await s.resume();
    expect(await verdict(s, 1, 'first_response')).toBe('met');
    expect(inTriage(s).filter((line) => line.includes('🔴'))).toEqual([]);
  },

  'broken while the desk was down is announced once after it': async (s) => {
    await asked(s);
    await s.halt();
    await s.pass('5h');
    await s.resume();
    await s.halt();
    await s.resume();
    expect(inTriage(s)).toHaveLength(1);
    expect(alerts(s.told('dana'))).toHaveLength(1);
    expect(await deeds(s, 1)).toEqual(['opened by carol', 'breached']);
  },
});

const digests = (lines: readonly string[]) => lines.filter((line) => line.includes('Core team, '));
export const digest = flows('the morning worklist', {
  'comes once on a working day, to the team and the leads, also when there is nothing to report': async (s) => {
    await s.pass('23h');
    const text = [
      'Core team, Tuesday 24 November',
      'Nothing is due and nothing is unclaimed.',
      'Since Mon 23 Nov, 09:00: 0 new, 0 resolved; no promise was settled.',
      '[My queue] [Unclaimed]',
    ].join('\n');
    expect(s.channel('triage')).toEqual([`desk: ${text}`]);
    expect(s.told('dana')).toEqual([text]);
    await s.halt();
    await s.resume();
    await s.pass('1h');
    expect([digests(s.channel('triage')).length, digests(s.told('dana')).length]).toEqual([1, 1]);
  },

  'names what is overdue and unclaimed, pings only who must act, and shows each their own queue': async (s) => {
    await asked(s);
    await s.says('chen', 'globex', 'The export hangs');
    await s.types('bob', 'triage', 'ticket claim', { ticket: 1 });
    const before = s.pings().length;
    await s.pass('1d');
    const [words = ''] = digests(s.channel('triage'));
    expect(words).toContain('Overdue (2): ');
    expect(words).toContain('#1 Acme, first answer was due 20 h ago, @bob');
    expect(words).toContain('#2 Globex, first answer was due 20 h ago, unclaimed');
    expect(words).toMatch(/Unclaimed \(1\): #2/);
    expect([...new Set(s.pings().slice(before))]).toEqual(['@bob']);
    await s.presses('bob', s.find('triage', /Core team, /), 'My queue');
    expect(s.told('bob').at(-1)).toContain('Upgrade to 5.2 fails on start');
    await s.presses('alice', s.find('triage', /Core team, /), 'My queue');
    expect(s.told('alice').at(-1)).not.toContain('Upgrade');
  },
});
