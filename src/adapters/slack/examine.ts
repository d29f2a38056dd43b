import { webApi } from '@slack/bolt';
import { messageOf } from '../../core/errors';
import { type Finding, findingsAbout } from '../finding';
import type { Environment, ExamineNeeds } from '../platform';
import { patientClientFor } from './client';
import { examineAgents, examineGroups } from './examine-people';
import { examineChannels } from './examine-places';
import { examineBotToken, examineWayIn } from './examine-tokens';
import { slackSettings } from './settings';

const about = findingsAbout('Slack');

/** Looks at Slack as the settings and the policy file have it. Reads only, but for one Socket Mode address asked for. */
export async function* examineSlack(env: Environment, { desk, clock }: ExamineNeeds): AsyncGenerator<Finding> {
  let settings: ReturnType<typeof slackSettings>;
  try {
    settings = slackSettings(env);
  } catch (error) {
    yield about.refused(error);
    return;
  }
  if (settings === undefined) return;
  const bot = yield* examineBotToken(settings, clock);
  if (bot === 'unreachable') return;
  yield* examineWayIn(settings);
  if (bot === 'refused' || desk === undefined) return;
  const client = patientClientFor(settings);
  try {
    yield* examineChannels(client, bot.name, desk);
    yield* examineGroups(client, desk);
    yield* examineAgents(client, bot.home, desk);
  } catch (error) {
    const said = error instanceof webApi.WebAPIPlatformError ? error.data.error : messageOf(error);
    yield about.broken(`Slack stopped answering, so the rest was not looked at (${said}).`, 'Try again in a minute.');
  }
}
