import type { Desk } from '../core/desk/desk';
import { counted } from './finding';

/** `2 teams, 3 agents, 3 customer channels, 2 policies` */
export const summaryOf = ({ teams, people, channels, policies, plans }: Desk): string =>
  [
    counted(teams.length, 'team'),
    counted(people.length, 'agent'),
    counted(channels.length, 'customer channel'),
    counted(Object.keys(policies).length, 'policy', 'policies'),
    ...(Object.keys(plans).length === 0 ? [] : [counted(Object.keys(plans).length, 'plan')]),
  ].join(', ');
