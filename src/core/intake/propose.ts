import { sayMember, sayPlace } from '../account/account';
import type { PostedMessage } from '../chat';
import { type Desk, leadsOf, type Team } from '../desk/desk';
import { inPlace, type Message, shorten } from '../message';
import type { Doing } from '../work';

/** The outcome of what was said in a channel of no account: it is kept until the channel has one. */
export const UNBOUND = 'kept: this channel belongs to no account yet';
const EXCERPT = 200;

/**
 * Somebody external wrote in a channel that is nobody's. Where the desk was asked in or is spoken to, or once was an
 * account's, the leads are asked once whose it is; an account is never made without them. Elsewhere it is not our talk.
 */
export async function proposeAccount(doing: Doing, message: PostedMessage): Promise<string> {
  const { unit, desk, now } = doing;
  const before = await unit.accounts.binding(message.channel);
  const isAsked = message.invited || message.addressed !== undefined || before !== undefined;
  if (!isAsked) return 'nothing: this channel is not in the policy file';
  const team = teamFor(desk, message.channel.platform);
  if (team === undefined) return 'nothing: there is no team';
  const proposal = proposalOf(message, doing.actor.name);
  const { platform } = message.channel;
  // Where the channel is can be looked into: on its own platform, if the team is there at all.
  const triage = team.triage.find((place) => place.platform === platform) ?? team.triage[0];
  const leads = leadsOf(desk, team.id).flatMap(
    ({ members }) => members.find((member) => member.platform === platform) ?? members[0] ?? [],
  );
  // Asked anew when the channel was an account's in between.
  const key = [`propose:${sayPlace(message.channel)}`, ...(before === undefined ? [] : [before.since])].join(':');
  if (triage !== undefined)
    await unit.outbox.put({ key, act: { type: 'post', channel: triage }, message: proposal, priority: 3 }, now);
  for (const to of leads)
    await unit.outbox.put(
      { key: `${key}:${sayMember(to)}`, act: { type: 'dm', to }, message: proposal, priority: 3 },
      now,
    );
  return UNBOUND;
}

const teamFor = (desk: Desk, platform: string): Team | undefined =>
  desk.teams.find(({ triage }) => triage.some((place) => place.platform === platform)) ?? desk.teams[0];

function proposalOf({ channel, text }: PostedMessage, by: string): Message {
  const input = { channel: sayPlace(channel) };
  return {
    lines: [
      [`${by} wrote in `, inPlace(channel), ', which belongs to no account. Whose channel is it?'],
      { quote: shorten(text, EXCERPT) },
      ['Nobody was answered there. What is said in it is kept: once it has an account, it becomes tickets as usual.'],
    ],
    buttons: [
      { label: 'New account', command: 'account add', input },
      { label: 'An account we have', command: 'account channel', input },
    ],
  };
}
