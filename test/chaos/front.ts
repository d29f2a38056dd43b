/** Something asked of the desk while it is being killed. `key` names the message for ever. */
export interface Asked {
  readonly key: string;
  readonly text: string;
  /** An answer was promised, and the promise is broken before the end. */
  readonly late: boolean;
}

/** A platform as the kill test needs it: people ask in many channels, several teams hear of it. */
export interface Front {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly policy: string;
  /** Where the platform sends what it has, if it does. */
  deliverTo(url: string): void;
  ask(at: number): Asked;
  /** Keys of what the desk has said it has. */
  acknowledged(): readonly string[];
  /** Grows while the desk works. */
  progress(): number;
  /** First lines of what the teams and their leads read, in every triage channel and every direct conversation. */
  triage(): readonly string[];
  direct(): readonly string[];
  keyOf(channel: string, message: string): string;
  quiet(): Promise<void>;
  close(): Promise<void>;
}

export const LANES = 20;
/** Several triage channels, since each is written to one message at a time. */
export const TEAMS = 5;
export const numbered = <T>(count: number, make: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => make(at));

/** A policy file in which every lane promises an answer within `promise`, day and night. */
export function policyOf(
  platform: string,
  promise: string,
  teams: readonly { readonly triage: string; readonly lead: string }[],
  channels: readonly string[],
): string {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => `${day}: ["00:00-24:00"]`).join(', ');
  return [
    `calendars: { open: { zone: UTC, week: { ${days} } } }`,
    `policies: { p: { calendar: open, targets: { S3: { first_response: ${promise} } } } }`,
    'teams:',
    ...teams.map(
      ({ triage, lead }, at) =>
        `  t${at}: { name: t${at}, zone: UTC, triage: ["${platform}:${triage}"], agents: [{ name: Lead ${at}, is: ["${platform}:${lead}"], lead: true }] }`,
    ),
    'channels:',
    ...channels.map(
      (channel, at) =>
        `  - { place: "${platform}:${channel}", account: A${at}, team: t${at % teams.length}, policy: p, group_minutes: 0, reactions: { open: 'off' } }`,
    ),
  ].join('\n');
}
