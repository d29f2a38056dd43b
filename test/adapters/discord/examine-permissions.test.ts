import { PermissionFlagsBits } from 'discord.js';
import type { Channel, Guild } from '../../../src/adapters/discord/examine-client';
import { lacking, managesThreads, permissionsIn } from '../../../src/adapters/discord/examine-permissions';

const { SendMessages, ViewChannel, Administrator } = PermissionFlagsBits;
const GUILD = '100000000000000001';
const [BOT, HELPERS, MUTED] = ['990000000000000001', '330000000000000001', '330000000000000002'];

interface Case {
  /** Permissions of @everyone and of the bot’s two roles. */
  readonly everyone?: bigint;
  readonly helpers?: bigint;
  readonly muted?: bigint;
  readonly owner?: string;
  /** Of the channel: who, allowed, denied. */
  readonly overwrites?: readonly (readonly [id: string, allow: bigint, deny: bigint])[];
}

function maySend({
  everyone = ViewChannel,
  helpers = 0n,
  muted = 0n,
  owner = 'somebody',
  overwrites = [],
}: Case): boolean {
  const role = (id: string, permissions: bigint) => ({ id, name: id, permissions: String(permissions) });
  const guild: Guild = {
    id: GUILD,
    name: 'Acme',
    owner_id: owner,
    // One more, which the bot does not have.
    roles: [role(GUILD, everyone), role(HELPERS, helpers), role(MUTED, muted), role('others', Administrator)],
  };
  const channel: Channel = {
    id: '110000000000000001',
    type: 0,
    permission_overwrites: overwrites.map(([id, allow, deny]) => ({ id, allow: String(allow), deny: String(deny) })),
  };
  return (permissionsIn(guild, channel, { id: BOT, roles: [HELPERS, MUTED] }) & SendMessages) !== 0n;
}

describe('what the bot may do in a Discord channel', () => {
  it.each<[string, boolean, Case]>([
    ['nobody gave it', false, {}],
    ['everybody may', true, { everyone: SendMessages }],
    ['one of its roles may', true, { muted: SendMessages }],
    ['the channel denies it to everybody', false, { helpers: SendMessages, overwrites: [[GUILD, 0n, SendMessages]] }],
    [
      'denied to everybody and allowed to a role',
      true,
      {
        overwrites: [
          [GUILD, 0n, SendMessages],
          [HELPERS, SendMessages, 0n],
        ],
      },
    ],
    [
      'allowed to one role and denied to another, whichever stands first',
      true,
      {
        overwrites: [
          [HELPERS, SendMessages, 0n],
          [MUTED, 0n, SendMessages],
        ],
      },
    ],
    [
      'denied to one role and allowed to another, whichever stands first',
      true,
      {
        overwrites: [
          [MUTED, 0n, SendMessages],
          [HELPERS, SendMessages, 0n],
        ],
      },
    ],
    [
      'allowed to its roles and denied to itself',
      false,
      {
        overwrites: [
          [BOT, 0n, SendMessages],
          [HELPERS, SendMessages, 0n],
        ],
      },
    ],
    ['denied to itself, but it owns the server', true, { owner: BOT, overwrites: [[BOT, 0n, SendMessages]] }],
    [
      'denied to itself, but it is an administrator',
      true,
      { helpers: Administrator, overwrites: [[BOT, 0n, SendMessages]] },
    ],
    ['allowed to a role it does not have', false, { overwrites: [['others', SendMessages, 0n]] }],
  ])('%s: %s', (_how, may, given) => {
    expect(maySend(given)).toBe(may);
  });

  it('is named by the words of Discord’s own pages', () => {
    expect(lacking(0n)).toEqual([
      'View Channel',
      'Send Messages',
      'Send Messages in Threads',
      'Create Public Threads',
      'Read Message History',
      'Add Reactions',
      'Embed Links',
    ]);
    expect(lacking(395_137_109_056n)).toEqual([]);
    expect([managesThreads(395_137_109_056n), managesThreads(0n)]).toEqual([true, false]);
  });
});
