import type { Fields } from './fields';
import type { User, World } from './world';

const offsetSeconds = (tz: string, at: number): number => {
  const shown = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(shown ?? '');
  if (!match) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
  return match[1] === '-' ? -seconds : seconds;
};

const zone = (user: User, at: number): Fields => {
  // A deactivated account has no zone any more, so code that reads tz blindly fails here as it would there.
  if (user.deleted) return {};
  const tz = user.tz ?? 'Etc/UTC';
  return { tz, tz_label: tz, tz_offset: offsetSeconds(tz, at) };
};

/**
 * The `user` of users.info. An external user has a foreign team_id, no locale even when asked for, and no home-team
 * roles; is_stranger is true only without a shared channel (docs.slack.dev/apis/slack-connect).
 */
export const userAnswer = (world: World, user: User, at: number, asked: { readonly locale: boolean }): Fields => {
  const team = user.team ?? world.home.id;
  const external = team !== world.home.id;
  const realName = user.realName ?? user.name;
  const displayName = user.displayName ?? user.name;
  const isOurBot = user.id === world.bot.userId;
  return {
    id: user.id,
    team_id: team,
    name: user.name,
    deleted: user.deleted ?? false,
    real_name: realName,
    ...zone(user, at),
    profile: {
      real_name: realName,
      real_name_normalized: realName,
      display_name: displayName,
      display_name_normalized: displayName,
      email: external ? undefined : user.email,
      team,
      ...(isOurBot ? { bot_id: world.bot.botId, api_app_id: world.bot.appId } : {}),
    },
    is_bot: user.isBot ?? false,
    is_app_user: false,
    updated: Math.floor(at / 1000),
    ...(external
      ? { is_stranger: user.stranger ?? false }
      : {
          is_admin: user.isAdmin ?? false,
          is_owner: false,
          is_primary_owner: false,
          is_restricted: (user.restricted ?? false) || (user.ultraRestricted ?? false),
          is_ultra_restricted: user.ultraRestricted ?? false,
          is_email_confirmed: true,
          ...(asked.locale ? { locale: 'en-GB' } : {}),
        }),
  };
};
