import { setTimeout } from 'node:timers/promises';
import { readSettings } from './config';
import { openToLook } from './database/look';
import { openBeside } from './database/open';
import { importFile, sayImported, sheetNamed } from './import';
import { PLATFORM_NAMES } from './platforms';
import { loadPolicyFile } from './policy-file';
import { atTerminal } from './terminal';

interface Wishes {
  readonly dryRun?: true;
  readonly json?: true;
}

export async function importCommand(what: string, file: string, { dryRun, json }: Wishes): Promise<void> {
  const sheet = sheetNamed(what);
  const settings = readSettings();
  const terminal = atTerminal();
  const done = await importFile({
    sheet,
    file,
    mode: dryRun ? 'rehearsed' : 'real',
    desk: loadPolicyFile(settings.policyFile, PLATFORM_NAMES),
    platforms: PLATFORM_NAMES,
    toLook: () => openToLook(settings.database),
    toChange: () => openBeside(settings.database),
    rest: () => setTimeout(1_000),
    progress: json ? () => undefined : terminal.progress,
  });
  if (json) terminal.say(JSON.stringify(done, null, 2));
  else for (const line of sayImported(file, done)) terminal.say(line);
  if (dryRun && !json) terminal.say('Nothing was written: this was a dry run.');
  if (done.failed > 0) process.exitCode = 1;
}
