import { messageOf } from '../../core/errors';
import { type Finding, findingsAbout } from '../finding';
import type { Environment, ExamineNeeds } from '../platform';
import { examineBot, examineCommands } from './examine-bot';
import { examineAgents, examineRoles } from './examine-people';
import { examineChannels } from './examine-places';
import { NoAnswer } from './examine-servers';
import { discordSettings } from './settings';

const about = findingsAbout('Discord');

/** Looks at Discord as the settings and the policy file have it. Reads only, and without a connection to the gateway. */
export async function* examineDiscord(env: Environment, { desk, clock }: ExamineNeeds): AsyncGenerator<Finding> {
  let settings: ReturnType<typeof discordSettings>;
  try {
    settings = discordSettings(env);
  } catch (error) {
    yield about.refused(error);
    return;
  }
  if (settings === undefined) return;
  const bot = yield* examineBot(settings, clock);
  if (bot === undefined) return;
  try {
    if (desk !== undefined) {
      yield* examineChannels(bot.examination, bot.servers, bot.applicationId, desk);
      yield* examineRoles(bot.servers, desk);
      yield* examineAgents(bot.servers, desk);
    }
    yield* examineCommands(bot);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    yield about.broken(
      `Discord stopped answering, so the rest was not looked at (${messageOf(error)}).`,
      'Try again in a minute.',
    );
  }
}
