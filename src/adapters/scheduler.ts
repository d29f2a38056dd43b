import { type Job, scheduleJob } from 'node-schedule';
import { messageOf } from '../core/errors';
import type { Log } from '../core/log';
import type { Steward } from '../core/steward';
import { type Clock, type Instant, SECOND } from '../core/time';
import { JumpWatch, systemClock } from './clock';

const EVERY_5_SECONDS = '*/5 * * * * *';
const EVERY_15_SECONDS = '*/15 * * * * *';
const HOURLY = '7 * * * *';
const LARGEST_JUMP = 30 * SECOND;

/** Wakes the desk: every 15 seconds, and at the next moment something is due. What is due is found in the store. */
export class Scheduler {
  private jobs: Job[] = [];
  private alarm: Job | undefined;
  private ticking: Promise<void> | undefined;
  private again = false;
  private readonly watch = new JumpWatch();

  constructor(
    private readonly steward: Steward,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  start(): void {
    this.jobs = [
      scheduleJob(EVERY_5_SECONDS, () => this.steward.listen()),
      scheduleJob(EVERY_15_SECONDS, () => this.wake()),
      scheduleJob(HOURLY, () => void this.steward.catchUp().catch((error) => this.complain(error))),
    ];
    this.wake();
  }

  /** Something may be due now or sooner than thought. Calls during a tick make one more. */
  wake(): void {
    this.again = true;
    this.ticking ??= this.loop().finally(() => {
      this.ticking = undefined;
    });
  }

  async stop(): Promise<void> {
    for (const job of [...this.jobs, this.alarm]) job?.cancel();
    this.jobs = [];
    this.again = false;
    await this.ticking;
    this.alarm?.cancel();
  }

  /** After a leap of the wall clock nothing is announced for one round: it may be leaping back. */
  private leapt(): boolean {
    const jump = this.watch.jumped();
    if (Math.abs(jump) <= LARGEST_JUMP) return false;
    this.log.warn('the clock has jumped; waiting one round', { seconds: Math.round(jump / SECOND) });
    return true;
  }

  private async loop(): Promise<void> {
    while (this.again) {
      this.again = false;
      if (this.leapt()) return;
      try {
        await this.steward.tick();
        this.set(await this.steward.nextDue());
      } catch (error) {
        this.complain(error);
      }
    }
  }

  /** A date in the past never fires, so what is due already is left to the next sweep. */
  private set(next: Instant | undefined): void {
    this.alarm?.cancel();
    this.alarm = undefined;
    if (next === undefined || this.jobs.length === 0) return;
    const at = Math.max(next, this.clock.now() + SECOND);
    // The desk's clock may follow the database's, or be moved by hand; alarms ring by the machine's.
    const rings = systemClock.now() + (at - this.clock.now());
    this.alarm = scheduleJob(new Date(rings), () => this.wake()) ?? undefined;
  }

  private complain(error: unknown): void {
    this.log.error('the desk could not do its round', { error: messageOf(error) });
  }
}
