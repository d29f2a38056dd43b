import type { Menu } from '../../core/command';
import { DEFAULT_NOUN, SHORTCUTS } from '../../core/command';
import { PATH } from './receivers';

/** Every bot scope and why it is asked for; docs/slack.md shows the same list. */
export const SCOPES: Readonly<Record<string, string>> = {
  'app_mentions:read': 'hear commands given by mentioning the bot',
  'channels:history': 'read customer channels, live and when catching up',
  'channels:read': 'see who is in a public channel that counts as an agents’ group',
  'chat:write': 'post, edit and answer',
  commands: 'offer /ticket and the message shortcuts',
  'files:read': 'record the names and links of attached files',
  'groups:history': 'the same as channels:history for private channels',
  'groups:read': 'the same as channels:read for private channels',
  'im:history': 'read what people write to the bot directly',
  'im:write': 'send warnings to the assignee or the leads directly',
  'reactions:read': 'act on 🎫 👀 ✅ 🚨',
  'reactions:write': 'show a ticket’s state by the bot’s own reactions',
  'usergroups:read': 'see who belongs to a user group of agents',
  'users:read': 'tell home team, guests and other organisations apart, and know names',
};
/** What Slack tells us of. Each one here is read by raw.ts or platform.ts. */
export const EVENTS: readonly string[] = [
  'app_mention',
  'message.channels',
  'message.groups',
  'message.im',
  'reaction_added',
  'reaction_removed',
  'channel_id_changed',
  'subteam_members_changed',
  'subteam_updated',
];

/** The app manifest that matches this code. With a `url` for HTTP, without one for Socket Mode. */
export function manifest(menu: Menu, url?: string): Record<string, unknown> {
  const address = url === undefined ? undefined : `${url.replace(/\/+$/, '')}${PATH}`;
  const at = (key: string) => (address === undefined ? {} : { [key]: address });
  const typed = menu.specs.filter(({ audience }) => audience !== 'hidden').map(({ name }) => name);
  const ofTickets = typed.filter((name) => name.startsWith(`${DEFAULT_NOUN} `));
  const verbs = ofTickets.map((name) => name.slice(DEFAULT_NOUN.length + 1));
  // What is about accounts and money is typed after the same word: `/ticket account show Acme`.
  const others = typed.filter((name) => !ofTickets.includes(name) && name !== 'help').map((name) => name.split(' ')[0]);
  return {
    _metadata: { major_version: 1 },
    display_information: {
      name: 'Steward',
      description: 'Support tickets and their promises, kept in chat',
      background_color: '#1f2937',
    },
    features: {
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'steward', always_online: true },
      shortcuts: SHORTCUTS.map(({ command, name, summary }) => ({
        name,
        type: 'message',
        // `ticket_open` runs the command `ticket open`.
        callback_id: command.replace(' ', '_'),
        description: summary,
      })),
      slash_commands: [
        {
          command: `/${DEFAULT_NOUN}`,
          description: 'Work on support tickets',
          usage_hint: [...verbs, ...new Set(others), 'help'].join(' | ').slice(0, 1_000),
          // Mentions then arrive as ids, also for people of other organisations.
          should_escape: true,
          ...at('url'),
        },
      ],
    },
    oauth_config: { scopes: { bot: Object.keys(SCOPES) } },
    settings: {
      event_subscriptions: { ...at('request_url'), bot_events: EVENTS },
      interactivity: { is_enabled: true, ...at('request_url') },
      org_deploy_enabled: false,
      socket_mode_enabled: address === undefined,
      token_rotation_enabled: false,
    },
  };
}
