import { ApiError, type Arguments } from './arguments';
import type { Workspace } from './workspace';

/** What an app that reads, writes, reacts and looks people up has to ask for. */
export const grantedUnlessSaid: readonly string[] = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'reactions:read',
  'reactions:write',
  'usergroups:read',
  'users:read',
];

const needed: Readonly<Record<string, (slack: Workspace, args: Arguments) => string>> = {
  'users.info': () => 'users:read',
  'users.list': () => 'users:read',
  'usergroups.list': () => 'usergroups:read',
  'usergroups.users.list': () => 'usergroups:read',
  'conversations.info': ({ world }, args) =>
    world.channels.get(args.optional('channel') ?? '')?.isPrivate ? 'groups:read' : 'channels:read',
};

/** What the method's page lists under "Scopes" (docs.slack.dev/reference/methods). */
export const mustHaveScope = (slack: Workspace, method: string, args: Arguments): void => {
  const scope = Object.hasOwn(needed, method) ? needed[method]?.(slack, args) : undefined;
  if (scope === undefined || slack.scopes.has(scope)) return;
  throw new ApiError('missing_scope', { needed: scope, provided: [...slack.scopes].join(',') });
};

/** x-oauth-scopes: what this token may do, with every answer to a token that is known. */
export const scopesOf = (slack: Workspace, token: string): string =>
  token.startsWith('xapp-') ? 'connections:write' : [...slack.scopes].join(',');
