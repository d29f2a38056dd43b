import { type Method, type Methods, pageOf } from './access';
import { ApiError } from './arguments';
import type { Fields } from './fields';
import { userAnswer } from './user-answer';
import type { Team, UserGroup } from './world';

const teamFacts = (team: Team): Fields => ({ ...team, email_domain: '', icon: { image_default: true } });

const groupFacts = (home: string, group: UserGroup, withUsers: boolean): Fields => ({
  id: group.id,
  team_id: home,
  is_usergroup: true,
  name: group.name,
  handle: group.handle,
  description: '',
  date_delete: group.disabled ? 1 : 0,
  user_count: group.users.length,
  ...(withUsers ? { users: group.users } : {}),
});

const listUsers: Method = ({ world, now }, args) => {
  // External people are in users.info and conversations.members, but never in this list.
  const home = [...world.users.values()].filter((user) => world.isHome(user.id));
  const page = pageOf(home, args, 1000, 1000);
  const asked = { locale: args.flag('include_locale') };
  return {
    members: page.items.map((user) => userAnswer(world, user, now(), asked)),
    cache_ts: Math.floor(now() / 1000),
    response_metadata: { next_cursor: page.next },
  };
};

/** Who and what exists in the workspace. */
export const directoryMethods: Methods = {
  'auth.test': ({ world }) => ({
    url: `https://${world.home.domain}.slack.com/`,
    team: world.home.name,
    user: world.bot.name,
    team_id: world.home.id,
    user_id: world.bot.userId,
    bot_id: world.bot.botId,
    is_enterprise_install: false,
  }),
  'users.info': ({ world, now }, args) => {
    const user = world.users.get(args.required('user'));
    if (!user) throw new ApiError('user_not_found');
    return { user: userAnswer(world, user, now(), { locale: args.flag('include_locale') }) };
  },
  'users.list': listUsers,
  'usergroups.list': ({ world }, args) => ({
    usergroups: [...world.userGroups.values()]
      .filter((group) => !group.disabled || args.flag('include_disabled'))
      .map((group) => groupFacts(world.home.id, group, args.flag('include_users'))),
  }),
  'usergroups.users.list': ({ world }, args) => {
    const group = world.userGroups.get(args.required('usergroup'));
    if (!group || (group.disabled && !args.flag('include_disabled'))) throw new ApiError('no_such_subteam');
    return { users: group.users };
  },
  'files.info': ({ world }, args) => {
    const file = world.files.get(args.required('file'));
    if (!file) throw new ApiError('file_not_found');
    return { file, response_metadata: { next_cursor: '' } };
  },
  'team.info': ({ world }, args) => {
    const team = world.teams.get(args.optional('team') ?? world.home.id);
    if (!team) throw new ApiError('team_not_found');
    return { team: teamFacts(team) };
  },
};
