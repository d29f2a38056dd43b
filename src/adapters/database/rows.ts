/** The tables as TypeORM reads and writes them. These shapes never leave this folder. */
export interface TicketRow {
  id: string;
  number: number;
  version: number;
  subject: string;
  platform: string;
  channelId: string;
  rootPlaceId: string;
  rootMessageId: string;
  homePlaceId: string;
  requesterPlatform: string;
  requesterId: string;
  requesterName: string;
  account: string | null;
  team: string;
  policyId: string;
  severity: string;
  requestedSeverity: string | null;
  assigneePlatform: string | null;
  assigneeId: string | null;
  assigneeName: string | null;
  status: string;
  statusSince: number;
  startedAt: number;
  cause: string;
  turn: string;
  lastWordAt: number;
  lastWordBy: string;
  firstReplyAt: number | null;
  resolvedAt: number | null;
  follows: string | null;
  grouping: number;
  mode: string | null;
  /** The verdict of `coverage`, to be counted by. */
  covered: string | null;
  coverage: unknown;
  product: string | null;
  productVersion: string | null;
}
export interface TicketPlaceRow {
  platform: string;
  placeId: string;
  ticketId: string;
  audience: string;
}
export interface TicketEventRow {
  seq: number;
  ticketId: string;
  type: string;
  at: number;
  byPlatform: string | null;
  byId: string | null;
  byName: string | null;
  via: string;
  why: string | null;
  data: unknown;
}
export interface TicketMessageRow {
  platform: string;
  placeId: string;
  messageId: string;
  ticketId: string;
  byPlatform: string;
  byId: string;
  byName: string;
  audience: string;
  side: string;
  text: string;
  files: unknown;
  sentAt: number;
  deletedAt: number | null;
}
export interface PolicyVersionRow {
  id: string;
  name: string;
  version: number;
  body: unknown;
  since: number;
}
export interface DeskVersionRow {
  version: number;
  text: string;
  policies: unknown;
  reach: string;
  since: number;
}
export interface SlaTargetRow {
  id: string;
  ticketId: string;
  kind: string;
  budget: number;
  policyId: string;
  runs: unknown;
  state: unknown;
  tag: string;
  endedAt: number | null;
  changed: unknown;
}
export interface DeadlineRow {
  key: string;
  kind: string;
  ticketId: string;
  targetId: string | null;
  dueAt: number;
  firedAt: number | null;
}
export interface AlertRow {
  key: string;
  ticketId: string;
  targetId: string;
  terms: string;
  kind: string;
  messageKey: string;
  line: number;
  act: unknown;
  shown: unknown;
}
export interface InboxRowRow {
  seq: number;
  platform: string;
  eventKey: string;
  lane: string;
  body: unknown;
  storedAt: number;
  state: string;
  notBefore: number;
  leaseUntil: number;
  attempts: number;
  fence: number;
  outcome: string | null;
  doneAt: number | null;
}
export interface OutboxRow {
  seq: number;
  key: string;
  platform: string;
  lane: string;
  priority: number;
  act: unknown;
  message: unknown;
  follow: unknown;
  createdAt: number;
  state: string;
  revision: number;
  sentRevision: number;
  notBefore: number;
  leaseUntil: number;
  attempts: number;
  fence: number;
  uncertain: number;
  refPlaceId: string | null;
  refMessageId: string | null;
  sentAt: number | null;
  error: string | null;
}
export interface DigestRunRow {
  digest: string;
  localDate: string;
  ranAt: number;
}
export interface PlaceCursorRow {
  platform: string;
  placeId: string;
  cursor: string;
}
export interface CounterRow {
  name: string;
  value: number;
}
export interface LeaseRow {
  name: string;
  holder: string;
  fence: number;
  until: number;
}
