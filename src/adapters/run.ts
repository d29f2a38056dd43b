import { messageOf } from '../core/errors';
import { Steward, type StewardNeeds } from '../core/steward';
import { Scheduler } from './scheduler';
import { healthRouter } from './web/health';
import type { WebServer } from './web/server';

export interface Parts extends StewardNeeds {
  readonly web: WebServer;
}
export interface Running {
  readonly steward: Steward;
  /** Looks at once for what may be due or new. */
  wake(): void;
  stop(): Promise<void>;
}

/** Starts a desk of these parts. @throws SetupError when a platform cannot be started */
export async function run(parts: Parts): Promise<Running> {
  const { clock, log, store, web } = parts;
  let scheduler: Scheduler | undefined;
  const steward = new Steward({ ...parts, wake: () => scheduler?.wake() });
  web.app.use(healthRouter(() => steward.health()));
  await steward.start();
  scheduler = new Scheduler(steward, clock, log);
  scheduler.start();
  return {
    steward,
    wake: () => scheduler?.wake(),
    stop: async () => {
      await scheduler?.stop();
      await steward.stop().catch((error) => log.warn('stopping', { error: messageOf(error) }));
      await web.close();
      await store.close();
    },
  };
}
