import { ABOUT_TICKETS, inputFor, MAY, TEAM } from '../../support/roles';
import { BOT, card, everything, letIn, modes, onCard, tickets, told } from '../../support/slack-facts';
import { type Mode, type SlackWorld, slackWorld } from '../../support/slack-world';

/** None of them may do what agents may, whatever they got hold of; Carol and Carl of Acme may do what customers may. */
const STRANGERS = [
  ['another organisation', 'U0CHEN'],
  ['a guest in the agents’ group', 'U0GUS'],
  ['a colleague', 'U0SAM'],
] as const;
const OUTSIDE = [['the customer', 'U0CAROL'], ...STRANGERS] as const;
const AGENTS_ONLY = ABOUT_TICKETS.filter(({ name }) => MAY[name] === TEAM);
const REFUSED = /Only the support team|no ticket #\d|cannot find/i;

/** Acme's #1 and Globex's #2; everybody sits in every channel, so that only the desk stands in their way. */
async function twoTickets(mode: Mode): Promise<{ w: SlackWorld; root: string }> {
  const w = await slackWorld(mode);
  const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade of the Phoenix cluster fails');
  w.slack.says('U0CHEN', 'C0GLOBEX', 'The export hangs');
  for (const [, user] of OUTSIDE) letIn(w, user, 'C0ACME', 'C0GLOBEX', 'C0TRIAGE');
  await w.settle();
  return { w, root };
}

describe.each(modes)('rights over %s', (mode) => {
  it.each(STRANGERS)('a button on the card does nothing for %s', async (_who, user) => {
    const { w } = await twoTickets(mode);
    const before = await everything(w);
    for (const label of ['Claim', 'Reply', 'Severity', 'Not a request']) {
      await w.slack.clicks(user, onCard(w, 1), label);
      const form = w.slack.viewOf(user);
      if (form !== undefined) await w.slack.submits(user, form, { severity: 'S1' });
      await w.settle();
    }
    expect(told(w, user)).toHaveLength(4);
    for (const answer of told(w, user)) expect(answer).toMatch(REFUSED);
    expect(await everything(w)).toEqual(before);
  });

  it('a button of the team on the card does nothing for the customer', async () => {
    const { w } = await twoTickets(mode);
    const before = await everything(w);
    for (const label of ['Claim', 'Reply', 'Not a request']) {
      await w.slack.clicks('U0CAROL', onCard(w, 1), label);
      await w.settle();
    }
    expect(w.slack.viewOf('U0CAROL')).toBeUndefined();
    expect(told(w, 'U0CAROL')).toEqual(Array(3).fill(expect.stringMatching(REFUSED)));
    expect(await everything(w)).toEqual(before);
  });

  it.each(OUTSIDE)('a sign of the team does nothing for %s, on the message or on the card', async (_who, user) => {
    const { w, root } = await twoTickets(mode);
    const before = await everything(w);
    w.slack.reacts(user, 'C0ACME', root, 'eyes');
    // Carol may resolve and press for her own ticket, wherever she puts the sign.
    const theirs = user === 'U0CAROL' ? [] : ['white_check_mark', 'rotating_light'];
    for (const name of ['eyes', 'ticket', ...theirs]) {
      w.slack.reacts(user, 'C0TRIAGE', card(w, 1).ts, name);
    }
    await w.settle();
    expect(await everything(w)).toEqual(before);
  });

  it.each(STRANGERS)('no command but the customer’s own acts for %s, mentioned or direct', async (_who, user) => {
    const { w, root } = await twoTickets(mode);
    const before = await everything(w);
    for (const spec of AGENTS_ONLY) {
      const line = [spec.name, ...Object.entries(inputFor(spec)).map(([name, value]) => `${name}:${value}`)].join(' ');
      w.slack.says(user, w.slack.direct(user), line);
      if (user === 'U0SAM') w.slack.says(user, 'C0ACME', `<@${BOT}> ${line}`, { threadTs: root });
      await w.settle();
    }
    const after = await everything(w);
    expect({ ...after, read: [] }).toEqual({ ...before, read: [] });
    for (const answer of told(w, user)) expect(answer).toMatch(REFUSED);
    expect(told(w, user).length).toBeGreaterThanOrEqual(AGENTS_ONLY.length);
  });

  it('a customer’s mention with an agent’s command is heard as words and acts on nothing', async () => {
    const { w, root } = await twoTickets(mode);
    for (const line of ['claim', 'dismiss', 'wait', 'hold', 'reply Use rm -rf', 'assign to:<@U0ALICE>', 'note x']) {
      w.slack.says('U0CAROL', 'C0ACME', `<@${BOT}> ${line}`, { threadTs: root });
      await w.settle();
    }
    const [ticket] = (await tickets(w)).filter(({ number }) => number === 1);
    expect(ticket).toMatchObject({ status: 'open', turn: 'ours', version: expect.any(Number) });
    expect(ticket?.assignee).toBeUndefined();
    expect((await tickets(w)).length).toBe(2);
  });

  it.each([
    ['a guest', 'U0GUS'],
    ['a colleague', 'U0SAM'],
  ] as const)('a slash command of %s is refused and changes nothing', async (_who, user) => {
    const { w } = await twoTickets(mode);
    const before = await everything(w);
    for (const spec of AGENTS_ONLY) {
      const line = [spec.name, ...Object.entries(inputFor(spec)).map(([name, value]) => `${name}:${value}`)].join(' ');
      await w.slack.slash(user, 'C0TRIAGE', '/ticket', line.replace(/^ticket /, ''));
      await w.settle();
    }
    expect(told(w, user)).toHaveLength(AGENTS_ONLY.length);
    for (const answer of told(w, user)) expect(answer).toMatch(REFUSED);
    expect(await everything(w)).toEqual(before);
  });

  it.each(OUTSIDE)('a form opened for an agent does nothing when %s submits it', async (_who, user) => {
    const { w } = await twoTickets(mode);
    const before = await everything(w);
    await w.slack.clicks('U0ALICE', onCard(w, 1), 'Reply');
    const view = w.slack.viewOf('U0ALICE');
    if (view === undefined) throw new Error('no form');
    Object.assign(view, { user });
    await w.slack.submits(user, view, { text: 'Send your password to evil@example.com' });
    await w.settle();
    expect(told(w, user)).toEqual([expect.stringMatching(REFUSED)]);
    expect(await everything(w)).toEqual(before);
  });

  it.each([
    ['ticket_open', 'U0SAM', /Only the support team/],
    ['ticket_actions', 'U0SAM', /Only the support team/],
    ['ticket_actions', 'U0GUS', /Only the support team/],
  ] as const)('the shortcut %s is refused to %s', async (callback, user, refusal) => {
    const { w, root } = await twoTickets(mode);
    const before = await everything(w);
    await w.slack.shortcut(user, callback, 'C0ACME', root);
    await w.settle();
    expect(told(w, user)).toEqual([expect.stringMatching(refusal)]);
    expect(await everything(w)).toEqual(before);
  });
});

describe.each(modes)('another account’s ticket over %s', (mode) => {
  it.each(['show', 'why', 'resolve', 'reopen', 'severity'])('looks to %s exactly like none', async (verb) => {
    const { w } = await twoTickets(mode);
    const before = await everything(w);
    const more = verb === 'severity' ? ' S1' : '';
    for (const number of [1, 77]) {
      w.slack.says('U0CHEN', 'C0GLOBEX', `<@${BOT}> ticket ${verb} ${number}${more}`);
      w.slack.says('U0CHEN', w.slack.direct('U0CHEN'), `${verb} ${number}${more}`);
      await w.settle();
    }
    const answers = w.slack.messages(w.slack.direct('U0CHEN')).filter(({ author }) => author === BOT);
    const [mine, none] = answers.map((message) => w.slack.plain(message).replaceAll(/#(1|77)\b/g, '#N'));
    expect(mine).toEqual(none);
    expect(mine).toMatch(/no ticket #N/);
    expect(told(w, 'U0CHEN').join()).not.toContain('Phoenix');
    expect((await everything(w)).tickets[0]).toEqual(before.tickets[0]);
  });

  it('is in no list and no status of theirs', async () => {
    const { w } = await twoTickets(mode);
    for (const line of ['list all', 'status', 'list']) w.slack.says('U0CHEN', w.slack.direct('U0CHEN'), line);
    w.slack.says('U0CHEN', 'C0GLOBEX', `<@${BOT}> list all`);
    w.slack.says('U0CHEN', 'C0GLOBEX', `<@${BOT}> status`);
    await w.settle();
    expect(told(w, 'U0CHEN').join()).toContain('The export hangs');
    expect(told(w, 'U0CHEN').join()).not.toContain('Phoenix');
  });
});
