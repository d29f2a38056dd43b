import type { Currency } from '../billing/money';
import type { DatedRates } from '../billing/rates';
import type { Member, Place } from '../message';
import type { AnnualCosts } from '../report/economics';
import type { Budget } from '../report/economics-budget';
import type { PolicyBody, Severity } from '../sla/policy';
import type { PlanBody } from '../subscription/plan';
import type { Instant } from '../time';

/** The policy file, validated: who works here, where customers ask, what they were promised. */
export interface Desk {
  readonly teams: readonly Team[];
  readonly people: readonly Person[];
  /** Whoever belongs to one of these and to the home team is an agent. */
  readonly agentGroups: readonly AgentGroup[];
  /** People by the name a step calls them. */
  readonly groups: Readonly<Record<string, readonly Member[]>>;
  readonly channels: readonly CustomerChannel[];
  /** How the desk behaves in channels that got their account in chat. */
  readonly newChannels: Manners;
  readonly plans: Readonly<Record<string, PlanBody>>;
  readonly contracts: Contracts;
  readonly economics?: DeskEconomics;
  readonly policies: Readonly<Record<string, PolicyBody>>;
  /** The stored version of each, by name, once it is known: what a new ticket is promised. */
  readonly versions?: Readonly<Record<string, string>>;
}
/** A group as the platform knows it: a Slack user group, a Discord role, or a channel whose members count. */
export interface AgentGroup {
  readonly group: Place;
  readonly team: string;
  readonly lead: boolean;
}
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  /** Where cards, warnings and digests go: one per platform at most. */
  readonly triage: readonly Place[];
  readonly digest?: DigestTimes;
}
export interface DigestTimes {
  /** Minutes from local midnight in the team's zone. */
  readonly at: number;
  /** 1 is Monday, 7 is Sunday. */
  readonly days: readonly number[];
  readonly toLeads: boolean;
}
export interface Person {
  readonly name: string;
  readonly team: string;
  readonly lead: boolean;
  readonly members: readonly Member[];
}
export type IntakeMode = 'silent' | 'acknowledge' | 'card';
export type ReactionUse = 'act' | 'show' | 'off';
export type ReactionName = 'open' | 'claim' | 'resolve' | 'escalate';
/** How the desk behaves in a channel. */
export interface Manners {
  readonly severity: Severity;
  readonly mode: IntakeMode;
  /** 0: every message is a ticket of its own. */
  readonly groupMinutes: number;
  readonly reactions: Readonly<Record<ReactionName, ReactionUse>>;
}
export interface CustomerChannel extends Manners {
  readonly place: Place;
  readonly account: string;
  readonly team: string;
  /** When it became this account's, once that is known: what was said there since is to be heard. */
  readonly since?: Instant;
  /** Promised here while the account has no subscription; absent: nothing is. */
  readonly policy?: string;
}
export interface Contracts {
  readonly currency?: Currency;
  /** What a customer reads whose request the contract does not cover. */
  readonly uncovered: 'sentence' | 'nothing';
  /** Days before a subscription ends, and before a pack expires. */
  readonly remind: readonly number[];
  readonly remindPacks: readonly number[];
  readonly rates: DatedRates;
}
/** What `report economics` counts with, in the currency of the contracts. */
export interface DeskEconomics {
  readonly annual: AnnualCosts;
  /** Of one person in a year. */
  readonly productiveHours: number;
  /** A margin in percent, as decimal text. */
  readonly threshold: string;
  readonly budgets: readonly Budget[];
}

export const channelAt = (desk: Desk, place: Place): CustomerChannel | undefined =>
  desk.channels.find((channel) => channel.place.placeId === place.placeId && channel.place.platform === place.platform);

export const teamOf = (desk: Desk, id: string): Team | undefined => desk.teams.find((team) => team.id === id);
/** The team an account is served by. One that is gone from the file must not take its customers along. */
export const teamServing = (desk: Desk, account: { readonly team: string } | undefined): Team | undefined =>
  teamOf(desk, account?.team ?? '') ?? desk.teams[0];

/** The team whose triage channel this is. */
export const triageTeamAt = (desk: Desk, place: Place): Team | undefined =>
  desk.teams.find((team) =>
    team.triage.some((triage) => triage.placeId === place.placeId && triage.platform === place.platform),
  );

/** Where a ticket's team hears of it: its triage channel on the ticket's platform, else its first. */
export function triageOf(desk: Desk, ticket: { readonly team: string; readonly channel: Place }): Place | undefined {
  const triage = teamOf(desk, ticket.team)?.triage ?? [];
  return triage.find(({ platform }) => platform === ticket.channel.platform) ?? triage[0];
}

export const leadsOf = (desk: Desk, team: string): readonly Person[] =>
  desk.people.filter((person) => person.lead && person.team === team);

const ALL_ACT = { open: 'act', claim: 'act', resolve: 'act', escalate: 'act' } as const;
/** What a desk begins with that says nothing of contracts and of new channels. */
export const PLAIN: Pick<Desk, 'newChannels' | 'plans' | 'contracts'> = {
  newChannels: { severity: 'S3', mode: 'silent', groupMinutes: 60, reactions: ALL_ACT },
  plans: {},
  contracts: { uncovered: 'sentence', remind: [90, 30, 7], remindPacks: [30, 7], rates: {} },
};

/** The part of the desk that lives on these platforms: what is meant for others would wait for ever. */
export function deskOn(desk: Desk, platforms: readonly string[]): Desk {
  const here = ({ platform }: { readonly platform: string }) => platforms.includes(platform);
  return {
    ...desk,
    teams: desk.teams.map((team) => ({ ...team, triage: team.triage.filter(here) })),
    people: desk.people.map((person) => ({ ...person, members: person.members.filter(here) })),
    agentGroups: desk.agentGroups.filter(({ group }) => here(group)),
    groups: Object.fromEntries(Object.entries(desk.groups).map(([name, members]) => [name, members.filter(here)])),
    channels: desk.channels.filter(({ place }) => here(place)),
  };
}
