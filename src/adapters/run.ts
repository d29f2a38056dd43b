import type { ChatPlatform } from '../core/chat';
import type { Menu } from '../core/command';
import type { Desk } from '../core/desk/desk';
import { messageOf } from '../core/errors';
import type { Log } from '../core/log';
import { Steward } from '../core/steward';
import type { Store } from '../core/store';
import type { Clock } from '../core/time';
import { Scheduler } from './scheduler';
import { healthRouter } from './web/health';
import type { WebServer } from './web/server';

export interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly desk: Desk;
  readonly menu: Menu;
  readonly log: Log;
  readonly platforms: readonly ChatPlatform[];
  readonly web: WebServer;
}
export interface Running {
  readonly steward: Steward;
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
    stop: async () => {
      await scheduler?.stop();
      await steward.stop().catch((error) => log.warn('stopping', { error: messageOf(error) }));
      await web.close();
      await store.close();
    },
  };
}
