import type { Fields } from '../slack/fields';
import type { Discord } from './discord';
import { type Facts, Interaction } from './interaction';
import { channelWire, memberWithUser, userWire } from './wire-places';
import type { Channel, User } from './world';

const attachmentSizeLimit = 10 * 1024 * 1024;

const whereAndWho = (discord: Discord, user: User, channel: Channel): Fields => {
  const { world } = discord;
  const permissions = String(world.permissions(user.id, channel));
  const guild = world.guildOf(channel);
  const place = { channel_id: channel.id, channel: { ...channelWire(world, channel), permissions } };
  if (!guild) {
    return { ...place, user: userWire(user), context: 1, authorizing_integration_owners: { 0: '0' } };
  }
  const member = guild.members.get(user.id);
  if (!member) throw new Error(`${user.name} is not in ${guild.name}`);
  return {
    ...place,
    guild_id: guild.id,
    guild: { id: guild.id, locale: 'en-US', features: [] },
    guild_locale: 'en-US',
    context: 0,
    authorizing_integration_owners: { 0: guild.id },
    member: { ...memberWithUser(world, member), permissions },
  };
};

/** Sends INTERACTION_CREATE with everything that comes with it, and waits for the app's answer. */
export const interact = async (
  discord: Discord,
  user: User,
  facts: Omit<Facts, 'id' | 'at' | 'userId'>,
  data: Fields,
  more: Fields = {},
): Promise<Interaction> => {
  const interaction = new Interaction({ ...facts, id: discord.ids.next(), at: discord.now(), userId: user.id });
  const { world } = discord;
  return discord.interactions.perform(interaction, {
    id: interaction.id,
    application_id: world.applicationId,
    type: facts.type,
    token: interaction.token,
    version: 1,
    locale: user.locale,
    entitlements: [],
    app_permissions: String(world.permissions(world.botId, facts.channel)),
    attachment_size_limit: attachmentSizeLimit,
    ...whereAndWho(discord, user, facts.channel),
    data,
    ...more,
  });
};
