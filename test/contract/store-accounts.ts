import { keepAccount, keepBinding, keepContact } from '../../src/core/account/keep';
import type { LocalDate } from '../../src/core/calendar/zone';
import { StaleWrite } from '../../src/core/errors';
import type { Store, Unit } from '../../src/core/store';
import { HOUR, MINUTE, millis } from '../../src/core/time';
import { EUR, euros, PLANS } from '../support/plans';
import { later, NOW } from '../support/tickets';

const hand = { at: NOW, via: 'test' };
const by = { member: { platform: 'playground', memberId: 'dana' }, name: 'Dana' };
const day = (text: string) => text as LocalDate;
const place = (placeId: string) => ({ platform: 'playground', placeId });
const acme = (unit: Unit, name = 'Acme') => keepAccount(unit, { name, team: 'core', zone: 'UTC' }, hand);

/** Accounts, what they bought, and the books, which are only ever added to. */
export function accountContract(open: () => Promise<Store>): void {
  it('knows an account by its name in whatever case, and adds it once however many ask at once', async () => {
    const store = await open();
    const names = ['Acme', 'ACME', 'acme', 'Acme'];
    const kept = await Promise.all(names.map((name) => store.transact((unit) => acme(unit, name))));
    expect(new Set(kept.map(({ name }) => name)).size).toBe(1);
    await store.transact(async (unit) => {
      expect(await unit.accounts.list({ limit: 10 })).toHaveLength(1);
      expect(await unit.accounts.history(kept[0]?.name ?? '', 10)).toHaveLength(1);
      expect(await unit.accounts.find(' aCMe ')).toEqual(kept[0]);
    });
  });

  it('keeps an account as it was given, with and without what is optional', async () => {
    const store = await open();
    const more = {
      owner: by.member,
      locale: 'pt-BR',
      crmId: '0017',
      domains: ['acme.example'],
      fields: { Region: 'EMEA, "north"' },
    };
    await store.transact(async (unit) => {
      const bare = await acme(unit);
      const full = await keepAccount(unit, { name: "O'Brien % _", team: 'core', zone: 'Asia/Tokyo', ...more }, hand);
      expect(await unit.accounts.find('acme')).toEqual(bare);
      expect(await unit.accounts.find("o'brien % _")).toEqual(full);
      expect((await unit.accounts.list({ search: '% _', limit: 10 })).map(({ name }) => name)).toEqual([full.name]);
    });
  });

  it('lists accounts by name, page after page, none twice and none left out', async () => {
    const store = await open();
    const names = ['a', 'B', 'Zoë', 'c d', 'É', 'z'];
    await store.transact(async (unit) => {
      for (const name of names) await acme(unit, name);
      const seen: string[] = [];
      for (let after = ''; ; after = seen.at(-1) ?? '') {
        const page = await unit.accounts.list({ after, limit: 2 });
        seen.push(...page.map(({ name }) => name));
        if (page.length < 2) break;
      }
      expect([...seen].sort()).toEqual([...names].sort());
      expect(new Set(seen).size).toBe(names.length);
    });
  });

  it('keeps contacts in the order in which they were named, and says whether one is new', async () => {
    const store = await open();
    await store.transact(async (unit) => {
      await acme(unit);
      const contact = (id: string, at: number) => ({ account: 'Acme', id, name: id, members: [], since: later(at) });
      expect(await keepContact(unit, contact('zoe@acme.example', 1), hand)).toBe('added');
      expect(await keepContact(unit, contact('ann@acme.example', 2), hand)).toBe('added');
      expect(await keepContact(unit, contact('zoe@acme.example', 9), hand)).toBe('same');
      expect((await unit.accounts.contacts('Acme')).map(({ id }) => id)).toEqual([
        'zoe@acme.example',
        'ann@acme.example',
      ]);
    });
  });

  it('gives a channel to one account at a time, and says that something changed', async () => {
    const store = await open();
    await store.transact(async (unit) => {
      await acme(unit);
      const before = await unit.accounts.channelsVersion();
      await keepBinding(unit, { place: place('b'), account: 'Acme' }, hand);
      await keepBinding(unit, { place: place('a'), account: 'Acme' }, { ...hand, at: later(MINUTE) });
      expect(await unit.accounts.channelsOf('Acme')).toEqual([place('b'), place('a')]);
      await keepBinding(unit, { place: place('b'), from: 'Acme' }, hand);
      expect(await unit.accounts.bindings()).toEqual([
        { place: place('a'), account: 'Acme', since: later(MINUTE) },
        { place: place('b'), since: hand.at },
      ]);
      expect(await unit.accounts.binding(place('b'))).toEqual({ place: place('b'), since: hand.at });
      expect(await unit.accounts.binding(place('c'))).toBeUndefined();
      expect(await unit.accounts.channelsVersion()).toBeGreaterThan(before + 2);
    });
  });

  it('keeps each version of a plan, and finds the one that counted at a moment', async () => {
    const store = await open();
    const { flat } = PLANS;
    if (flat === undefined) throw new Error('no plan');
    const keep = (at: number, contacts?: number) =>
      store.transact((unit) => unit.plans.keep([contacts === undefined ? flat : { ...flat, contacts }], later(at)));
    await Promise.all([keep(0), keep(0), keep(0)]);
    await keep(HOUR, 3);
    await keep(2 * HOUR, 3);
    await store.transact(async ({ plans }) => {
      expect((await plans.versions('flat')).map(({ version }) => version)).toEqual([1, 2]);
      const at = async (moment: number) => (await plans.at('flat', later(moment)))?.contacts;
      expect([await at(-1), await at(0), await at(HOUR - 1), await at(HOUR)]).toEqual([
        undefined,
        undefined,
        undefined,
        3,
      ]);
      expect(await plans.at('none', NOW)).toBeUndefined();
    });
  });

  it('keeps terms, packs, time and charges as they were given, in the order they were written', async () => {
    const store = await open();
    await store.transact(async (unit) => {
      await acme(unit);
      const common = { account: 'Acme', on: day('2026-01-01'), writtenAt: NOW, via: 'test' };
      const price = { ...euros('12000'), per: 'year' } as const;
      await unit.subscriptions.add({
        ...common,
        type: 'started',
        plan: 'gold',
        autoRenew: true,
        trial: false,
        until: day('2026-12-31'),
        price,
        by,
      });
      await unit.subscriptions.add({ ...common, type: 'cancelled', until: day('2026-06-30'), note: 'they, "moved"' });
      expect(await unit.subscriptions.ofAccount('Acme')).toEqual([
        expect.objectContaining({ type: 'started', plan: 'gold', until: '2026-12-31', price, by }),
        expect.objectContaining({ type: 'cancelled', until: '2026-06-30', note: 'they, "moved"' }),
      ]);
      expect(await unit.subscriptions.subscribers('', 10)).toEqual(['Acme']);
      const pack = {
        id: 'p',
        account: 'Acme',
        length: HOUR,
        from: day('2026-01-01'),
        price: euros('100'),
        writtenAt: NOW,
      };
      await unit.ledger.addPack(pack);
      expect(await unit.ledger.packs('Acme')).toEqual([pack]);
      const id = await unit.ledger.nextEntry();
      const entry = {
        id,
        account: 'Acme',
        mode: 'subscription',
        day: day('2026-02-03'),
        length: millis(61_000),
        counted: HOUR,
        billable: true,
        by,
        writtenAt: NOW,
      } as const;
      const draw = {
        entry: id,
        account: 'Acme',
        day: entry.day,
        source: { from: 'overage', rate: euros('150') },
        length: HOUR,
      } as const;
      await unit.ledger.add(entry, [draw]);
      expect([await unit.ledger.entry(id), await unit.ledger.draws('Acme')]).toEqual([entry, [draw]]);
      expect(await unit.ledger.entries({ from: day('2026-02-03'), to: day('2026-02-03') })).toEqual([entry]);
      expect(await unit.ledger.nextEntry()).toBe(id + 1);
      const charge = {
        account: 'Acme',
        stream: 'training',
        amount: euros('-12.50'),
        day: day('2026-02-03'),
        writtenAt: NOW,
      };
      await unit.charges.add(charge, 'once');
      await unit.charges.add({ ...charge, amount: euros('99') }, 'once');
      expect(await unit.charges.within(day('2026-02-03'), day('2026-02-03'))).toEqual([charge]);
      expect(EUR).toBe(charge.amount.currency);
    });
  });

  it('refuses a second correction of one entry', async () => {
    const store = await open();
    const entry = {
      account: 'Acme',
      mode: 'subscription',
      day: day('2026-02-03'),
      length: HOUR,
      counted: HOUR,
      billable: false,
      by,
      writtenAt: NOW,
    } as const;
    await store.transact(({ ledger }) => ledger.add({ ...entry, id: 1 }, []));
    await store.transact(({ ledger }) => ledger.add({ ...entry, id: 2, corrects: 1 }, []));
    await expect(store.transact(({ ledger }) => ledger.add({ ...entry, id: 3, corrects: 1 }, []))).rejects.toThrow();
    await store.transact(async ({ ledger }) => expect((await ledger.correctionOf(1))?.id).toBe(2));
  });

  it('gives a channel to one account, however many ask for it at once, and tells of it once', async () => {
    const store = await open();
    await store.transact(async (unit) => {
      await acme(unit);
      await acme(unit, 'Globex');
    });
    const give = (account: string) =>
      store.transact(async (unit) => {
        await unit.accounts.bindings();
        await keepBinding(unit, { place: place('new'), account }, hand);
      });
    const names = ['Acme', 'Globex', 'Acme', 'Globex'];
    const ends = await Promise.all(
      names.map((name) =>
        give(name).then(
          () => name,
          (error: Error) => error,
        ),
      ),
    );
    const [owner] = await store.transact((unit) => unit.accounts.bindings());
    expect(ends.filter((end) => end === owner?.account)).toHaveLength(2);
    expect(ends.filter((end) => end instanceof StaleWrite)).toHaveLength(2);
    const history = await store.transact((unit) => unit.accounts.history(owner?.account ?? '', 10));
    expect(history.map(({ type }) => type)).toEqual(['channel_bound', 'added']);
  });

  it('remembers no event of a channel that has its account by now, so that it is worked off at once', async () => {
    const store = await open();
    await store.transact(({ inbox }) => inbox.add([{ platform: 'playground', key: 'k', lane: 'l', body: {} }], NOW));
    await store.transact(async (unit) => {
      await acme(unit);
      await keepBinding(unit, { place: place('new'), account: 'Acme' }, hand);
    });
    const keeping = store.transact(async ({ inbox }) => {
      const [row] = await inbox.claim(NOW, HOUR, 1);
      if (row === undefined) throw new Error('nothing to claim');
      await inbox.keepFor(place('new'), row);
    });
    await expect(keeping).rejects.toThrow(StaleWrite);
  });

  it('lets a remembered event of an unbound channel wait again once, in its place', async () => {
    const store = await open();
    const event = { platform: 'playground', key: 'k', lane: 'l', body: {} };
    await store.transact(({ inbox }) => inbox.add([event], NOW));
    await store.transact(async ({ inbox }) => {
      const [row] = await inbox.claim(NOW, HOUR, 1);
      if (row === undefined) throw new Error('nothing to claim');
      await inbox.keepFor(place('new'), row);
      await inbox.done(row, 'kept', NOW);
    });
    await store.transact(async ({ inbox }) => {
      expect(await inbox.claim(NOW, HOUR, 1)).toEqual([]);
      expect([
        await inbox.again(place('other')),
        await inbox.again(place('new')),
        await inbox.again(place('new')),
      ]).toEqual([0, 1, 0]);
      expect((await inbox.claim(NOW, HOUR, 1)).map(({ key }) => key)).toEqual(['k']);
    });
  });
}
