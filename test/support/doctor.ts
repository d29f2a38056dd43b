import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examineDatabase } from '../../src/adapters/database/examine';
import { openToLook } from '../../src/adapters/database/look';
import { doctor } from '../../src/adapters/doctor/doctor';
import type { Machine } from '../../src/adapters/doctor/machine';
import { report } from '../../src/adapters/doctor/report';
import type { PlatformModule } from '../../src/adapters/platform';
import slack from '../../src/adapters/slack';
import type { Clock } from '../../src/core/time';
import { TestClock } from './test-clock';

/** When these examinations are made, and what every server of the tests shows too. */
export const TODAY = '2026-11-23T09:00:00Z';
const machine: Machine = { node: '24.9.0', oldest: '20.19', zoneData: '2026b' };

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

export interface Given {
  readonly env?: Readonly<Record<string, string>>;
  /** What stands in steward.yaml; no such file unless given. */
  readonly policy?: string;
  readonly platforms?: readonly PlatformModule[];
  readonly machine?: Partial<Machine>;
  /** What this machine’s clock shows: `TODAY` unless given. */
  readonly clock?: Clock;
  readonly as?: 'text' | 'json';
}

/** A folder with a set-up in it, and what an administrator reads who examines it. */
export async function setUp(given: Given) {
  const folder = await mkdtemp(join(tmpdir(), 'steward-doctor-'));
  folders.push(folder);
  const policyFile = join(folder, 'steward.yaml');
  if (given.policy !== undefined) await writeFile(policyFile, given.policy);
  const env = { STEWARD_CONFIG: policyFile, DATABASE_URL: `sqlite:${join(folder, 'desk.db')}`, ...given.env };
  const platforms = given.platforms ?? [slack];
  return {
    folder,
    examine: async (): Promise<{ readonly code: number; readonly reads: string }> => {
      const said: string[] = [];
      const examination = doctor({
        env,
        envFile: join(folder, '.env'),
        machine: { ...machine, ...given.machine },
        clock: given.clock ?? new TestClock(TODAY),
        platforms,
        platformNames: ['slack', 'discord'],
        examineDatabase,
        lookInto: openToLook,
      });
      const code = await report(examination, given.as ?? 'text', (text) => void said.push(text));
      return { code, reads: withoutVersions(said.join('\n').replaceAll(`${folder}/`, '')) };
    },
  };
}

/** What of it is of the machine the tests run on. */
const withoutVersions = (text: string): string =>
  text
    .replace(/SQLite \d+\.\d+\.\d+/, 'SQLite 3')
    .replace(/PostgreSQL \d+[.\d]* on \S+/, 'PostgreSQL 15 on HOST')
    .replaceAll(/127\.0\.0\.1:\d{4,}/g, '127.0.0.1:PORT');

/** The whole report as a block of lines, its outcome last. */
export async function reads(given: Given): Promise<string> {
  return (await (await setUp(given)).examine()).reads;
}
/** A block of lines in a test, without what it is indented by. */
export function lines(text: string): string {
  const all = text.replace(/^\n/, '').trimEnd().split('\n');
  const indent = Math.min(...all.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return all.map((line) => line.slice(indent)).join('\n');
}
