import { PermissionFlagsBits } from 'discord.js';
import { SetupError } from '../../core/errors';
import type { ManifestRequest } from '../platform';
import { applicationSchema, examinationOf, whyNot } from './examine-client';
import { isId } from './examine-ids';
import { discordSettings } from './settings';

/** What the bot is given when it is invited; docs.discord.com/developers/topics/permissions names them. */
const PERMISSIONS = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'CreatePrivateThreads',
  'ManageThreads',
  'EmbedLinks',
  'AttachFiles',
  'AddReactions',
  'ReadMessageHistory',
] as const satisfies readonly (keyof typeof PermissionFlagsBits)[];

/** Opened by somebody who manages a server, it lets the bot in. */
export function inviteAddress(applicationId: string): string {
  const permissions = PERMISSIONS.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
  return `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${permissions}`;
}

/** `steward manifest discord`. @throws SetupError */
export async function invite({ env, clientId }: ManifestRequest): Promise<string> {
  if (clientId !== undefined) {
    if (isId(clientId)) return inviteAddress(clientId);
    throw new SetupError(
      `"${clientId}" is not the id of an application. Copy it from General Information, Application ID: 17 to 20 digits.`,
    );
  }
  const settings = discordSettings(env);
  if (settings === undefined) {
    throw new SetupError(
      'Discord has to know which application is meant. Set DISCORD_TOKEN, or give the id with --client-id (General Information, Application ID).',
    );
  }
  const answer = await examinationOf(settings).ask('/applications/@me', applicationSchema);
  if (answer.is === 'there') return inviteAddress(answer.value.id);
  throw new SetupError(
    answer.is === 'refused'
      ? 'Discord refuses the token. Set DISCORD_TOKEN to the token of your application’s Bot page, or give the id with --client-id.'
      : `Discord cannot be reached at ${settings.apiUrl} (${whyNot(answer)}). Check the network, or give the id with --client-id.`,
  );
}
