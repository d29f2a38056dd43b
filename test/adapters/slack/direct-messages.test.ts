import { direct, modes, parked, tickets } from '../../support/slack-facts';
import { slackWorld } from '../../support/slack-world';

describe.each(modes)('a direct message over %s', (mode) => {
  it.each([
    ['words that are no command', 'Our upgrade fails since this morning'],
    ['an agent’s command', 'claim 1'],
    ['a ticket that is not theirs', 'show 77'],
    ['a severity that does not exist', 'severity 1 S9'],
  ])('of a customer with %s is answered, and nothing is set aside', async (_what, text) => {
    const w = await slackWorld(mode);
    w.slack.says('U0CHEN', 'C0GLOBEX', 'The export hangs');
    w.slack.says('U0CAROL', w.slack.direct('U0CAROL'), text);
    await w.settle();
    expect(direct(w, 'U0CAROL')).toHaveLength(1);
    expect(w.logged).toEqual([]);
    expect(await parked(w)).toBe(0);
    expect((await tickets(w)).map(({ subject }) => subject)).toEqual(['The export hangs']);
  });
});
