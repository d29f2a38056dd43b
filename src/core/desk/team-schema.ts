import { z } from 'zod';
import { WEEKDAYS } from '../calendar/calendar';
import { choice, list, member, noted, place, timeOfDay, words, yesOrNo, zone } from './fields';

const agent = (platforms: readonly string[]) =>
  noted(
    z
      .strictObject({
        name: words('a name', 'Alice').describe('What the person is called in cards and digests.'),
        is: list(member(platforms).describe('A member.'), 'members', `[${platforms[0]}:U0ALICE]`)
          .refine((members) => members.length > 0)
          .describe('Who this is on each platform, as `platform:id`. At least one.'),
        lead: yesOrNo()
          .default(false)
          .describe('true: also manages the team, gets escalations and reports. false unless written.'),
      })
      .readonly(),
    { is: 'an agent', example: `{ name: Alice, is: [${platforms[0]}:U0ALICE] }` },
  );

const agentGroup = (platforms: readonly string[]) =>
  noted(
    z
      .strictObject({
        group: place('a group', 'S0SUPPORT', platforms).describe(
          'A user group, a role, or a channel, as `platform:id`. Its members are agents, if they also belong to your own organisation there: guests are not.',
        ),
        lead: yesOrNo().default(false).describe('true: all of them are leads. false unless written.'),
      })
      .readonly(),
    { is: 'a group of agents', example: `{ group: ${platforms[0]}:S0SUPPORT }` },
  );

const digest = () =>
  noted(
    z
      .strictObject({
        at: timeOfDay().describe("When it is sent, in the team's time zone, as hours and minutes."),
        days: list(choice('a weekday', 'mon', WEEKDAYS), 'weekdays', '[mon, tue, wed, thu, fri]')
          .refine((days) => days.length > 0)
          .default(['mon', 'tue', 'wed', 'thu', 'fri'])
          .describe('The days it is sent on. Monday to Friday unless written.'),
        to_leads: yesOrNo()
          .default(false)
          .describe('true: each lead listed under `agents` gets it as a direct message too. false unless written.'),
      })
      .readonly(),
    { is: 'a digest', example: '{ at: "09:00" }' },
  );

export const teamField = (platforms: readonly string[]) =>
  noted(
    z
      .strictObject({
        name: words('a name', 'Core team').describe('What the team is called in cards and digests.'),
        zone: zone("The IANA time zone of the team's digest and of its days."),
        triage: list(place('a place', 'C0TRIAGE', platforms), 'places', `[${platforms[0]}:C0TRIAGE]`)
          .default([])
          .describe(
            'The internal channels where cards, warnings and digests go, as `platform:id`, one per platform at most. A team that answers a channel needs one.',
          ),
        agents: list(agent(platforms), 'agents', `[{ name: Alice, is: [${platforms[0]}:U0ALICE] }]`)
          .default([])
          .describe('The people who answer. A team needs these or `agent_groups`.'),
        agent_groups: list(agentGroup(platforms), 'groups', `[{ group: ${platforms[0]}:S0SUPPORT }]`)
          .default([])
          .describe('Groups kept on the platform whose members answer. None unless written.'),
        digest: digest().describe('A summary for the team, once a day. None unless written.').optional(),
      })
      .readonly(),
    { is: 'a team', example: `{ name: Core team, zone: Europe/Berlin, agents: [...] }` },
  );
