import { type Desk, deskOn } from '../../core/desk/desk';
import { messageOf } from '../../core/errors';
import type { Clock } from '../../core/time';
import type { Settings } from '../config';
import { type Finding, findingsAbout } from '../finding';
import type { Environment, PlatformModule } from '../platform';
import { examineAccounts, type LookInto } from './accounts';
import { examineMachine, type Machine } from './machine';
import { examinePolicy, examineReach } from './policy';
import { withoutSecrets } from './secrets';
import { examineSettings } from './settings';

/** The set-up to be examined. */
export interface SetUp {
  readonly env: Environment;
  readonly envFile: string;
  readonly machine: Machine;
  readonly clock: Clock;
  readonly platforms: readonly PlatformModule[];
  /** Every name a place or a member of the policy file may be on. */
  readonly platformNames: readonly string[];
  readonly examineDatabase: (database: Settings['database'], clock: Clock) => AsyncIterable<Finding>;
  readonly lookInto: LookInto;
}

/** Everything that can be seen of a set-up, the broken parts with their cure. Changes nothing, and tells no secret. */
export async function* doctor(setUp: SetUp): AsyncGenerator<Finding> {
  const clean = withoutSecrets(setUp.env);
  for await (const finding of examination(setUp)) yield clean(finding);
}

async function* examination(setUp: SetUp): AsyncGenerator<Finding> {
  const { env, machine, clock, platforms } = setUp;
  yield* examineMachine(machine, clock);
  const settings = yield* examineSettings(env, setUp.envFile, platforms);
  const file =
    settings.policyFile === undefined ? undefined : yield* examinePolicy(settings.policyFile, setUp.platformNames);
  if (settings.database !== undefined) {
    yield* guarded('Database', setUp.examineDatabase(settings.database, clock));
  }
  const desk =
    file === undefined || settings.database === undefined
      ? file
      : yield* examineAccounts(setUp.lookInto, settings.database, file);
  const on: string[] = [];
  for (const platform of platforms) {
    const there = yield* examinePlatform(platform, setUp, desk);
    if (there) on.push(platform.name);
  }
  if (on.length === 0)
    yield findingsAbout('Platforms').warning(
      'No chat platform is set up, so `steward start` opens the playground.',
      `Set the variables of one of them: ${platforms.map(({ variables }) => variables[0]).join(' or ')}, and what goes with it (docs/configuration.md).`,
    );
  else if (desk !== undefined) yield* examineReach(desk, on);
}

/** Whether the platform is set up at all. */
async function* examinePlatform(
  platform: PlatformModule,
  { env, clock }: SetUp,
  desk: Desk | undefined,
): AsyncGenerator<Finding, boolean> {
  let found = false;
  const here = desk === undefined ? undefined : deskOn(desk, [platform.name]);
  for await (const finding of guarded(platform.name, platform.examine(env, { desk: here, clock }))) {
    found = true;
    yield finding;
  }
  return found;
}

/** A fault in one examination must not keep the others from being made. */
async function* guarded(part: string, examination: AsyncIterable<Finding>): AsyncGenerator<Finding> {
  try {
    yield* examination;
  } catch (error) {
    yield findingsAbout(part).broken(
      `This could not be examined to the end (${messageOf(error)}).`,
      'This is a fault in Steward: please report it with this line.',
    );
  }
}
