import { StaleWrite, UserError } from '../../src/core/errors';
import type { Store } from '../../src/core/store';
import type { TicketId } from '../../src/core/ticket/ticket';
import { addTicket, carol, channel, happened, later, NOW, premium } from '../support/tickets';

const EVERYTHING = { of: 'everything' } as const;

/** Tickets, their history and their places. */
export function ticketContract(open: () => Promise<Store>): void {
  it('refuses to save a ticket over a newer version', async () => {
    const store = await open();
    const first = await store.transact((unit) => addTicket(unit, 'a'));
    const save = (subject: string) =>
      store.transact((unit) => unit.tickets.save({ next: { ...first, subject }, events: [happened(first, 'noted')] }));
    await save('by Alice');
    await expect(save('by Bob')).rejects.toThrow(StaleWrite);
    await store.transact(async (unit) => {
      expect(await unit.tickets.get(first.id)).toMatchObject({ subject: 'by Alice', version: 2 });
      expect((await unit.tickets.history(first.id)).map(({ type }) => type)).toEqual(['opened', 'noted']);
    });
  });

  it('has one winner of two that save the same version at once', async () => {
    const store = await open();
    const ticket = await store.transact((unit) => addTicket(unit, 'a'));
    const claims = ['alice', 'bob'].map((memberId) =>
      store.transact(async (unit) => {
        const assignee = { member: { platform: 'playground', memberId }, name: memberId };
        await unit.tickets.save({ next: { ...ticket, assignee }, events: [happened(ticket, 'claimed')] });
      }),
    );
    const ended = await Promise.allSettled(claims);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('keeps a ticket as it was given, with and without what is optional', async () => {
    const store = await open();
    const bare = await store.transact((unit) => addTicket(unit, 'a'));
    const full = await store.transact((unit) =>
      addTicket(unit, 'b', {
        requestedSeverity: 'S1',
        assignee: { member: carol, name: 'Żółć 🎫 \'"' },
        subject: 'a "quoted" \'subject\' ; DROP TABLE ticket; -- 🎫',
        firstReplyAt: later(1),
        resolvedAt: later(2),
        follows: bare.id,
        grouping: false,
      }),
    );
    await store.transact(async (unit) => {
      expect(await unit.tickets.get(bare.id)).toEqual(bare);
      expect(await unit.tickets.get(full.id)).toEqual(full);
    });
  });

  it('answers alike for a number outside the asker’s scope and one that does not exist', async () => {
    const store = await open();
    const { number } = await store.transact((unit) => addTicket(unit, 'a'));
    const refusal = (n: number, scope: Parameters<typeof scoped>[1]) =>
      scoped(n, scope).catch((error: unknown) => error);
    const scoped = (n: number, scope: { of: 'account'; account: string } | { of: 'member'; member: typeof carol }) =>
      store.transact((unit) => unit.tickets.byNumber(n, scope));
    const globex = { of: 'account', account: 'Globex' } as const;
    const theirs = await refusal(number, globex);
    const nobodys = await refusal(777, globex);
    expect(theirs).toBeInstanceOf(UserError);
    expect(nobodys).toBeInstanceOf(UserError);
    expect(String(theirs).replace(`#${number}`, '#')).toBe(String(nobodys).replace('#777', '#'));
    expect(await scoped(number, { of: 'account', account: 'Acme' })).toMatchObject({ id: 'a' });
    const olaf = { of: 'member', member: { ...carol, memberId: 'olaf' } } as const;
    expect(await refusal(number, olaf)).toBeInstanceOf(UserError);
  });

  it('lists nothing outside the scope, whatever else is asked', async () => {
    const store = await open();
    await store.transact(async (unit) => {
      await addTicket(unit, 'a');
      await addTicket(unit, 'b', { account: 'Globex' });
      const { account: _none, ...rest } = await addTicket(unit, 'c');
      expect(rest.id).toBe('c');
      const list = (scope: Parameters<typeof unit.tickets.list>[0]['scope']) =>
        unit.tickets.list({ scope, limit: 10, statuses: ['open'] });
      expect((await list({ of: 'account', account: 'Globex' })).map(({ id }) => id)).toEqual(['b']);
      expect(await list({ of: 'account', account: 'Initech' })).toEqual([]);
      expect(await list({ of: 'member', member: { ...carol, memberId: 'olaf' } })).toEqual([]);
      expect(await list(EVERYTHING)).toHaveLength(3);
    });
  });

  it('gives a place to whoever took it last, and keeps who reads there', async () => {
    const store = await open();
    const thread = { platform: 'playground', placeId: 'acme/1' };
    await store.transact(async (unit) => {
      await addTicket(unit, 'a');
      await addTicket(unit, 'b');
      await unit.tickets.addPlace('a' as TicketId, thread, 'customer');
      await unit.tickets.addPlace('b' as TicketId, thread, 'customer');
      await unit.tickets.addPlace('b' as TicketId, { ...thread, placeId: 'triage/1' }, 'internal');
    });
    await store.transact(async (unit) => {
      expect(await unit.tickets.inPlace(thread)).toMatchObject({ ticket: { id: 'b' }, audience: 'customer' });
      expect(await unit.tickets.inPlace({ ...thread, placeId: 'triage/1' })).toMatchObject({ audience: 'internal' });
      expect(await unit.tickets.inPlace({ ...thread, platform: 'slack' })).toBeUndefined();
    });
  });

  it('records a message once', async () => {
    const store = await open();
    const ref = { place: channel, messageId: '1' };
    const message = {
      ticketId: 'a' as TicketId,
      ref,
      by: carol,
      byName: 'Carol',
      audience: 'customer',
      side: 'theirs',
      text: 'Hi',
      files: [],
      sentAt: NOW,
    } as const;
    await store.transact((unit) => addTicket(unit, 'a'));
    const added = [];
    for (const text of ['Hi', 'other words'])
      added.push(await store.transact((unit) => unit.messages.add({ ...message, text })));
    expect(added).toEqual([true, false]);
    expect(await store.transact((unit) => unit.messages.find(ref))).toEqual(message);
  });

  it('makes one version of a policy however many want it at once, and one of each change', async () => {
    const store = await open();
    const want = (warnAt: number) => store.transact((unit) => unit.policies.current({ ...premium, warnAt }, NOW));
    const same = await Promise.all(Array.from({ length: 20 }, () => want(80)));
    expect(new Set(same.map(({ id, version }) => `${id} ${version}`)).size).toBe(1);
    const different = await Promise.all([10, 20, 30].map(want));
    expect(different.map(({ version }) => version).sort()).toEqual([2, 3, 4]);
  });

  it('keeps what people write, whatever characters are in it', async () => {
    const store = await open();
    const subject = 'a\u0000b \u202e \\u0000 $1 ?';
    await store.transact((unit) => addTicket(unit, 'a', { subject }));
    const { subject: kept } = await store.transact((unit) => unit.tickets.get('a' as TicketId));
    expect(kept).toBe(subject.replace('\u0000', '\ufffd'));
  });

  it('keeps the history in the order it was written and a policy version as it first was', async () => {
    const store = await open();
    const ticket = await store.transact((unit) => addTicket(unit, 'a'));
    await store.transact((unit) =>
      unit.tickets.save({
        next: ticket,
        events: [happened(ticket, 'answered', later(5)), happened(ticket, 'asked', later(3))],
      }),
    );
    const types = (await store.transact((unit) => unit.tickets.history(ticket.id))).map(({ type }) => type);
    expect(types).toEqual(['opened', 'answered', 'asked']);
    const versions = await store.transact(async (unit) => {
      const known = await unit.policies.get(ticket.policyId);
      const same = await unit.policies.current(premium, later(9));
      const next = await unit.policies.current({ ...premium, warnAt: 50 }, later(9));
      return {
        same: same.id === known.id,
        next: next.version - known.version,
        kept: (await unit.policies.get(known.id)).warnAt,
      };
    });
    expect(versions).toEqual({ same: true, next: 1, kept: 80 });
  });
}
