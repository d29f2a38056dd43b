import { flows } from '../flow';
import { asked, cardOf, cardText } from '../told-of';

/** Whatever means something anywhere. */
const NASTY =
  'Help @everyone @here <!channel> <!here|x> <@U0DANA> <@200000000000000003> <@dana> <@&300000000000000001> <!subteam^S0AGENTS> **bold** *b* _i_ ~~s~~ `c` ||spoiler|| [link](https://evil.example) <t:0:R> <#C0ACME> &lt;!here&gt;';

export const literal = flows('what people write', {
  'pings nobody and reads as it was written, wherever the desk says it again': async (s) => {
    const root = await s.says('carol', 'acme', NASTY);
    await s.types('alice', 'triage', 'ticket note', { ticket: 1, text: NASTY });
    await s.types('alice', 'triage', 'ticket reply', { ticket: 1, text: NASTY });
    for (const command of ['show', 'why']) await s.types('alice', 'triage', `ticket ${command}`, { ticket: 1 });
    await s.types('alice', 'triage', 'ticket list');
    await s.types('alice', 'triage', 'ticket hold', { ticket: 1, reason: '@everyone' });
    await s.types('alice', 'triage', 'ticket reopen', { ticket: 1 });
    await s.says('alice', 'direct', NASTY);
    await s.pass('1d');
    expect(s.pings().filter((ping) => ping !== '@alice')).toEqual([]);
    const said = NASTY.slice(NASTY.indexOf('**bold**'), NASTY.indexOf(' <t:0'));
    expect(s.under(root)).toEqual([expect.stringContaining(said)]);
    expect(s.under(cardOf(s, 1))).toEqual([expect.stringContaining(said)]);
    expect(cardText(s, 1)).toContain('@everyone @here');
  },

  'pings nobody in warnings, breaches and digests': async (s) => {
    await s.says('carol', 'acme', NASTY);
    await s.pass('1d');
    expect(s.told('dana').length).toBeGreaterThan(2);
    expect(s.pings()).toEqual([]);
  },

  'reaches the customer letter by letter': async (s) => {
    const root = await asked(s);
    const text = 'Set <port> & "a" > b, *not bold*, `x`, @here, \\n, 1. one\n# two\n> three\n- four';
    await s.presses('alice', cardOf(s, 1), 'Reply');
    await s.fills('alice', { text });
    expect(s.under(root)).toEqual([`desk: Alice:\n${text}`]);
  },
});
