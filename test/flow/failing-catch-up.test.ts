import { PlatformError } from '../../src/core/errors';
import { millis } from '../../src/core/time';
import { postedAt, tickets } from '../support/facts';
import { FlakyPlatform } from '../support/flaky';
import { TestClock } from '../support/test-clock';
import { world } from '../support/world';

class Forgetful extends FlakyPlatform {
  forgets = true;

  override async *history(...asked: Parameters<FlakyPlatform['history']>) {
    if (this.forgets) throw new PlatformError('no history today', millis(0), { outcome: 'unknown' });
    yield* super.history(...asked);
  }
}

describe('while what was missed cannot be fetched', () => {
  it('promises are watched all the same, and it is fetched once it can be', async () => {
    const clock = new TestClock('2026-11-23T09:00:00Z');
    const platform = new Forgetful(clock);
    const w = await world({ clock, platform });
    await w.carol.says('acme', 'Upgrade fails');
    await w.restart(() =>
      platform.room.add(
        { platform: 'playground', placeId: 'globex' },
        {
          by: { platform: 'playground', memberId: 'chen' },
          body: { lines: [['Export fails']] },
          text: 'Export fails',
        },
      ),
    );
    await w.pass('90m');
    expect(postedAt(w, 'triage', /🔴 #1/)).toHaveLength(1);
    expect(await tickets(w)).toHaveLength(1);
    platform.forgets = false;
    await w.settle();
    expect((await tickets(w)).map(({ subject }) => subject)).toContain('Export fails');
  });
});
