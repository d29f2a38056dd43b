import { sayMember, sayPlace } from '../core/account/account';
import { SetupError } from '../core/errors';
import { momentsIn, plainText, shorten } from '../core/message';
import type { Act, ParkedDelivery, ParkedEvent } from '../core/queues';
import type { Unit } from '../core/store';
import type { Instant } from '../core/time';
import { readSettings } from './config';
import { openToLook } from './database/look';
import { openBeside } from './database/open';
import { atTerminal } from './terminal';

/** What was set aside: messages that can never be sent as things are, and events that could not be worked off. */
export interface Parked {
  readonly deliveries: readonly ParkedDelivery[];
  readonly events: readonly ParkedEvent[];
}
export const parkedIn = async ({ inbox, outbox }: Unit): Promise<Parked> => ({
  deliveries: await outbox.parked(),
  events: await inbox.parked(),
});

const ALL = 'all';
const EXCERPT = 200;

/** As an administrator reads it. */
export function parkedLines({ deliveries, events }: Parked, now: Instant): readonly string[] {
  if (deliveries.length + events.length === 0) return ['Nothing is set aside.'];
  return [
    ...deliveries.flatMap(({ key, act, message, error, createdAt }) => [
      key,
      `  since ${inUtc(createdAt)}, ${towards(act)}: ${error}`,
      ...(message === undefined
        ? []
        : [`  > ${shorten(plainText(message, momentsIn('UTC', now)).replace(/\s+/g, ' '), EXCERPT)}`]),
    ]),
    ...events.flatMap(({ key, platform, seq, error, storedAt }) => [
      key,
      `  since ${inUtc(storedAt)}, reference ${seq}, from ${platform}: ${error}`,
    ]),
    `${deliveries.length} undelivered, ${events.length} not worked off. Mend the cause, then: steward parked --again ${ALL}`,
  ];
}

function towards(act: Act): string {
  switch (act.type) {
    case 'post':
      return `to ${sayPlace(act.channel)}`;
    case 'dm':
      return `directly to ${sayMember(act.to)}`;
    case 'sign':
      return `a sign in ${sayPlace(act.on.place)}`;
    case 'answer':
      return `an answer to ${sayMember(act.to)}`;
  }
}

const inUtc = (at: Instant): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** These wait again, by their keys, or all of them. Answers with how many. @throws SetupError naming a key there is none of */
export async function tryAgain(unit: Unit, keys: readonly string[]): Promise<number> {
  const { deliveries, events } = await parkedIn(unit);
  const known = [...deliveries, ...events].map(({ key }) => key);
  const meant = keys.includes(ALL) ? known : keys;
  const unknown = meant.find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new SetupError(`Nothing is set aside under "${unknown}". \`steward parked\` lists what is.`);
  return (await unit.outbox.unpark(meant)) + (await unit.inbox.unpark(meant));
}

export async function parkedCommand({ again, json }: { again?: string[]; json?: true }): Promise<void> {
  const { database } = readSettings();
  const { say } = atTerminal();
  if (again !== undefined) {
    const opened = await openBeside(database);
    const count = await opened.store.transact((unit) => tryAgain(unit, again)).finally(() => opened.close());
    say(json ? JSON.stringify({ again: count }) : `${count} wait again. A desk at work takes them up within a minute.`);
    return;
  }
  const looking = await openToLook(database);
  try {
    const found = await looking.look(parkedIn);
    if (json) say(JSON.stringify(found, null, 2));
    else for (const line of parkedLines(found, looking.clock.now())) say(line);
  } finally {
    await looking.close();
  }
}
