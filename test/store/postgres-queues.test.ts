import { PostgresStore } from '../../src/adapters/database/postgres-store';
import type { ClaimedDelivery, InboxRow } from '../../src/core/queues';
import type { Store } from '../../src/core/store';
import { type Millis, plus } from '../../src/core/time';
import { allUntil, dice, LaneWatch } from '../support/lanes';
import { PostgresServer } from '../support/postgres';
import { channel, event, NOW } from '../support/tickets';

const LEASE = 60_000 as Millis;
const LANES = 8;
let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start();
}, 60_000);
afterAll(() => server?.stop());
jest.setTimeout(120_000);

describe.each([2, 3])('%i instances on one PostgreSQL database', (instances) => {
  let stores: readonly PostgresStore[] = [];
  const some = (n: number): Store => stores[n % stores.length] as Store;
  beforeEach(async () => {
    const url = await server.database();
    stores = await Promise.all(Array.from({ length: instances }, () => PostgresStore.open(url)));
  });
  afterEach(() => Promise.all(stores.map((store) => store.close())));

  it('work off each event once, each lane in order and by one of them at a time', async () => {
    const EVENTS = 240;
    const roll = dice(instances);
    const watch = new LaneWatch();
    const done: InboxRow[] = [];
    let storing = true;
    const arrive = async () => {
      for (let n = 0; n < EVENTS; n += 6) {
        const batch = Array.from({ length: 6 }, (_, at) => event(`e${n + at}`, `lane ${roll(LANES)}`));
        // The platform says everything to two instances, to each in another order.
        const add = (store: Store, events: typeof batch) => store.transact((unit) => unit.inbox.add(events, NOW));
        await Promise.all([add(some(n), batch), add(some(n / 6 + 1), batch.toReversed())]);
      }
      storing = false;
    };
    const work = async (store: Store, row: InboxRow) => {
      watch.begin(row.lane, row.key);
      if (row.attempts === 1 && row.seq % 10 === 0) {
        watch.end(row.lane);
        return store.transact((unit) => unit.inbox.retry(row, NOW, 'once more', false));
      }
      await store.transact(async (unit) => {
        await unit.cursors.set({ platform: 'playground', placeId: row.lane }, row.key);
        watch.end(row.lane);
        if (await unit.inbox.done(row, 'did it', NOW)) done.push(row);
      });
    };
    const round = async (store: Store) => {
      const rows = await store.transact((unit) => unit.inbox.claim(NOW, LEASE, 5));
      await Promise.all(rows.map((row) => work(store, row)));
    };
    const over = async () => !storing && (await some(0).transact((unit) => unit.inbox.waiting())) === 0;
    await Promise.all([arrive(), allUntil(stores, round, over)]);

    expect(watch.overlaps).toEqual([]);
    expect(done.map(({ key }) => key).sort()).toEqual(Array.from({ length: EVENTS }, (_, n) => `e${n}`).sort());
    for (let lane = 0; lane < LANES; lane++) {
      const order = done.filter((row) => row.lane === `lane ${lane}`).map(({ seq }) => seq);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
  });

  it('send each delivery once, the urgent first, and never two to one channel at a time', async () => {
    const DELIVERIES = 200;
    const roll = dice(instances);
    const watch = new LaneWatch();
    const sent: string[] = [];
    const shown = new Map<string, string>();
    let putting = true;
    const words = (text: string) => ({ lines: [[text]] });
    const act = (lane: number) => ({ type: 'post', channel: { ...channel, placeId: `lane ${lane}` } }) as const;
    const put = async () => {
      for (let n = 0; n < DELIVERIES; n++) {
        const lane = roll(LANES);
        const delivery = { key: `d${n}`, act: act(lane), message: words(`d${n}`), priority: 1 + roll(9) };
        const card = { key: `card ${lane}`, act: act(lane), message: words(`${n}`), priority: 5 };
        // The same fact is stated by two of them.
        await Promise.all([n, n + 1].map((at) => some(at).transact(({ outbox }) => outbox.put(delivery, NOW))));
        await some(n).transact(({ outbox }) => outbox.show(card, NOW));
        shown.set(card.key, `${n}`);
      }
      putting = false;
    };
    const standing = new Map<string, string>();
    const send = async (store: Store, row: ClaimedDelivery) => {
      const lane = row.act.type === 'post' ? row.act.channel.placeId : '';
      watch.begin(lane, row.key);
      await store.transact((unit) => unit.outbox.known([row.key]));
      const text = String(row.message?.lines[0]);
      standing.set(row.key, text);
      sent.push(row.posted === undefined ? row.key : `edit of ${row.key}`);
      const ref = { place: { ...channel, placeId: lane }, messageId: row.key };
      await store.transact(async ({ outbox }) => {
        watch.end(lane);
        if (!(await outbox.sent(row, { ref, at: NOW }, NOW))) throw new Error(`${row.key} was sent twice`);
      });
    };
    const round = async (store: Store) => {
      const rows = await store.transact((unit) => unit.outbox.claim(NOW, LEASE, 5));
      await Promise.all(rows.map((row) => send(store, row)));
    };
    const over = async () => !putting && (await some(0).transact((unit) => unit.outbox.counts())).waiting === 0;
    await Promise.all([put(), allUntil(stores, round, over)]);

    expect(watch.overlaps).toEqual([]);
    const posts = sent.filter((key) => key.startsWith('d'));
    expect(posts.toSorted()).toEqual(Array.from({ length: DELIVERIES }, (_, n) => `d${n}`).sort());
    for (const [key, text] of shown) expect([key, standing.get(key)]).toEqual([key, text]);
    expect(sent.filter((key) => key.startsWith('card')).length).toBe(shown.size);
  });

  it('leave a lane alone whose head another is just taking on', async () => {
    const [one, two] = [some(0), some(1)];
    await one.transact((unit) => unit.inbox.add([event('a1', 'a'), event('a2', 'a'), event('b1', 'b')], NOW));
    await one.transact(async (unit) => {
      expect((await unit.inbox.claim(NOW, LEASE, 1)).map(({ key }) => key)).toEqual(['a1']);
      // Not yet committed: the other sees a1 as free, but locked.
      const theirs = await two.transact((other) => other.inbox.claim(NOW, LEASE, 10));
      expect(theirs.map(({ key }) => key)).toEqual(['b1']);
    });
    expect(await two.transact((unit) => unit.inbox.claim(NOW, LEASE, 10))).toEqual([]);
  });

  it('show no event before one that came first and is still being stored', async () => {
    const LOOKS = 30;
    const [one, two] = [some(0), some(1)];
    let second: Promise<void> = Promise.resolve();
    await one.transact(async (unit) => {
      await unit.inbox.add([event('a1', 'a')], NOW);
      second = two.transact((other) => other.inbox.add([event('a2', 'a')], NOW));
      for (let look = 0; look < LOOKS; look++)
        expect(await two.transact((other) => other.inbox.claim(NOW, LEASE, 10))).toEqual([]);
    });
    await second;
    const heads = await two.transact((unit) => unit.inbox.claim(NOW, LEASE, 10));
    expect(heads.map(({ key }) => key)).toEqual(['a1']);
  });

  it('do not give a channel to two that look at once, not even for something more urgent', async () => {
    const [one, two] = [some(0), some(1)];
    const put = (store: Store, key: string, priority: number) =>
      store.transact(({ outbox }) => outbox.put({ key, act: { type: 'post', channel }, priority }, NOW));
    await put(one, 'card', 5);
    let theirs: Promise<readonly ClaimedDelivery[]> = Promise.resolve([]);
    await one.transact(async ({ outbox }) => {
      expect((await outbox.claim(NOW, LEASE, 10)).map(({ key }) => key)).toEqual(['card']);
      await put(two, 'alert', 1);
      theirs = two.transact((unit) => unit.outbox.claim(NOW, LEASE, 10));
    });
    expect(await theirs).toEqual([]);
    const later = plus(NOW, LEASE);
    const [alert] = await two.transact((unit) => unit.outbox.claim(later, LEASE, 10));
    expect(alert?.key).toBe('alert');
  });
});
