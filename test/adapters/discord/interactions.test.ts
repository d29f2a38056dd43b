import { StoreUnavailable } from '../../../src/core/errors';
import { type DiscordWorld, discordWorld } from '../../support/discord-world';
import { eventTypes, ticket } from '../../support/stored';

async function asked() {
  const w = await discordWorld();
  w.discord.says('carol', 'acme', 'Upgrade fails');
  await w.settle();
  const [card] = w.discord.messages('triage');
  if (card === undefined) throw new Error('no card');
  return { w, card };
}
const directly = (w: DiscordWorld, who: string) => w.reads(w.discord.direct(who).id);

describe('commands on Discord', () => {
  it('that lack something open a form, and what is entered there is done once', async () => {
    const { w, card } = await asked();
    const pressed = await w.discord.clicks('alice', card, 'Reply');
    if (pressed.modal === undefined) throw new Error('no form');
    expect(w.discord.plain(pressed.modal)).toBe(
      '== Answer the customer in their thread ==\nWhat the customer will read: []',
    );
    const sent = await w.discord.submits('alice', pressed.modal, { 'What the customer will read': 'Try 5.3' });
    await w.settle();
    expect(sent.message?.content).toBe('On its way to Carol on #1.');
    expect(w.reads('acme')).toEqual(['Upgrade fails', '**Alice:**\nTry 5.3']);
  });

  it('typed with text too long to travel unseen show it in the form', async () => {
    const { w } = await asked();
    const text = 'The export has been slow since the upgrade '.repeat(5).trim();
    const typed = await w.discord.slash('alice', 'acme', 'ticket note', { text });
    if (typed.modal === undefined) throw new Error('no form');
    const sent = await w.discord.submits('alice', typed.modal, { 'Ticket number': '1' });
    await w.settle();
    expect(sent.message?.content).toBe('Noted on #1. The customer does not see it.');
    const { id } = await ticket(w, 1);
    const events = await w.store.transact((unit) => unit.tickets.history(id));
    expect(events.find(({ type }) => type === 'noted')?.why).toBe(text);
  });

  it('in a ticket’s thread need no number', async () => {
    const w = await discordWorld();
    const post = w.discord.postsInForum('carol', 'questions', 'Slow export', 'It takes an hour');
    await w.settle();
    const acted = await w.discord.slash('alice', post.thread.id, 'ticket claim');
    await w.settle();
    expect(acted.message?.content).toBe('#1 is yours.');
  });

  it('on a message open a ticket from it, or show what can be done with its ticket', async () => {
    const w = await discordWorld();
    const hello = w.discord.says('carol', 'acme', 'Hello');
    await w.settle();
    const opened = await w.discord.contextMenu('alice', 'Open ticket', hello);
    await w.settle();
    expect(opened.message?.content).toBe('Opened #1.');
    const actions = await w.discord.contextMenu('alice', 'Ticket actions', hello);
    await w.settle();
    expect(actions.message?.content).toContain('#1 Hello');
    await w.discord.clicks('alice', actions.message ?? hello, 'Claim');
    await w.settle();
    expect((await ticket(w, 1)).assignee?.name).toBe('Alice');
  });

  it('by mention in a thread are answered directly, since nothing else is private there', async () => {
    const w = await discordWorld();
    const post = w.discord.postsInForum('carol', 'questions', 'Slow export', 'It takes an hour');
    await w.settle();
    w.discord.says('alice', post.thread.id, 'claim', { mentionsBot: true });
    await w.settle();
    expect((await ticket(w, 1)).assignee?.name).toBe('Alice');
    expect(directly(w, 'alice')).toEqual(['#1 is yours.']);
    expect(w.reads(post.thread.id)).toHaveLength(2);
  });

  it('whose token has run out are answered directly', async () => {
    const { w } = await asked();
    w.discord.script('PATCH /webhooks/:application/:token/messages/:message', { status: 401, code: 50027 });
    await w.discord.slash('alice', 'acme', 'ticket claim', { ticket: 1 });
    await w.settle();
    expect(directly(w, 'alice')).toEqual(['#1 is yours.']);
    // The refusal was the call's, not the bot's.
    expect(w.steward.troubles()).toEqual([]);
  });

  it('whose first answer was lost are done, and answered directly', async () => {
    const { w } = await asked();
    w.discord.script('POST /interactions/:interaction/:token/callback', { status: 404, code: 10062 });
    await w.discord.slash('alice', 'acme', 'ticket claim', { ticket: 1 });
    await w.settle();
    expect(await eventTypes(w, 1)).toEqual(['opened', 'claimed']);
    expect(directly(w, 'alice')).toEqual(['#1 is yours.']);
  });

  it('that cannot be stored say so at once, and nothing is done', async () => {
    const { w } = await asked();
    const { transact } = w.store;
    w.store.transact = () => Promise.reject(new StoreUnavailable('full'));
    const acted = await w.discord.slash('alice', 'acme', 'ticket claim', { ticket: 1 });
    w.discord.says('chen', 'globex', 'Export fails');
    await w.discord.quiet();
    w.store.transact = transact;
    await w.settle();
    expect(acted.message?.content).toContain('nothing was done');
    expect(await eventTypes(w, 1)).toEqual(['opened']);
    // What was said meanwhile is fetched as soon as it can be stored.
    expect((await ticket(w, 2)).subject).toBe('Export fails');
  });

  it('are told to Discord once, and again only when they have changed', async () => {
    const w = await discordWorld();
    await w.restart();
    expect(w.discord.calls('PUT /applications/:application/commands')).toHaveLength(1);
    const names = ['claim', 'list', 'help', 'status'];
    for (const name of names)
      await w.discord.slash('carol', 'acme', `ticket ${name}`, name === 'claim' ? { ticket: 9 } : {});
    await w.settle();
    expect(w.discord.ephemerals('carol')).toHaveLength(names.length);
  });
});
