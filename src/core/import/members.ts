import type { Member } from '../message';
import { CellError } from './cell-error';
import { unknownName } from './cells';

/** `slack:U0ALICE` @throws CellError */
export function memberIn(column: string, text: string, platforms: readonly string[]): Member {
  const [, platform, memberId] = /^([A-Za-z]{1,20}):([A-Za-z0-9_-]{1,40})$/.exec(text) ?? [];
  if (platform === undefined || memberId === undefined) {
    const example = `${platforms[0]}:U0ALICE`;
    throw new CellError(column, `"${text}" is nobody’s id; write the platform and the member id, such as ${example}.`);
  }
  const known = platforms.find((name) => name === platform.toLowerCase());
  if (known === undefined) throw unknownName(column, 'platform', platform, platforms);
  return { platform: known, memberId };
}
