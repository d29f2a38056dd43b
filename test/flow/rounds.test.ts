import { demoDesk } from '../../src/adapters/playground/people';
import type { PolicyBody } from '../../src/core/sla/policy';
import { promiseName } from '../../src/core/sla/target';
import { HOUR, MINUTE, millis } from '../../src/core/time';
import { history, postedAt, ticket } from '../support/facts';
import { type World, world } from '../support/world';

const promised: PolicyBody['targets'] = {
  S2: {
    first_response: HOUR,
    next_response: millis(30 * MINUTE),
    update: millis(2 * HOUR),
    resolution: millis(8 * HOUR),
  },
};
function deskWithRounds(change: Partial<PolicyBody> = {}) {
  const desk = demoDesk();
  const premium = { ...(desk.policies.premium as PolicyBody), targets: promised, ...change };
  return { ...desk, policies: { ...desk.policies, premium } };
}

/** `next_response met, next_response/2 running` */
async function standing(w: World, kind: string): Promise<readonly string[]> {
  const { id } = await ticket(w, 1);
  const targets = await w.store.transact((unit) => unit.targets.ofTicket(id));
  return targets.filter((target) => target.kind === kind).map((one) => `${promiseName(one)} ${one.state.tag}`);
}
const breaches = (w: World, what: string) => postedAt(w, 'triage', new RegExp(`🔴(~~)? #1.*${what}`, 's'));
const says = async (w: World, root: string) => {
  await w.carol.says(`acme/${root}`, 'It still fails, what now?');
  await w.pass('40m');
  await w.alice.says(`acme/${root}`, 'Try 5.2.1');
  await w.pass('10m');
};

describe('a promise of next answers', () => {
  it('is announced once for each spell that breaks it, and each verdict is kept', async () => {
    const w = await world({ desk: deskWithRounds() });
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.says(`acme/${root}`, 'Which version?');
    await says(w, root);
    await says(w, root);
    expect(await standing(w, 'next_response')).toEqual(['next_response missed', 'next_response/2 missed']);
    expect(breaches(w, '')).toEqual(['Mon 10:30', 'Mon 11:20']);
    const told = (await history(w, 1)).filter(({ type }) => type === 'breached').map(({ data }) => data?.target);
    expect(told).toEqual(['next_response', 'next_response/2']);
  });

  it('stands on the card while it runs, and on hold until the customer’s next word', async () => {
    const w = await world({ desk: deskWithRounds() });
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.says(`acme/${root}`, 'Which version?');
    await w.carol.says(`acme/${root}`, 'It is 5.2, and why does it matter?');
    expect(w.reads('triage')[0]).toContain('⏳ next answer due 10:30');
    await w.alice.types('triage', '/ticket wait 1');
    expect(w.reads('triage')[0]).toContain('⏸ next answer clock paused');
    expect(await standing(w, 'next_response')).toEqual(['next_response paused']);
  });

  it('begins with no thanks, and with no further word of a long talk', async () => {
    const w = await world({ desk: deskWithRounds() });
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.says(`acme/${root}`, 'Use 5.2.1');
    await w.carol.says(`acme/${root}`, 'thanks!');
    expect(await standing(w, 'next_response')).toEqual([]);
    await w.carol.says(`acme/${root}`, 'But the log is full of errors');
    await w.pass('5m');
    await w.carol.says(`acme/${root}`, 'And the disk too');
    expect(w.reads('triage')[0]).toContain('⏳ next answer due 10:30');
  });

  it('is explained by its latest time, with the number of those before', async () => {
    const w = await world({ desk: deskWithRounds() });
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.says(`acme/${root}`, 'Which version?');
    await says(w, root);
    await says(w, root);
    await w.alice.types('triage', '/ticket why 1');
    expect(w.told('alice').at(-1)).toContain(
      'next answer within 30 min of "day and night". Before it 0 kept and 1 late.',
    );
  });
});

describe('a promise of updates', () => {
  it('is broken by silence after a public word, and the next word begins it anew', async () => {
    const w = await world({ desk: deskWithRounds() });
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.says(`acme/${root}`, 'We are looking into it');
    await w.pass('2h');
    await w.pass('10m');
    expect(breaches(w, 'update')).toEqual(['Mon 12:00']);
    await w.alice.says(`acme/${root}`, 'Still looking');
    expect(await standing(w, 'update')).toEqual(['update missed', 'update/2 running']);
    expect(w.reads('triage').join('\n')).toContain('answered 12:10 by Alice, its update 10 min late');
  });
});

describe('a ticket that is opened again', () => {
  it('keeps the verdict of its first resolving, and is one promise in the digest, not two', async () => {
    const w = await world({ desk: deskWithRounds() });
    const root = await w.carol.says('acme', 'Upgrade fails');
    await w.alice.says(`acme/${root}`, 'Use 5.2.1');
    await w.alice.types('triage', '/ticket resolve 1');
    await w.carol.says(`acme/${root}`, 'It fails again');
    expect(await standing(w, 'resolution')).toEqual(['resolution running', 'resolution/first met']);
    await w.pass('10m');
    await w.alice.types('triage', '/ticket resolve 1');
    await w.pass('1d');
    // First answer, next answer, resolution.
    expect(w.reads('triage').at(-1)).toContain('3 of 3 promises kept');
    await w.alice.types('triage', '/ticket why 1');
    expect(w.told('alice').at(-1)).toContain('It was first resolved in time, which stays on record');
  });
});

describe('a policy that pauses otherwise', () => {
  it('stops in each status the clocks it names, and no others', async () => {
    const desk = deskWithRounds({ pauses: { waiting: [], on_hold: ['first_response'] } });
    const w = await world({ desk });
    await w.carol.says('acme', 'Upgrade fails');
    await w.alice.types('triage', '/ticket wait 1');
    expect(await standing(w, 'resolution')).toEqual(['resolution running']);
    await w.alice.types('triage', '/ticket hold 1');
    expect(await standing(w, 'first_response')).toEqual(['first_response paused']);
  });
});
