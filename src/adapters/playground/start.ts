import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Menu } from '../../core/command';
import { fixedDesk } from '../../core/desk/source';
import { messageOf } from '../../core/errors';
import type { Log } from '../../core/log';
import type { Steward } from '../../core/steward';
import type { Store } from '../../core/store';
import { ShiftedClock } from '../clock';
import { timeControls } from './controls';
import { demoDesk } from './people';
import { PlaygroundPlatform } from './platform';
import { playgroundRouter } from './server';

/** The room lives in memory, so its database is a throwaway: kept, it would point at messages that are gone. */
export const playgroundDatabase = (): string => join(mkdtempSync(join(tmpdir(), 'steward-playground-')), 'desk.db');

/** What the playground runs on: the demo desk, a clock that can be moved, and the room as its one platform. */
export function playgroundParts(page: string) {
  const clock = new ShiftedClock();
  return { clock, desk: fixedDesk(demoDesk()), platform: new PlaygroundPlatform({ clock, page }) };
}

export function playgroundPage(
  { clock, desk, platform }: ReturnType<typeof playgroundParts>,
  {
    steward,
    store,
    menu,
    log,
  }: { readonly steward: Steward; readonly store: Store; readonly menu: Menu; readonly log: Log },
) {
  return playgroundRouter({
    platform,
    controls: timeControls({ clock, steward, store, desk }),
    menu: menu.specs,
    report: (error) => log.error('playground', { error: messageOf(error) }),
  });
}
