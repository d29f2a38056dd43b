import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Applied, apply } from '../../src/adapters/apply';
import type { Settings } from '../../src/adapters/config';
import { openToLook } from '../../src/adapters/database/look';
import { openBeside } from '../../src/adapters/database/open';
import { PostgresStore } from '../../src/adapters/database/postgres-store';
import { SqliteStore } from '../../src/adapters/database/sqlite-store';
import { deskIn } from '../../src/adapters/policy-file';
import { DeskKeeper } from '../../src/core/apply/keeper';
import type { Log } from '../../src/core/log';
import type { Store } from '../../src/core/store';
import type { TestClock } from './test-clock';
import { type World, type WorldOptions, world } from './world';

export const PLATFORMS = ['playground'];

export interface PolicyParts {
  readonly targets?: string;
  readonly warnAt?: number;
  readonly calendar?: string;
  readonly pauses?: string;
  /** More people, as lines of the file. */
  readonly people?: string;
}
/** The demo's desk as a policy file, with what a test wants to change about it. */
export const policyText = ({ targets, warnAt, calendar, pauses, people }: PolicyParts = {}): string =>
  `calendars:
  office:
    zone: Europe/Berlin
    week: { mon: ["09:00-17:00"], tue: ["09:00-17:00"], wed: ["09:00-17:00"], thu: ["09:00-17:00"] }
policies:
  premium:
    calendar: ${calendar ?? 'always'}
    warn_at: ${warnAt ?? 80}
    pauses: ${pauses ?? '{}'}
    targets: ${targets ?? '{ S2: { first_response: 4h, resolution: 8h }, S3: { first_response: 8h } }'}
  standard:
    calendar: always
    targets: { S3: { first_response: 24h } }
teams:
  core:
    name: Core team
    zone: Europe/Berlin
    triage: [playground:triage]
    agents:
      - { name: Alice, is: [playground:alice] }
      - { name: Dana, is: [playground:dana], lead: true }
${people ?? ''}
    digest: { at: "09:00" }
channels:
  - { place: playground:acme, account: Acme, team: core, policy: premium, severity: S2, group_minutes: 0 }
  - { place: playground:globex, account: Globex, team: core, policy: standard, group_minutes: 0 }
`;
export const read = (text: string) => deskIn(text, 'steward.yaml', PLATFORMS);

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function keeperOn(
  store: Store,
  clock: TestClock,
  text = policyText(),
  log: Log = quiet,
): Promise<DeskKeeper> {
  return DeskKeeper.begin({ store, clock, log, read, part: (desk) => desk }, text);
}

/** A desk that works by a policy file in force, with its database where others can find it. */
export interface Site {
  readonly w: World;
  readonly keeper: DeskKeeper;
  readonly database: Settings['database'];
}
export async function site(
  clock: TestClock,
  database: Settings['database'],
  options: WorldOptions = {},
): Promise<Site> {
  const store =
    database.engine === 'sqlite' ? await SqliteStore.open(database.path) : await PostgresStore.open(database.url);
  const keeper = await keeperOn(store, clock);
  return { w: await world({ ...options, store, clock, source: keeper }), keeper, database };
}

const folders: string[] = [];
export async function newFile(): Promise<Settings['database'] & { readonly engine: 'sqlite' }> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-apply-'));
  folders.push(folder);
  return { engine: 'sqlite', path: join(folder, 'desk.db') };
}
afterAll(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** What `steward apply` does and says, with a lead who says yes or no. */
export async function applies(
  { database, w: { clock } }: Pick<Site, 'database' | 'w'>,
  text: string,
  answer: 'yes' | 'no',
  rest: () => Promise<void> = async () => undefined,
): Promise<{ readonly said: string; readonly done: Applied }> {
  const said: string[] = [];
  const done = await apply({
    path: 'steward.yaml',
    text,
    toLook: async () => ({ ...(await openToLook(database)), clock }),
    toChange: async () => ({ ...(await openBeside(database)), clock }),
    rest,
    platforms: PLATFORMS,
    setUp: PLATFORMS,
    log: quiet,
    say: (line) => said.push(line),
    progress: () => undefined,
    agreed: async () => answer === 'yes',
  });
  return { said: said.join('\n'), done };
}
