import { modal } from '../../../src/adapters/slack/form';
import { member, place } from '../../../src/adapters/slack/ids';
import { manifest } from '../../../src/adapters/slack/manifest';
import { render } from '../../../src/adapters/slack/render';
import { commandText, readable } from '../../../src/adapters/slack/words';
import { loadMenu } from '../../../src/commands/load';
import { inPlace, mention } from '../../../src/core/message';
import { complaintsAbout } from '../../support/slack/block-limits';
import type { Fields } from '../../support/slack/fields';
import { direct, modes, tickets, told } from '../../support/slack-facts';
import { type Mode, slackWorld } from '../../support/slack-world';

const call = { type: 'command', by: member('U0DANA'), channel: place('C0TRIAGE'), in: place('C0TRIAGE') } as const;
/** Acme's channel, taken from it: the bot is in it, and it is nobody's. */
async function unbound(mode: Mode) {
  const w = await slackWorld(mode);
  await w.slack.slash('U0DANA', 'C0TRIAGE', '/ticket', 'account channel Acme <#C0ACME|acme> remove:yes');
  await w.settle();
  return w;
}

describe.each(modes)('commands about accounts over %s', (mode) => {
  it('come after `/ticket`, and a form that lacks a channel lets one be chosen', async () => {
    const w = await unbound(mode);
    await w.slack.slash('U0DANA', 'C0TRIAGE', '/ticket', 'account add');
    const view = w.slack.viewOf('U0DANA');
    if (view === undefined) throw new Error('no form');
    expect(w.slack.plain(view)).toMatch(/^.*Add an account/);
    await w.slack.submits('U0DANA', view, { account: 'Umbrella', channel: 'C0ACME', owner: 'U0DANA' });
    await w.settle();
    expect(told(w, 'U0DANA').at(-1)).toContain('<#C0ACME> is Umbrella’s from now on.');
    w.slack.says('U0DANA', 'C0TRIAGE', `<@U00BOT001> account show umbrella`);
    await w.settle();
    expect(direct(w, 'U0DANA').concat(told(w, 'U0DANA')).join()).toContain(
      'Looked after by <@U0DANA> · Europe/Berlin\nContacts: none\nChannels: <#C0ACME>',
    );
  });

  it('are proposed for a channel the bot was asked into, though nobody speaks to it, and work off what was said', async () => {
    const w = await unbound(mode);
    w.slack.says('U0CAROL', 'C0ACME', 'Our cluster is down');
    w.slack.says('U0CARL', 'C0ACME', 'And the export hangs');
    await w.settle();
    expect(w.reads('C0TRIAGE')).toEqual([
      expect.stringMatching(/^carol wrote in <#C0ACME>, which belongs to no account/),
    ]);
    const [proposal] = w.slack.messages('C0TRIAGE');
    await w.slack.clicks('U0DANA', { channel: 'C0TRIAGE', ts: proposal?.ts ?? '' }, 'An account we have');
    const view = w.slack.viewOf('U0DANA');
    if (view === undefined) throw new Error('no form');
    await w.slack.submits('U0DANA', view, { account: 'Globex' });
    await w.settle();
    expect((await tickets(w)).map(({ account, subject }) => [account, subject])).toEqual([
      ['Globex', 'Our cluster is down'],
      ['Globex', 'And the export hangs'],
    ]);
  });
});

describe('what Slack is told beforehand', () => {
  it('is nothing of any account: the manifest knows the commands alone, and no form asks the desk for names', () => {
    const menu = loadMenu();
    const [command] = (manifest(menu).features as { slash_commands: { usage_hint: string }[] }).slash_commands;
    expect(command?.usage_hint).toMatch(/ \| account \| charge \| hours \| .*subscription \| work \| help$/);
    for (const { name, summary: title, fields } of menu.specs) {
      const view = modal({ title, command: name, fields, input: {} }, { ...call, line: '', input: {} });
      expect(JSON.stringify(view)).not.toMatch(/external_select/);
    }
  });
});

describe('what Slack reads of a command', () => {
  it('keeps channels as mentions, with or without a name beside them', () => {
    expect(commandText('account channel Acme <#C0ACME|acme> &amp; <#C1|> <@U1|al>')).toBe(
      'account channel Acme <#C0ACME|acme> & <#C1|> <@U1>',
    );
    expect(readable('see <#C0ACME|acme> or <#C1|>', new Map())).toBe('see #acme or #C1');
  });
});

describe('a form on Slack', () => {
  it.each(loadMenu().specs)('of $name fits, with a title that is not cut off', (spec) => {
    const title = spec.summary;
    const view = modal({ title, command: spec.name, fields: spec.fields, input: {} }, { ...call, line: '', input: {} });
    expect(view.title.text.length).toBeLessThanOrEqual(24);
    expect(view.title.text).not.toContain('…');
    expect(complaintsAbout(view.blocks as unknown as readonly Fields[], 'view')).toEqual([]);
  });
});

describe('another platform’s channel and people', () => {
  it('stand as text, since they have no names here', () => {
    const theirs = { platform: 'discord', placeId: '400000000000000001' };
    const lines = [[inPlace(theirs), ' of ', mention({ platform: 'discord', memberId: '2000' })]];
    const { text, blocks } = render({ lines });
    expect(text).toBe('discord:400000000000000001 of discord:2000');
    expect(JSON.stringify(blocks)).not.toMatch(/channel_id|user_id/);
  });
});
