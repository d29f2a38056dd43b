#!/usr/bin/env node
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { stringify } from 'yaml';
import { loadMenu } from '../commands/load';
import { SetupError } from '../core/errors';
import { readSettings } from './config';
import { explainAndExit, keepRunning } from './main';
import { PLATFORM_NAMES } from './platforms';
import { updateConfigurationDocs } from './policy-docs';
import { loadPolicyFile } from './policy-file';
import { answerCases } from './sla-cases';
import { manifest } from './slack/manifest';

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
    const { teams, people, channels, policies } = loadPolicyFile(path, PLATFORM_NAMES);
    const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
    say(
      `${path} is in order: ${[
        count(teams.length, 'team', 'teams'),
        count(people.length, 'agent', 'agents'),
        count(channels.length, 'customer channel', 'customer channels'),
        count(Object.keys(policies).length, 'policy', 'policies'),
      ].join(', ')}.`,
    );
  });

program
  .command('manifest')
  .description('print what a platform needs to know of the bot')
  .argument('<platform>', 'slack')
  .option('--url <address>', 'where Slack reaches this desk over HTTP; without it, Socket Mode')
  .option('--json', 'as JSON instead of YAML')
  .action((platform: string, options: { url?: string; json?: boolean }) => {
    if (platform !== 'slack')
      throw new SetupError(`There is no manifest for "${platform}". Try \`steward manifest slack\`.`);
    if (options.url !== undefined && !/^https:\/\/[^/\s]+/.test(options.url)) {
      throw new SetupError(
        `Slack only calls https addresses, and "${options.url}" is none. Write it like https://desk.example.com.`,
      );
    }
    const made = manifest(loadMenu(), options.url);
    process.stdout.write(options.json ? `${JSON.stringify(made, null, 2)}\n` : stringify(made));
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
  .argument('<file>', 'cases as JSON: {"cases": [...]} or one case')
  .option('--json', 'only the answers, as JSON')
  .action((file: string, options: { json?: boolean }) =>
    say(answerCases('replay', file, options.json ? 'json' : 'text')),
  );

program
  .command('docs', { hidden: true })
  .description('bring docs/configuration.md up to date with the schema')
  .argument('[file]', 'the page', 'docs/configuration.md')
  .action((file: string) => {
    if (!existsSync(file)) throw new SetupError(`There is no ${file} here. Run this from the top of the checkout.`);
    writeFileSync(file, updateConfigurationDocs(readFileSync(file, 'utf8')));
  });

program.parseAsync().catch(explainAndExit);
