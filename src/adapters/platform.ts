import type { RequestListener } from 'node:http';
import type { ChatPlatform } from '../core/chat';
import type { Menu } from '../core/command';
import type { Desk } from '../core/desk/desk';
import type { Log } from '../core/log';
import type { Clock } from '../core/time';
import type { Finding } from './finding';

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
/** The environment variables, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What an examination goes by. */
export interface ExamineNeeds {
  /** The part of the policy file that lives on this platform; undefined when the file cannot be used. */
  readonly desk: Desk | undefined;
  readonly clock: Clock;
}
/** What `steward manifest` was asked. */
export interface ManifestRequest {
  readonly env: Environment;
  readonly menu: Menu;
  /** Where the platform is to call this desk over HTTP. */
  readonly url?: string | undefined;
  /** The application's id, while there is no token yet that tells it. */
  readonly clientId?: string | undefined;
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
  create(env: Environment, tools: PlatformTools): ChatPlatform | undefined;
  /**
   * Looks at the platform as it is set up, from the tokens to every place and person of the policy file, and changes
   * nothing there. Finds nothing at all when none of its variables is set; never throws, and goes on after what is broken.
   */
  examine(env: Environment, needs: ExamineNeeds): AsyncIterable<Finding>;
  /** What is to be given to the platform so that it lets the bot in: text, or data for a file. @throws SetupError */
  manifest?(request: ManifestRequest): Promise<string | Readonly<Record<string, unknown>>>;
}
