import type { Named } from '../../core/ticket/ticket';

/** The tables about contracts as TypeORM reads and writes them. These shapes never leave this folder. */
interface ByRow {
  byPlatform: string | null;
  byId: string | null;
  byName: string | null;
}
export interface AccountRow {
  name: string;
  /** The name as it is looked up: in lower case. */
  folded: string;
  team: string;
  zone: string;
  ownerPlatform: string | null;
  ownerId: string | null;
  locale: string | null;
  domains: unknown;
  crmId: string | null;
  fields: unknown;
  profile: unknown;
  since: number;
}
export interface AccountContactRow {
  account: string;
  id: string;
  name: string;
  email: string | null;
  members: unknown;
  since: number;
}
export interface AccountChannelRow {
  platform: string;
  placeId: string;
  account: string | null;
  since: number;
}
/** What a channel is called now that the desk knows by another id. */
export interface ChannelMoveRow {
  seq: number;
  platform: string;
  placeId: string;
  knownAs: string;
  since: number;
}
/** An event of the inbox that was said in a channel of no account. */
export interface UnboundEventRow {
  platform: string;
  placeId: string;
  seq: number;
}
export interface AccountEventRow extends ByRow {
  seq: number;
  account: string;
  type: string;
  at: number;
  via: string;
  data: unknown;
}
export interface PlanVersionRow {
  name: string;
  version: number;
  body: unknown;
  since: number;
}
export interface SubscriptionTermRow extends ByRow {
  seq: number;
  account: string;
  onDay: string;
  type: string;
  change: unknown;
  writtenAt: number;
  via: string;
  note: string | null;
}
export interface HoursPackRow extends ByRow {
  id: string;
  account: string;
  length: number;
  fromDay: string;
  untilDay: string | null;
  price: unknown;
  note: string | null;
  writtenAt: number;
}
export interface TimeEntryRow extends ByRow {
  id: number;
  account: string;
  ticketId: string | null;
  mode: string;
  day: string;
  length: number;
  counted: number;
  billable: number;
  writtenAt: number;
  note: string | null;
  corrects: number | null;
}
export interface HoursDrawRow {
  seq: number;
  entry: number;
  account: string;
  day: string;
  source: unknown;
  length: number;
}
export interface ChargeRow extends ByRow {
  seq: number;
  key: string | null;
  account: string;
  stream: string;
  minor: number;
  currency: string;
  day: string;
  note: string | null;
  writtenAt: number;
}

export const byRow = (by: Named | undefined): ByRow => ({
  byPlatform: by?.member.platform ?? null,
  byId: by?.member.memberId ?? null,
  byName: by?.name ?? null,
});
export const byOf = ({ byPlatform, byId, byName }: ByRow): { readonly by?: Named } =>
  byPlatform === null || byId === null
    ? {}
    : { by: { member: { platform: byPlatform, memberId: byId }, name: byName ?? byId } };
