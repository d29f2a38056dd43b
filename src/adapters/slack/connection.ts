import type { Inbox } from '../../core/chat';
import { messageOf } from '../../core/errors';
import type { Log } from '../../core/log';
import { isDeadToken } from './client';
import type { StoringSocketReceiver } from './receivers';

const FIRST_WAIT = 250;
const LONGEST_WAIT = 30_000;

/** Keeps one Socket Mode connection up: reconnects at once, then ever more slowly, until stopped or the token is dead. */
export class Connection {
  private stopped = false;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;

  constructor(
    private readonly receiver: StoringSocketReceiver,
    private readonly log: Log,
    private readonly signals: Pick<Inbox, 'connected' | 'disconnected' | 'failed'>,
  ) {}

  /** Resolves when the first connection stands. Rejects when it cannot be made. */
  async start(): Promise<void> {
    const { client } = this.receiver;
    client.on('connected', () => {
      this.failures = 0;
      this.signals.connected();
    });
    await client.start();
    client.on('disconnected', () => {
      if (!this.stopped) this.signals.disconnected();
      this.again();
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.receiver.client.disconnect();
  }

  private again(): void {
    if (this.stopped || this.timer !== undefined) return;
    const wait = this.failures === 0 ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.failures);
    this.failures += 1;
    this.timer = setTimeout(() => void this.reconnect(), wait);
  }

  private async reconnect(): Promise<void> {
    this.timer = undefined;
    try {
      await this.receiver.client.start();
    } catch (error) {
      if (this.stopped) return;
      if (isDeadToken(error)) return this.signals.failed(`Slack refuses the app token: ${messageOf(error)}`);
      this.log.warn('Slack cannot be reached; trying again', { error: messageOf(error) });
      this.again();
    }
  }
}
