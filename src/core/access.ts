import type { Circles, Profile } from './chat';
import { channelAt, type Desk, type Person } from './desk/desk';
import { type Member, type Place, sameMember, samePlace } from './message';
import type { Named, Ticket } from './ticket/ticket';

/** Who acts. Everyone is external (requester or outsider) unless proven internal. */
export type Actor =
  | {
      readonly role: 'agent';
      readonly lead: boolean;
      readonly team: string;
      readonly member: Member;
      readonly name: string;
    }
  | { readonly role: 'colleague'; readonly member: Member; readonly name: string }
  | { readonly role: 'requester'; readonly account: string; readonly member: Member; readonly name: string }
  | { readonly role: 'outsider'; readonly member: Member; readonly name: string };

export const isAgent = (actor: Actor): boolean => actor.role === 'agent';
export const isExternal = (actor: Actor): boolean => actor.role === 'requester' || actor.role === 'outsider';
export const named = (actor: Actor): Named => ({ member: actor.member, name: actor.name });

/** Decided from who they are, never from what they can see. `channel` is where they act. */
export function actorOf(desk: Desk, profile: Profile, channel: Place): Actor {
  const { member, name } = profile;
  if (profile.standing !== 'outside') {
    const person = personOf(desk, member);
    if (person !== undefined) return { role: 'agent', lead: person.lead, team: person.team, member, name: person.name };
    const groups = desk.agentGroups.filter((entry) => profile.groups.some((group) => samePlace(group, entry.group)));
    const [group] = groups;
    if (group !== undefined) {
      return { role: 'agent', lead: groups.some(({ lead }) => lead), team: group.team, member, name };
    }
    if (profile.standing === 'home') return { role: 'colleague', member, name };
  }
  const account = channelAt(desk, channel)?.account;
  return account === undefined ? { role: 'outsider', member, name } : { role: 'requester', account, member, name };
}

export const personOf = (desk: Desk, member: Member): Person | undefined =>
  desk.people.find((person) => person.members.some((known) => sameMember(known, member)));

/** What profile() must look for on one platform. Where the team has no place of its own, the customers' must do. */
export function circlesOn(desk: Desk, platform: string): Circles {
  const here = (place: Place) => place.platform === platform;
  const triage = desk.teams.flatMap((team) => team.triage).filter(here);
  const channels = desk.channels.map(({ place }) => place).filter(here);
  const groups = desk.agentGroups.map(({ group }) => group).filter(here);
  return { groups, own: triage.length > 0 ? triage : channels };
}

/** What an actor may see. It goes into the query, so "not found" and "not yours" look the same. */
export type Scope =
  | { readonly of: 'everything' }
  | { readonly of: 'account'; readonly account: string }
  | { readonly of: 'member'; readonly member: Member };

export function scopeOf(actor: Actor): Scope {
  if (actor.role === 'agent') return { of: 'everything' };
  if (actor.role === 'requester') return { of: 'account', account: actor.account };
  return { of: 'member', member: actor.member };
}

export function mayTouch(actor: Actor, ticket: Ticket): boolean {
  const scope = scopeOf(actor);
  if (scope.of === 'everything') return true;
  if (scope.of === 'account') return ticket.account === scope.account;
  return actor.role === 'outsider' && sameMember(ticket.requester.member, scope.member);
}

/** The reason for refusing, or undefined to allow. `what` finishes "Only the support team can …". */
export type Rule = (who: Actor, what: string) => string | undefined;

export const agentsOnly: Rule = (who, what) => {
  if (who.role === 'agent') return undefined;
  if (who.role === 'colleague') {
    return `Only the support team can ${what}. Ask a lead to add you to a team in the policy file.`;
  }
  return `Only the support team can ${what}. Write in the thread and they will see it.`;
};
export const leadsOnly: Rule = (who, what) => {
  if (who.role !== 'agent' || who.lead) return agentsOnly(who, what);
  return `Only leads can ${what}. Ask one of them.`;
};
export const agentsAndCustomers: Rule = (who, what) => (who.role === 'colleague' ? agentsOnly(who, what) : undefined);
export const anyone: Rule = () => undefined;
