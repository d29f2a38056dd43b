import { z } from 'zod';
import { economicsField, ratesField } from './economics-schema';
import { choice, list, member, nameKey, noted, place, severity, wholeNumber, words } from './fields';
import { contractsField, planField } from './plan-schema';
import { calendarField, policyField } from './promise-schema';
import { teamField } from './team-schema';

const USES = ['act', 'show', 'off'] as const;
const use = (about: string) => choice('a reaction setting', 'act', USES).default('act').describe(about);

const reactions = () =>
  noted(
    z
      .strictObject({
        open: use('🎫 opens a ticket from any message. `act`, `show` or `off`; act unless written.'),
        claim: use('👀 claims the ticket, agents only. act unless written.'),
        resolve: use('✅ resolves the ticket: agents, and requesters on their own. act unless written.'),
        escalate: use('🚨 asks for a higher severity. act unless written.'),
      })
      .readonly(),
    { is: 'a block of reactions', example: '{ open: act, claim: show, resolve: off }' },
  );

/** How the desk behaves in a channel. */
const manners = () => ({
  severity: severity().default('S3').describe('The severity a new ticket starts with, S1 to S4. S3 unless written.'),
  mode: choice('a mode', 'acknowledge', ['silent', 'acknowledge', 'card'])
    .default('silent')
    .describe(
      'What a customer sees when a ticket opens: `silent` only a 🎫 on the message, `acknowledge` a short reply with the number and the promised time, `card` the ticket as a card. `silent` unless written.',
    ),
  group_minutes: wholeNumber('of minutes', '60', 0, 10_080)
    .default(60)
    .describe(
      'How long further messages of the same person join their unanswered ticket, in minutes, at most a week; 0 makes each message a ticket of its own. 60 unless written.',
    ),
  reactions: reactions()
    .prefault({})
    .describe(
      'What each reaction does here: `act` does it, `show` only mirrors the state, `off` ignores it. All act unless written.',
    ),
});

const newChannels = () =>
  noted(z.strictObject(manners()).readonly(), { is: 'a block about new channels', example: '{ mode: acknowledge }' });

const channel = (platforms: readonly string[]) =>
  noted(
    z
      .strictObject({
        place: place('a place', 'C0ACME', platforms).describe(
          'The channel where this customer asks, as `platform:id`.',
        ),
        account: words('an account', 'Acme').describe(
          'The customer served here. Whoever writes here and is not one of you asks on behalf of this account. Two channels may name the same one. It is taken over once; from then on the account and its channels are changed with `account`.',
        ),
        team: nameKey('a team name', 'core').describe('The team that answers: a name from `teams`.'),
        policy: nameKey('a policy name', 'premium')
          .describe(
            'What was promised here, for as long as the account has no subscription: a name from `policies`. Unless written, `community`, which promises nothing.',
          )
          .optional(),
        ...manners(),
      })
      .readonly(),
    { is: 'a channel', example: `{ place: ${platforms[0]}:C0ACME, account: Acme, team: core, policy: premium }` },
  );

const group = (platforms: readonly string[]) =>
  list(member(platforms).describe('A member.'), 'members', `[${platforms[0]}:U0MAYA]`).refine(
    (members) => members.length > 0,
  );

/** Named things; an absent block is an empty one. */
const named = <T extends z.ZodType>(of: T, is: string, plural: string, name: string, example: string) =>
  noted(z.record(nameKey(`a ${is} name`, name), of), { is: `a block of named ${plural}`, example });

/** The policy file. `platforms` are those a place or a member may be on. */
export const deskFile = (platforms: readonly string[]) =>
  noted(
    z
      .strictObject({
        calendars: named(
          calendarField(),
          'calendar',
          'calendars',
          'berlin-office',
          '{ berlin-office: { zone: Europe/Berlin, ... } }',
        )
          .default({})
          .describe('When you are open. `always` (day and night, UTC) is built in. None unless written.'),
        policies: named(
          policyField(),
          'policy',
          'policies',
          'premium',
          '{ premium: { calendar: always, targets: {...} } }',
        ).describe('What you promise, by name. At least one.'),
        teams: named(teamField(platforms), 'team', 'teams', 'core', '{ core: { name: Core team, ... } }').describe(
          'Who answers, by name. At least one.',
        ),
        groups: named(group(platforms), 'group', 'groups', 'managers', `{ managers: [${platforms[0]}:U0MAYA] }`)
          .default({})
          .describe('People that the `steps` of a policy can name. None unless written.'),
        plans: named(planField(), 'plan', 'plans', 'gold', '{ gold: { policy: premium } }')
          .default({})
          .describe('What you sell, by name: who is covered for what, at which price. None unless written.'),
        contracts: contractsField()
          .prefault({})
          .describe('How contracts are kept: the currency, what customers read, when owners are reminded.'),
        rates: ratesField()
          .default({})
          .describe(
            'What one unit of another currency is worth in that of `contracts`, by the date from which it counts; sums across currencies need it. None unless written.',
          ),
        economics: economicsField()
          .describe('What the desk costs and should bring in, for `report economics`. Left out: no such report.')
          .optional(),
        new_channels: newChannels()
          .prefault({})
          .describe('How the desk behaves in channels that get their account in chat, with `account channel`.'),
        channels: list(channel(platforms), 'channels', `[{ place: ${platforms[0]}:C0ACME, ... }]`).describe(
          'Where customers ask. At least one.',
        ),
      })
      .readonly(),
    { is: 'a policy file', example: 'teams: ...' },
  );
export type DeskFile = z.output<ReturnType<typeof deskFile>>;
