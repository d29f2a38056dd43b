import { statSync } from 'node:fs';
import { nearest } from '../../core/desk/nearest';
import { type Settings, settingsIn } from '../config';
import { type Finding, findingsAbout } from '../finding';
import type { Environment, PlatformModule } from '../platform';

const about = findingsAbout('Settings');
/** Not `rw-------`: somebody else may read the tokens in it. */
const OTHERS_READ = 0o044;

/** Each setting by itself. Ends with those that can be used. */
export function* examineSettings(
  env: Environment,
  envFile: string,
  platforms: readonly PlatformModule[],
): Generator<Finding, Partial<Settings>> {
  const usable: Record<string, unknown> = {};
  const faults: Finding[] = [];
  for (const [name, read] of Object.entries(settingsIn(env))) {
    try {
      usable[name] = read();
    } catch (error) {
      faults.push(about.refused(error));
    }
  }
  yield* faults;
  const mode = modeOf(envFile);
  if (mode !== undefined && (mode & OTHERS_READ) !== 0 && process.platform !== 'win32')
    yield about.warning(
      `Other users of this machine may read ${envFile}, and the tokens in it.`,
      `Run \`chmod 600 ${envFile}\`.`,
    );
  yield* platforms.flatMap((platform) => unreadVariables(env, platform));
  if (faults.length === 0)
    yield about.ok(`In order, from the environment${mode === undefined ? '' : ` and ${envFile}`}.`);
  return usable as Partial<Settings>;
}

const modeOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.mode;

/** DISCORD_BOT_TOKEN instead of DISCORD_TOKEN: nothing would happen, and nothing would say so. */
function unreadVariables(env: Environment, { name, variables }: PlatformModule): readonly Finding[] {
  const prefix = `${name.toUpperCase()}_`;
  const known = (variable: string) => variables.includes(variable);
  return Object.keys(env)
    .filter((variable) => variable.startsWith(prefix) && env[variable]?.trim() && !known(variable))
    .map((variable) => {
      const meant = nearest(
        variable,
        variables.filter((one) => !env[one]?.trim()),
      );
      return about.warning(
        `${variable} is set, and Steward does not read it.`,
        meant === undefined
          ? 'If it is meant for Steward, look up its name in docs/configuration.md.'
          : `Write ${meant}, if that is meant.`,
      );
    });
}
