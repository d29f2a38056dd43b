import { loadMenu } from '../commands/load';
import { DeskKeeper } from '../core/apply/keeper';
import { deskOn } from '../core/desk/desk';
import { messageOf, SetupError } from '../core/errors';
import type { Log } from '../core/log';
import { systemClock } from './clock';
import { readSettings, type Settings } from './config';
import { openDatabase } from './database/open';
import { SqliteStore } from './database/sqlite-store';
import { makeLog } from './log';
import { PLATFORM_NAMES, platformModules } from './platforms';
import { demoContracts } from './playground/contracts';
import { playgroundDatabase, playgroundPage, playgroundParts } from './playground/start';
import { deskIn, policyTextOf } from './policy-file';
import { type Running, run } from './run';
import { WebServer } from './web/server';

export interface Started extends Running {
  /** Reads the policy file again. One that is not right changes nothing. */
  reload(): Promise<void>;
}

/** Starts the desk on the platforms that are set up or, with none, the playground. */
export async function start(settings: Settings, say: (line: string) => void): Promise<Started> {
  const log = makeLog(settings.logLevel);
  const web = new WebServer();
  const tools = { clock: systemClock, log, http: web };
  const platforms = platformModules.flatMap((module) => module.create(settings.env, tools) ?? []);
  if (platforms.length === 0) return startPlayground(settings, web, log, say);
  const names = platforms.map(({ name }) => name);
  const text = () => policyTextOf(settings.policyFile);
  const read = (policy: string) => deskIn(policy, settings.policyFile, PLATFORM_NAMES);
  // What is wrong with the file is said before anything is opened.
  read(text());
  const { store, clock, release } = await openDatabase(settings.database);
  const desk = await DeskKeeper.begin({ store, clock, log, read, part: (whole) => deskOn(whole, names) }, text());
  const port = await web.listen(settings.host, settings.port);
  const running = await run({ store, clock, desk, menu: loadMenu(), log, platforms, web });
  say(
    `Steward is at work on ${platforms.map(({ name }) => name).join(' and ')}; health on http://${settings.host}:${port}/readyz`,
  );
  return {
    ...running,
    reload: () => desk.reload(text).then(running.wake),
    stop: () => running.stop().finally(release),
  };
}

async function startPlayground(
  settings: Settings,
  web: WebServer,
  log: Log,
  say: (line: string) => void,
): Promise<Started> {
  const port = await web.listen(settings.host, settings.port);
  const page = `http://localhost:${port}/`;
  const parts = playgroundParts(page);
  const store = await SqliteStore.open(playgroundDatabase());
  await demoContracts(store, parts.desk.current(), parts.clock.now());
  const menu = loadMenu();
  const running = await run({ ...parts, store, menu, log, platforms: [parts.platform], web });
  web.app.use(playgroundPage(parts, { ...running, store, menu, log }));
  say(`No platform is set up, so this is the playground: open ${page}`);
  return { ...running, reload: async () => log.info('the playground has no policy file') };
}

/** Known troubles are one sentence; anything else keeps its trace, for it is a fault of ours. */
export function explainAndExit(error: unknown): never {
  process.stderr.write(
    error instanceof SetupError ? `${error.message}\n` : `${(error as Error)?.stack ?? String(error)}\n`,
  );
  process.exit(1);
}

/** Runs until told to stop. */
export async function keepRunning(): Promise<void> {
  const settings = readSettings();
  const running = await start(settings, (line) => process.stdout.write(`${line}\n`));
  const log = makeLog(settings.logLevel);
  // Rows are the truth: whatever went wrong here, what was stored is worked off by the next round.
  process.on('unhandledRejection', (reason) => log.error('a promise was left alone', { error: messageOf(reason) }));
  process.on('SIGHUP', () => void running.reload());
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      void running.stop().then(() => process.exit(0), explainAndExit);
    });
  }
}

if (require.main === module) keepRunning().catch(explainAndExit);
