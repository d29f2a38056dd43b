import { slackWorld } from '../../support/slack-world';

describe.each(['http', 'socket'] as const)('Slack over %s', (mode) => {
  it('carries a request from the message to the resolved thread', async () => {
    const w = await slackWorld(mode);
    const ts = w.slack.says('U0CAROL', 'C0ACME', 'Upgrade to 5.2 fails on start');
    await w.settle();
    expect(w.reads('C0TRIAGE')).toEqual([expect.stringContaining('🎫 #1 Upgrade to 5.2 fails on start · Acme · S3')]);
    const acted = await w.slack.slash('U0ALICE', 'C0ACME', '/ticket', 'claim 1');
    await w.settle();
    expect(acted.responses.map((response) => response?.text)).toEqual(['#1 is yours.']);
    w.slack.says('U0ALICE', 'C0ACME', 'Looking at it', { threadTs: ts });
    w.slack.reacts('U0CAROL', 'C0ACME', ts, 'white_check_mark');
    await w.settle();
    expect(w.reads('C0TRIAGE')).toEqual([expect.stringContaining('Alice has it · resolved')]);
    expect(w.slack.unknownMethods()).toEqual([]);
    expect(w.logged).toEqual([]);
  });
});
