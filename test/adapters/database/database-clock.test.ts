import { DatabaseClock } from '../../../src/adapters/database/database-clock';
import { type Instant, type Millis, plus } from '../../../src/core/time';
import { TestClock } from '../../support/test-clock';

describe('the clock that follows the database', () => {
  const machine = new TestClock('2026-11-23T09:00:00Z');
  const clock = new DatabaseClock(machine);
  const ahead = () => clock.now() - machine.now();
  /** The database's clock is `off` from the machine's; asking takes this long each way. */
  const read = (off: number, there: number, back = there) =>
    clock.follow(async () => {
      machine.advance(there as Millis);
      const theirs = plus(machine.now(), off as Millis);
      machine.advance(back as Millis);
      return theirs as Instant;
    });

  it('takes over a difference as far as a reading proves it', async () => {
    await read(60_000, 5);
    expect(ahead()).toBe(60_000 - 5);
    await read(60_000, 0);
    expect(ahead()).toBe(60_000);
  });

  it('is not shaken by slow answers', async () => {
    await read(60_000, 900, 10);
    await read(60_000, 10, 900);
    expect(ahead()).toBe(60_000);
  });

  it('follows at once when either clock is set', async () => {
    await read(-3_600_000, 0);
    expect(ahead()).toBe(-3_600_000);
  });
});
