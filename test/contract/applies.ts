import type { Flow } from './flow';
import type { Need } from './stage';
import type { StageName } from './stages';

const SLACK = ['Slack over HTTP', 'Slack over Socket Mode'] as const;
const noInlineReplies = 'messages are answered in threads there, not one by one';
const noGuests = 'everybody on a server is a member of it, and nobody is proven to be ours but by name or role';

/** The flows a platform cannot have, and why. */
export const NOT_APPLICABLE: readonly {
  readonly need: Need;
  readonly stages: readonly StageName[];
  readonly reason: string;
}[] = [
  { need: 'inline replies', stages: ['the playground', ...SLACK], reason: noInlineReplies },
  { need: 'commands in threads', stages: SLACK, reason: 'Slack offers no slash commands in threads' },
  { need: 'colleagues', stages: ['Discord'], reason: noGuests },
  { need: 'guests', stages: ['Discord'], reason: noGuests },
];

export const applies = ({ needs }: Flow, name: StageName): boolean =>
  !NOT_APPLICABLE.some(({ need, stages }) => need === needs && stages.includes(name));
