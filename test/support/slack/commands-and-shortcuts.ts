import type { Acted, Acts } from './acts';
import { nameShown } from './channel-answer';
import { type Fields, isFields } from './fields';
import { wire } from './message';
import { respond } from './response-urls';

const directAnswer = (body: unknown): Fields | undefined => {
  if (typeof body === 'string') return body === '' ? undefined : { text: body };
  return isFields(body) && (body.text !== undefined || body.blocks !== undefined) ? body : undefined;
};

/** A slash command typed into a channel. Slack offers none inside threads, so there is no thread to name. */
export const slash = async (
  acts: Acts,
  user: string,
  channelId: string,
  command: string,
  text: string,
): Promise<Acted> => {
  acts.mustBeHome(user, command);
  acts.mustBeIn(user, channelId);
  const { world } = acts.slack;
  const context = { user, channel: channelId, origin: undefined };
  const acted = await acts.perform('slash_command', user, context, {
    token: 'verification-token',
    team_id: world.home.id,
    team_domain: world.home.domain,
    channel_id: channelId,
    channel_name: nameShown(world.place(channelId)),
    user_id: user,
    user_name: world.person(user).name,
    command,
    text,
    api_app_id: world.bot.appId,
    is_enterprise_install: 'false',
  });
  const answer = acted.acked ? directAnswer(acted.body) : undefined;
  if (!answer) return acted;
  try {
    // Text in the acknowledgement is shown to the person alone unless response_type says in_channel.
    respond(acts.slack, context, answer, 'ack');
    return acted;
  } catch {
    return { ...acted, error: 'dispatch_failed' };
  }
};

/** A message shortcut; it works on any message, replies included. */
export const shortcut = (
  acts: Acts,
  user: string,
  callbackId: string,
  channelId: string,
  ts: string,
): Promise<Acted> => {
  acts.mustBeHome(user, `the shortcut ${callbackId}`);
  acts.mustBeIn(user, channelId);
  const { slack } = acts;
  const message = slack.log.find(channelId, ts);
  if (!message) throw new Error(`No message ${ts} in ${channelId}`);
  return acts.perform(
    'interactive',
    user,
    { user, channel: channelId, origin: message },
    {
      type: 'message_action',
      callback_id: callbackId,
      ...acts.common(user),
      action_ts: slack.stamps.next(`action:${channelId}`),
      channel: { id: channelId, name: nameShown(slack.world.place(channelId)) },
      message_ts: ts,
      message: wire(message, slack.log.rootOf(message), 'event'),
    },
  );
};
