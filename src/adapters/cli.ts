#!/usr/bin/env node
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Command } from 'commander';
import { stringify } from 'yaml';
import { loadMenu } from '../commands/load';
import { SetupError } from '../core/errors';
import { apply } from './apply';
import { systemClock } from './clock';
import { ENV_FILE, environment, readSettings } from './config';
import { examineDatabase } from './database/examine';
import { openToLook } from './database/look';
import { openBeside } from './database/open';
import { doctor } from './doctor/doctor';
import { thisMachine } from './doctor/machine';
import { report } from './doctor/report';
import { exportCommand } from './export';
import { importCommand } from './import-command';
import { makeLog } from './log';
import { explainAndExit, keepRunning } from './main';
import { parkedCommand } from './parked';
import { PLATFORM_NAMES, platformModules } from './platforms';
import { updateConfigurationDocs } from './policy-docs';
import { loadPolicyFile, policyTextOf } from './policy-file';
import { summaryOf } from './policy-summary';
import { economicsOfFile, economicsOfPeriod, economicsPrinted, reportFormat } from './report';
import { answerCases } from './sla-cases';
import { numberIn, replayTicket } from './sla-ticket';
import { atTerminal } from './terminal';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const program = new Command('steward')
  .description('A support desk that lives in team chat')
  .showHelpAfterError('Run `steward help` to see what there is.');

program
  .command('start')
  .description('start the desk, or the playground when no platform is set up')
  .action(() => keepRunning());

program
  .command('check')
  .description('read the policy file and say what is wrong with it')
  .argument('[file]', 'the policy file; otherwise the one in STEWARD_CONFIG, or steward.yaml')
  .action((file: string | undefined) => {
    const path = file ?? readSettings().policyFile;
    say(`${path} is in order: ${summaryOf(loadPolicyFile(path, PLATFORM_NAMES))}.`);
  });

program
  .command('apply')
  .description('show what the policy file would change and, with --yes, put it into force, open tickets included')
  .argument('[file]', 'the policy file; otherwise the one in STEWARD_CONFIG, or steward.yaml')
  .option('--yes', 'do it, without asking')
  .option('--json', 'as JSON, for programs; does nothing without --yes')
  .addHelpText('after', '\nDesks that are at work need no restart. Running it again after it was broken off is safe.')
  .action(async (file: string | undefined, { yes, json }: { yes?: true; json?: true }) => {
    const settings = readSettings();
    const path = file ?? settings.policyFile;
    const set = (name: string): boolean => Boolean(settings.env[name]?.trim());
    const terminal = atTerminal();
    const done = await apply({
      path,
      text: policyTextOf(path),
      toLook: () => openToLook(settings.database),
      toChange: () => openBeside(settings.database),
      rest: () => setTimeout(1_000),
      platforms: PLATFORM_NAMES,
      setUp: platformModules.filter(({ variables }) => variables.some(set)).map(({ name }) => name),
      log: makeLog('error'),
      say: json ? () => undefined : terminal.say,
      progress: json ? () => undefined : terminal.progress,
      agreed: async () => {
        if (yes || json) return yes === true;
        const answer = await terminal.ask('Type yes to do this: ');
        if (answer === undefined) say(`\nNothing was changed. To do this: steward apply ${path} --yes`);
        else if (answer !== 'yes') say('Nothing was changed.');
        return answer === 'yes';
      },
    });
    if (json) say(JSON.stringify(done, null, 2));
  });

program
  .command('doctor')
  .description('examine the whole set-up and say what is wrong with it; changes nothing')
  .option('--json', 'as JSON, for programs')
  .addHelpText('after', '\nEnds with 0 when nothing is broken, and with 1 when something is.')
  .action(async ({ json }: { json?: true }) => {
    const examination = doctor({
      env: environment(),
      envFile: ENV_FILE,
      machine: thisMachine(),
      clock: systemClock,
      platforms: platformModules,
      platformNames: PLATFORM_NAMES,
      examineDatabase,
      lookInto: openToLook,
    });
    process.exitCode = await report(examination, json ? 'json' : 'text', say);
  });

const withManifest = platformModules.filter((platform) => platform.manifest !== undefined);

program
  .command('manifest')
  .description('print what a platform needs to know of the bot')
  .argument('<platform>', withManifest.map(({ name }) => name).join(' or '))
  .option('--url <address>', 'where the platform reaches this desk over HTTP; without it, the desk calls the platform')
  .option('--client-id <id>', 'the id of your application, where it is needed and there is no token yet')
  .option('--json', 'as JSON instead of YAML')
  .action(async (platform: string, { json, ...asked }: { url?: string; clientId?: string; json?: true }) => {
    const made = await withManifest
      .find(({ name }) => name === platform)
      ?.manifest?.({ env: environment(), menu: loadMenu(), ...asked });
    if (made === undefined) {
      const known = withManifest.map(({ name }) => `\`steward manifest ${name}\``).join(' or ');
      throw new SetupError(`There is no manifest for "${platform}". Try ${known}.`);
    }
    if (json) say(JSON.stringify(made, null, 2));
    else say(typeof made === 'string' ? made : stringify(made).trimEnd());
  });

const sla = program.command('sla').description('try out promises on cases, without a desk');

sla
  .command('explain')
  .description('show when open time is used up, or how much of it passed, day by day')
  .argument('<file>', 'cases as JSON: {"cases": [...]} or one case')
  .option('--json', 'only the answers, as JSON')
  .action((file: string, options: { json?: boolean }) =>
    say(answerCases('explain', file, options.json ? 'json' : 'text')),
  );

sla
  .command('replay')
  .description('take tickets through their histories and show how their clocks stood')
  .argument('[file]', 'cases as JSON: {"cases": [...]} or one case')
  .option('--ticket <number>', 'a ticket of the database instead: whether what is stored follows from its history')
  .option('--json', 'only the answers, as JSON')
  .addHelpText('after', '\nWith --ticket it ends with 1 when something stored does not follow; nothing is changed.')
  .action(async (file: string | undefined, { ticket, json }: { ticket?: string; json?: boolean }) => {
    if (ticket === undefined && file !== undefined) return say(answerCases('replay', file, json ? 'json' : 'text'));
    if (ticket === undefined || file !== undefined)
      throw new SetupError('Give either a file of cases, or --ticket with the number of a ticket.');
    const looking = await openToLook(readSettings().database);
    try {
      const { said, answer, follows } = await replayTicket(looking, numberIn(ticket));
      say(json ? JSON.stringify(answer, null, 2) : said);
      if (!follows) process.exitCode = 1;
    } finally {
      await looking.close();
    }
  });

const reports = program.command('report').description('print a report');

reports
  .command('economics')
  .description('what the desk costs, what it brings in, and what is left')
  .option('--from <file>', 'JSON or YAML with currency, costs (salaries, tools, operation) and revenue by stream')
  .option('--period <period>', 'from the database instead: 2026, 2026-H2, 2026-Q4 or 2026-11')
  .option('--json', 'as JSON, for programs')
  .option('--csv', 'as CSV, for spreadsheets')
  .action(async ({ from, period, ...as }: { from?: string; period?: string; json?: true; csv?: true }) => {
    const format = reportFormat(as);
    if (from !== undefined && period === undefined) return say(economicsPrinted(economicsOfFile(from), format));
    if (period === undefined || from !== undefined)
      throw new SetupError('Say where the figures are: --from FILE, or --period 2026-Q4 for what is in the database.');
    const { policyFile, database } = readSettings();
    const desk = loadPolicyFile(policyFile, PLATFORM_NAMES);
    const looking = await openToLook(database);
    try {
      say(economicsPrinted(await economicsOfPeriod(looking, desk, period), format));
    } finally {
      await looking.close();
    }
  });

program
  .command('import')
  .description('add and change accounts, contacts or subscriptions from a CSV file, while a desk may be at work')
  .argument('<what>', 'accounts, contacts or subscriptions')
  .argument('<file>', 'the file; docs/import.md says which columns it has')
  .option('--dry-run', 'write nothing; say what would be done')
  .option('--json', 'as JSON, for programs')
  .addHelpText(
    'after',
    '\nEnds with 1 when a row was not imported. Importing a file again, or to its end, changes nothing twice.',
  )
  .action(importCommand);

program
  .command('export')
  .description('write accounts, contacts or subscriptions as a CSV file that can be imported')
  .argument('<what>', 'accounts, contacts or subscriptions')
  .argument('[file]', 'the file; without one, or with -, it is printed', '-')
  .action(exportCommand);

program
  .command('parked')
  .description('list what was set aside: messages that cannot be sent, events that could not be worked off')
  .option('--again <keys...>', 'try these once more, by the keys that the list shows; `all` for all of them')
  .option('--json', 'as JSON, for programs')
  .action(parkedCommand);

program
  .command('docs', { hidden: true })
  .description('bring docs/configuration.md up to date with the schema')
  .argument('[file]', 'the page', 'docs/configuration.md')
  .action((file: string) => {
    if (!existsSync(file)) throw new SetupError(`There is no ${file} here. Run this from the top of the checkout.`);
    writeFileSync(file, updateConfigurationDocs(readFileSync(file, 'utf8')));
  });

program.parseAsync().catch(explainAndExit);
