import type { RequestListener } from 'node:http';
import type { ChatPlatform } from '../core/chat';
import type { Log } from '../core/log';
import type { Clock } from '../core/time';

/** What a platform may use of the process it runs in. */
export interface PlatformTools {
  readonly clock: Clock;
  readonly log: Log;
  readonly http: HttpHost;
}
/** The one HTTP server; a platform that is called over HTTP takes a path of it. */
export interface HttpHost {
  handle(path: string, listener: RequestListener): void;
}

/** What src/adapters/<name>/index.ts default-exports. */
export interface PlatformModule {
  readonly name: string;
  /** The environment variables it reads, for `check` and the docs. */
  readonly variables: readonly string[];
  /**
   * The platform, ready to start; undefined when none of its variables is set.
   * @throws SetupError naming the variable when only some of them are
   */
  create(env: Readonly<Record<string, string | undefined>>, tools: PlatformTools): ChatPlatform | undefined;
}
