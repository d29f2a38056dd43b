import { archivedRoutes } from './routes-archived';
import { botRoutes } from './routes-bot';
import { callbackRoutes } from './routes-callback';
import { channelRoutes } from './routes-channels';
import { commandRoutes } from './routes-commands';
import { guildRoutes } from './routes-guilds';
import { messageRoutes } from './routes-messages';
import { reactionRoutes } from './routes-reactions';
import { threadRoutes } from './routes-threads';
import { webhookRoutes } from './routes-webhooks';

export const routes = {
  ...archivedRoutes,
  ...botRoutes,
  ...callbackRoutes,
  ...channelRoutes,
  ...commandRoutes,
  ...guildRoutes,
  ...messageRoutes,
  ...reactionRoutes,
  ...threadRoutes,
  ...webhookRoutes,
};

/** A method and a path as in Discord's documentation: "POST /channels/:channel/messages". */
export type RouteName = keyof typeof routes;

interface Compiled {
  readonly name: RouteName;
  readonly method: string;
  readonly segments: readonly string[];
}

const literals = (segments: readonly string[]): number => segments.filter((segment) => !segment.startsWith(':')).length;

// What is written out wins over what is a parameter: /users/@me before /users/:user.
const compiled: readonly Compiled[] = (Object.keys(routes) as RouteName[])
  .map((name) => {
    const [method = '', path = ''] = name.split(' ');
    return { name, method, segments: path.split('/').slice(1) };
  })
  .sort((one, other) => literals(other.segments) - literals(one.segments));

const paramsOf = (pattern: readonly string[], given: readonly string[]): Record<string, string> | undefined => {
  if (pattern.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith(':')) params[segment.slice(1)] = value;
    else if (segment !== value) return undefined;
  }
  return params;
};

export interface Matched {
  readonly name: RouteName;
  readonly params: Readonly<Record<string, string>>;
}

export const matchRoute = (method: string, path: string): Matched | undefined => {
  const given = path.split('/').slice(1).map(decodeURIComponent);
  for (const { name, method: wanted, segments } of compiled) {
    const params = wanted === method ? paramsOf(segments, given) : undefined;
    if (params) return { name, params };
  }
  return undefined;
};
