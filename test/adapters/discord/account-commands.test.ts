import { ComponentType } from 'discord.js';
import { entered, modal } from '../../../src/adapters/discord/form';
import { applicationCommands } from '../../../src/adapters/discord/menu';
import { render } from '../../../src/adapters/discord/render';
import { loadMenu } from '../../../src/commands/load';
import { inPlace, mention } from '../../../src/core/message';
import { checkCommand } from '../../support/discord/command-limits';
import { checkModal } from '../../support/discord/modal-limits';
import { discordWorld } from '../../support/discord-world';
import type { Fields } from '../../support/slack/fields';

const { specs } = loadMenu();
const specOf = (name: string) => {
  const found = specs.find((spec) => spec.name === name);
  if (found === undefined) throw new Error(`no command ${name}`);
  return found;
};
const formOf = (name: string, input: Readonly<Record<string, string>> = {}) => {
  const { fields, summary } = specOf(name);
  return modal({ title: summary, command: name, fields: fields.filter((field) => !(field.name in input)), input });
};
const shown = (form: ReturnType<typeof modal>) =>
  (form?.components ?? []).map((one) =>
    'component' in one && 'custom_id' in one.component ? one.component.custom_id : '',
  );

describe('a form on Discord', () => {
  it.each(specs.filter(({ fields }) => fields.length > 0))('of $name asks for all that it must', ({ name, fields }) => {
    const form = formOf(name);
    if (form === undefined) throw new Error('no form');
    checkModal(form as unknown as Fields);
    const required = fields.filter((field) => field.required).map((field) => field.name);
    expect(shown(form).slice(0, required.length)).toEqual(required);
  });

  it('says which optional fields have no room and can be typed', () => {
    const form = formOf('subscription start');
    expect(shown(form)).toEqual(['account', 'plan', 'from', 'until', 'renews']);
    expect(form?.components.at(-1)).toMatchObject({
      description: 'For more, type /subscription start with notice, price, trial, note',
    });
  });

  it('loses nothing that was typed and is too long to travel unseen: what is optional makes room', () => {
    const form = formOf('subscription start', { note: 'A long word about it. '.repeat(8).trim(), plan: 'gold' });
    expect(shown(form)).toEqual(['account', 'note', 'from', 'until', 'renews']);
  });

  it('is not opened where not even what must be asked has room: it is said in words', () => {
    const long = (name: string) => [name, 'word '.repeat(30)] as const;
    const input = Object.fromEntries(['from', 'until', 'price', 'note'].map(long));
    expect(formOf('subscription start', input)).toBeUndefined();
  });

  it('shows a label that is cut off whole below it', () => {
    expect(formOf('charge add')?.components[1]).toMatchObject({
      label: 'Amount, such as 4500 EUR; below zero to…',
      description: 'Amount, such as 4500 EUR; below zero to correct one',
    });
  });
});

describe('what was entered in a form on Discord', () => {
  it('is a mention where a channel was chosen, and nothing where nothing was', () => {
    const chosen = (custom_id: string, values: readonly string[]) => ({
      component: { type: ComponentType.ChannelSelect, custom_id, values },
    });
    expect(entered([chosen('channel', ['4000']), chosen('other', [])])).toEqual({ channel: '<#4000>' });
  });
});

describe('commands about accounts on Discord', () => {
  it('are within what Discord takes, each noun a command of its own', () => {
    const commands = applicationCommands(specs);
    for (const command of commands) checkCommand(command);
    expect(commands.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['account', 'subscription', 'plan', 'pack', 'work', 'charge', 'ticket']),
    );
  });

  it('tell Discord nothing of any account, and complete no name', async () => {
    const w = await discordWorld();
    await w.discord.slash('dana', 'triage', 'account change', { account: 'Acme', crm: 'Kranich' });
    await w.discord.slash('dana', 'triage', 'subscription start', { account: 'Acme', plan: 'hourly' });
    await w.restart();
    const told = JSON.stringify(w.discord.calls('PUT /applications/:application/commands').map(({ body }) => body));
    expect(told).toContain('subscription');
    expect(told).not.toMatch(/Globex|Kranich|hourly|gold|autocomplete|400000000000000001/);
  });

  it('are reached by a proposal’s button, and its form makes a ticket of what was said', async () => {
    const w = await discordWorld();
    w.discord.says('carol', 'lounge', 'our cluster is down', { mentionsBot: true });
    await w.settle();
    const [proposal] = w.discord.messages('triage');
    if (proposal === undefined) throw new Error('no proposal');
    const pressed = await w.discord.clicks('dana', proposal, 'New account');
    if (pressed.modal === undefined) throw new Error('no form');
    const sent = await w.discord.submits('dana', pressed.modal, { account: 'Umbrella', owner: 'dana' });
    await w.settle();
    expect(sent.message?.content).toContain('What was said there before counts now.');
    expect(w.reads('triage').at(-1)).toContain('our cluster is down');
  });

  it('page through names too long for a button by words to type', async () => {
    const w = await discordWorld();
    const name = (at: number) => `Änderungsgesellschaft Österreich Überlingen ${at + 10}`;
    for (let at = 0; at < 11; at++) await w.discord.slash('dana', 'triage', 'account add', { account: name(at) });
    await w.settle();
    const listed = await w.discord.slash('dana', 'triage', 'account list', { search: 'Österreich' });
    await w.settle();
    expect(listed.message?.components).toEqual([]);
    const next = /More: `\/(account list) search:"(.*)" after:"(.*)"`/.exec(listed.message?.content ?? '');
    expect(next?.slice(1)).toEqual(['account list', 'Österreich', name(9)]);
    const more = await w.discord.slash('dana', 'triage', 'account list', { search: 'Österreich', after: name(9) });
    await w.settle();
    expect(more.message?.content).toContain(name(10));
  });

  it('show another platform’s channel and people as text, since they have no names here', () => {
    const theirs = { platform: 'slack', placeId: 'C0ACME' };
    const lines = [[inPlace(theirs), ' of ', mention({ platform: 'slack', memberId: 'U0DANA' })]];
    expect(render({ lines })).toMatchObject({
      content: 'slack:C0ACME of slack:U0DANA',
      allowed_mentions: { users: [] },
    });
  });
});
