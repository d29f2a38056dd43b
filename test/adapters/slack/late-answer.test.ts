import { eventTypes, modes, thread, ticket, verdict } from '../../support/slack-facts';
import { type Mode, type SlackWorld, slackWorld } from '../../support/slack-world';

async function asked(mode: Mode): Promise<{ w: SlackWorld; root: string }> {
  const w = await slackWorld(mode);
  const root = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade fails');
  await w.settle();
  return { w, root };
}
const alerts = (w: SlackWorld) => w.reads('C0TRIAGE').filter((text) => text.includes('#1 (Acme, S3)'));

describe.each(modes)('promises over %s', (mode) => {
  it('are warned of before and announced once when broken, in triage and to the lead', async () => {
    const { w } = await asked(mode);
    await w.pass('4h 10m');
    expect(alerts(w)).toEqual([
      expect.stringContaining('was due'),
      expect.stringContaining('🔴 #1 (Acme, S3): first answer was due'),
    ]);
    const direct = w.slack.messages(w.slack.direct('U0DANA'));
    expect(direct.filter((message) => w.slack.plain(message).includes('🔴'))).toHaveLength(1);
    expect(await verdict(w, 1, 'first_response')).toBe('running');
  });

  it('kept by an answer that is heard of late are not called broken in the end: the alert is edited', async () => {
    const { w, root } = await asked(mode);
    await w.pass('3h 50m');
    const answeredAt = w.clock.now();
    await w.slack.silently(() => w.slack.says('U0ALICE', 'C0ACME', 'Use 5.2.1', { threadTs: root }));
    await w.pass('20m');
    expect(alerts(w).at(-1)).toContain('🔴 #1 (Acme, S3): first answer was due');
    await w.restart();
    expect(await verdict(w, 1, 'first_response')).toBe('met');
    expect((await ticket(w, 1)).firstReplyAt).toBe(answeredAt);
    expect(alerts(w).at(-1)).toContain('in time: this alert was sent before');
    expect(alerts(w)).toHaveLength(2);
    const direct = w.slack.messages(w.slack.direct('U0DANA')).map((message) => w.slack.plain(message));
    expect(direct.filter((text) => text.includes('in time: this alert was sent before'))).toHaveLength(1);
  });

  it('are judged after what waits in the inbox: an answer stored before its alert prevents it', async () => {
    const { w, root } = await asked(mode);
    await w.pass('3h 50m');
    w.slack.script('users.info', { status: 503 }, 1);
    w.slack.says('U0ALICE', 'C0ACME', 'Use 5.2.1', { threadTs: root });
    await w.settle();
    await w.pass('20m');
    expect(await verdict(w, 1, 'first_response')).toBe('met');
    expect(alerts(w).filter((text) => text.startsWith('🔴'))).toEqual([]);
  });

  it('broken while the process was down are announced once after it', async () => {
    const { w } = await asked(mode);
    await w.halt();
    await w.pass('5h');
    await w.resume();
    await w.restart();
    expect(alerts(w).filter((text) => text.startsWith('🔴'))).toHaveLength(1);
    expect((await eventTypes(w, 1)).filter((type) => type === 'breached')).toHaveLength(1);
  });

  it('answered late stay missed, and the alert says by whom and by how much', async () => {
    const { w, root } = await asked(mode);
    await w.pass('4h 11m');
    await w.slack.clicks('U0BOB', alertAt(w), 'Claim');
    w.slack.says('U0BOB', 'C0ACME', 'Use 5.2.1', { threadTs: root });
    await w.settle();
    expect(await verdict(w, 1, 'first_response')).toBe('missed');
    expect(alerts(w).at(-1)).toMatch(/ by bob, 11 min late\./);
    expect(thread(w, 'C0ACME', root)).toEqual(['Use 5.2.1']);
  });
});

function alertAt(w: SlackWorld) {
  const found = w.slack.messages('C0TRIAGE').find((message) => w.slack.plain(message).startsWith('🔴'));
  if (found === undefined) throw new Error('no alert');
  return { channel: 'C0TRIAGE', ts: found.ts };
}
