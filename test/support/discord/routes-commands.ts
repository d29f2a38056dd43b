import { type Fields, objectsIn } from '../slack/fields';
import type { Asked } from './asked';
import type { Command, Scope } from './command-shelf';
import type { Discord } from './discord';
import { CommandType } from './numbers';
import { invalid, refusal } from './refusal';
import { Answered, type Route } from './route';

const optionWire = (option: Fields): Fields => ({
  name_localizations: null,
  description_localizations: null,
  ...option,
  ...(Array.isArray(option.options) ? { options: objectsIn(option.options).map((one) => optionWire(one)) } : {}),
});

export const commandWire = (discord: Discord, scope: Scope, command: Command): Fields => {
  const { spec } = command;
  return {
    id: command.id,
    application_id: discord.world.applicationId,
    ...(scope === 'global' ? { dm_permission: true, contexts: spec.contexts ?? null } : { guild_id: scope }),
    version: command.version,
    type: command.type,
    name: command.name,
    name_localizations: spec.name_localizations ?? null,
    description: command.type === CommandType.chatInput ? spec.description : '',
    description_localizations: spec.description_localizations ?? null,
    ...(Array.isArray(spec.options) ? { options: objectsIn(spec.options).map(optionWire) } : {}),
    default_member_permissions: spec.default_member_permissions ?? null,
    integration_types: spec.integration_types ?? [0],
    nsfw: spec.nsfw ?? false,
  };
};

const scopeOf = (discord: Discord, asked: Asked): Scope => {
  if (asked.param('application') !== discord.world.applicationId) throw refusal('unknownApplication');
  const guildId = asked.params.guild;
  if (guildId === undefined) return 'global';
  if (!discord.world.guilds.get(guildId)?.members.has(discord.world.botId)) throw refusal('missingAccess');
  return guildId;
};

const list: Route = (discord, asked) => {
  const scope = scopeOf(discord, asked);
  return discord.commands.in(scope).map((command) => commandWire(discord, scope, command));
};

const overwrite: Route = (discord, asked) => {
  const scope = scopeOf(discord, asked);
  if (!Array.isArray(asked.json)) throw invalid('', 'BASE_TYPE_BAD_TYPE', 'A list of commands is expected');
  return discord.commands.overwrite(scope, asked.json).map((command) => commandWire(discord, scope, command));
};

const create: Route = (discord, asked) => {
  const scope = scopeOf(discord, asked);
  const { command, isNew } = discord.commands.upsert(scope, asked.body);
  return new Answered(isNew ? 201 : 200, commandWire(discord, scope, command));
};

const get: Route = (discord, asked) => {
  const scope = scopeOf(discord, asked);
  return commandWire(discord, scope, discord.commands.find(scope, asked.param('command')));
};

const edit: Route = (discord, asked) => {
  const scope = scopeOf(discord, asked);
  return commandWire(discord, scope, discord.commands.edit(scope, asked.param('command'), asked.body));
};

const remove: Route = (discord, asked) => discord.commands.remove(scopeOf(discord, asked), asked.param('command'));

export const commandRoutes = {
  'GET /applications/:application/commands': list,
  'PUT /applications/:application/commands': overwrite,
  'POST /applications/:application/commands': create,
  'GET /applications/:application/commands/:command': get,
  'PATCH /applications/:application/commands/:command': edit,
  'DELETE /applications/:application/commands/:command': remove,
  'GET /applications/:application/guilds/:guild/commands': list,
  'PUT /applications/:application/guilds/:guild/commands': overwrite,
  'POST /applications/:application/guilds/:guild/commands': create,
  'GET /applications/:application/guilds/:guild/commands/:command': get,
  'PATCH /applications/:application/guilds/:guild/commands/:command': edit,
  'DELETE /applications/:application/guilds/:guild/commands/:command': remove,
} satisfies Record<string, Route>;
