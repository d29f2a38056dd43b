import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zoneExists } from '../../core/calendar/offsets';
import { type Clock, DAY } from '../../core/time';
import { type Finding, findingsAbout } from '../finding';
import { endOfLife, RECOMMENDED } from './node-releases';

/** What the desk runs on. */
export interface Machine {
  /** Version of Node.js, without a v. */
  readonly node: string;
  /** The oldest version that will do. */
  readonly oldest: string;
  /** Release of the time zone database Node brings with it, as 2026a; undefined when it has none. */
  readonly zoneData: string | undefined;
}

export function thisMachine(): Machine {
  // The same way up from src/ and from dist/.
  const about: unknown = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8'));
  const { engines } = about as { readonly engines?: { readonly node?: string } };
  return {
    node: process.versions.node,
    oldest: /\d[\d.]*/.exec(engines?.node ?? '')?.[0] ?? '0',
    zoneData: process.versions.tz,
  };
}

const WARN_BEFORE = 90 * DAY;
/** Somewhere in the world the clocks change by a new rule nearly every year. */
const ZONE_DATA_YEARS = 2;
const INSTALL = `Install Node.js ${RECOMMENDED} (https://nodejs.org), then run \`npm ci\` again.`;

export function* examineMachine({ node, oldest, zoneData }: Machine, clock: Clock): Generator<Finding> {
  yield examineNode(node, oldest, clock);
  const zones = findingsAbout('Time zones');
  if (zoneData === undefined || !zoneExists('Europe/Berlin'))
    yield zones.broken(
      'This Node.js has no time zone data, so no office hours can be counted.',
      'Install an official build of Node.js (https://nodejs.org), which has it.',
    );
  else if (isOld(zoneData, clock))
    yield zones.warning(
      `The time zone data is ${zoneData}: where the rules have changed since, clocks would be an hour wrong.`,
      'Update Node.js, which brings newer data.',
    );
  else yield zones.ok(`The time zone data is ${zoneData}.`);
}

function examineNode(node: string, oldest: string, clock: Clock): Finding {
  const about = findingsAbout('Node.js');
  if (isOlder(node, oldest)) return about.broken(`This is ${node}; Steward needs ${oldest} or newer.`, INSTALL);
  const line = Number(node.split('.')[0]);
  const end = endOfLife(line);
  if (end === undefined) return about.ok(`${node}; when support of this line ends was not known yet.`);
  if (clock.now() >= end.at)
    return about.warning(`${node} gets no fixes of security faults any more, since ${end.lastDay}.`, INSTALL);
  const what = `${node} gets fixes of security faults until ${end.lastDay}.`;
  return clock.now() >= end.at - WARN_BEFORE ? about.warning(what, INSTALL) : about.ok(what);
}

function isOlder(version: string, than: string): boolean {
  const parts = version.split('.').map(Number);
  const difference = than.split('.').map((part, at) => (parts[at] ?? 0) - Number(part));
  return (difference.find((step) => step !== 0) ?? 0) < 0;
}

const isOld = (zoneData: string, clock: Clock): boolean =>
  clock.now() >= Date.UTC(Number.parseInt(zoneData, 10) + ZONE_DATA_YEARS, 0);
