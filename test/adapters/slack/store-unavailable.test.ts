import { StoreUnavailable } from '../../../src/core/errors';
import { eventTypes, modes, tickets } from '../../support/slack-facts';
import { type SlackWorld, slackWorld } from '../../support/slack-world';

/** The database cannot be written until the returned function is called. */
function broken(w: SlackWorld): () => void {
  const { transact } = w.store;
  w.store.transact = () => Promise.reject(new StoreUnavailable('the database cannot be written'));
  return () => {
    w.store.transact = transact;
  };
}

describe.each(modes)('while the database cannot be written, over %s', (mode) => {
  it('an event is not acknowledged, and works when Slack sends it again', async () => {
    const w = await slackWorld(mode);
    const repair = broken(w);
    const ts = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
    await w.slack.quiet();
    const [event] = w.slack.deliveries(({ kind }) => kind === 'event');
    expect(event?.outcome).not.toBe('acked');
    expect(w.slack.unacked()).toHaveLength(1);
    repair();
    await w.slack.redeliver(w.slack.eventsAbout(ts)[0] ?? '', 'retry');
    await w.settle();
    expect(w.slack.unacked()).toEqual([]);
    expect(await tickets(w)).toHaveLength(1);
    expect(await eventTypes(w, 1)).toEqual(['opened']);
  }, 60_000);

  it('a command shows its error to who typed it, and nothing is done', async () => {
    const w = await slackWorld(mode);
    w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
    await w.settle();
    const repair = broken(w);
    const acted = await w.slack.slash('U0ALICE', 'C0ACME', '/ticket', 'claim 1');
    repair();
    await w.settle();
    expect(acted.error).toBeDefined();
    expect(await eventTypes(w, 1)).toEqual(['opened']);
  }, 60_000);
});
