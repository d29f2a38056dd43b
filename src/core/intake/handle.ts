import { actorOf, isExternal } from '../access';
import type { Caller, CommandCall, Incoming, PostedMessage, Profile } from '../chat';
import type { Menu } from '../command';
import { channelAt, type Desk } from '../desk/desk';
import { dispatch, isPlainCommand } from '../dispatch';
import { UserError } from '../errors';
import type { Message, Place } from '../message';
import type { InboxRow } from '../queues';
import { between, type Instant, type Millis, millis, SECOND } from '../time';
import type { Doing, Target, Work } from '../work';
import { takeChange, UNKNOWN } from './change';
import { takeChannelMoved } from './channel-moved';
import { takeMessage } from './message';
import { UNBOUND } from './propose';
import { takeReaction } from './reaction';

/** What had to be asked of the platform before the unit was opened. */
export interface Known {
  readonly profile?: Profile;
  /** The message a sign or a shortcut is on, and who wrote it. */
  readonly target?: { readonly message: PostedMessage; readonly author: Profile };
  /** What this follows upon and was not heard of yet: it is taken first. */
  readonly before?: { readonly message: PostedMessage; readonly author: Profile };
  /** Members named in a command. */
  readonly people?: readonly Profile[];
}

/** A command nobody answered for this long is not run any more: the person has gone on. */
const STALE: Millis = millis(60 * SECOND);

/** Does what one incoming event asks for, inside a unit. Answers with the outcome, for the inbox and for `why`. */
export async function handle(work: Work, menu: Menu, row: InboxRow, incoming: Incoming, known: Known): Promise<string> {
  const { before } = known;
  if (before !== undefined) await message(work, menu, row, before.message, { profile: before.author });
  switch (incoming.type) {
    case 'edited':
    case 'deleted':
      return change(work, row, incoming);
    case 'moved':
      return takeChannelMoved(work, incoming);
    case 'message':
      return message(work, menu, row, incoming, known);
    case 'command':
      return command(
        doingOf(work, incoming.channel, incoming.at ?? row.storedAt, 'command', known),
        menu,
        row,
        incoming,
        known,
      );
    case 'reaction': {
      if (!incoming.added) return 'nothing: taking a sign away deletes nothing';
      const channel = known.target?.message.channel ?? incoming.channel ?? incoming.on.place;
      const doing = doingOf(work, channel, incoming.at, 'reaction', known);
      const caller = { member: incoming.by, in: incoming.on.place };
      return refusable(doing, row, caller, () =>
        takeReaction(doing, incoming.on, incoming.sign, authored(work.desk, known, channel)),
      );
    }
  }
}

/** What changes a message that is kept until its channel has an account is kept with it. */
async function change(
  work: Work,
  row: InboxRow,
  incoming: Extract<Incoming, { readonly type: 'edited' | 'deleted' }>,
): Promise<string> {
  const { ref, at, channel = ref.place } = incoming;
  const outcome = await takeChange(work, ref, at, incoming.type === 'edited' ? incoming.text : undefined);
  if (outcome !== UNKNOWN || channelAt(work.desk, channel) !== undefined) return outcome;
  if (!(await work.unit.inbox.keeps(channel))) return outcome;
  await work.unit.inbox.keepFor(channel, row);
  return UNBOUND;
}

function doingOf(work: Work, channel: Place, at: Instant, via: string, { profile }: Known): Doing {
  if (profile === undefined) throw new Error('nobody was looked up');
  return { ...work, actor: actorOf(work.desk, profile, channel), at, via };
}

function authored(desk: Desk, { target }: Known, channel: Place): Target | undefined {
  if (target === undefined) return undefined;
  const author = actorOf(desk, target.author, channel);
  return {
    message: target.message,
    author: { member: author.member, name: author.name, external: isExternal(author) },
  };
}

async function message(work: Work, menu: Menu, row: InboxRow, posted: PostedMessage, known: Known): Promise<string> {
  if (posted.automatic) return "nothing: a program's words";
  const doing = doingOf(work, posted.channel, posted.sentAt, 'message', known);
  const line = posted.addressed ?? (posted.direct ? posted.text : undefined);
  const typed = line !== undefined && (line === '' || menu.find(line) !== undefined);
  const meant = typed && (!isExternal(doing.actor) || isPlainCommand(menu, line ?? ''));
  if (line === undefined || !(meant || posted.direct)) {
    const outcome = await takeMessage(doing, posted);
    if (outcome === UNBOUND) await work.unit.inbox.keepFor(posted.channel, row);
    return outcome;
  }
  const { by, channel, thread } = posted;
  const { direct = false } = posted;
  const call: CommandCall = { type: 'command', by, channel, in: thread ?? channel, line, input: {}, direct };
  // The message is what an `open` in it is about.
  const itself = known.profile === undefined ? {} : { target: { message: posted, author: known.profile } };
  return command(doing, menu, row, call, { ...known, ...itself });
}

async function command(doing: Doing, menu: Menu, row: InboxRow, call: CommandCall, known: Known): Promise<string> {
  const caller = { member: call.by, in: call.in, ...(call.handle === undefined ? {} : { handle: call.handle }) };
  if (between(row.storedAt, doing.now) > STALE && doing.via === 'command') {
    const text = `\`${call.line}\` came while I was away and was not done. Please send it again if you still want it.`;
    const act = { type: 'dm', to: call.by } as const;
    await doing.unit.outbox.put({ key: keyOf(row), act, message: say(text), priority: 1 }, doing.now);
    return 'not done: too old';
  }
  const run = async () => {
    const on = authored(doing.desk, known, call.channel);
    const named = (known.people ?? []).map(
      (profile) => [profile.member.memberId, actorOf(doing.desk, profile, call.channel)] as const,
    );
    const reply = await dispatch(doing, menu, call, { on, people: new Map(named) });
    await answer(doing, row, caller, reply);
    return `did ${call.line.split(' ').slice(0, 2).join(' ')}`;
  };
  return refusable(doing, row, caller, run);
}

/** A refusal is an outcome like any other: its reason goes to whoever asked, and what was begun is undone. */
async function refusable(doing: Doing, row: InboxRow, caller: Caller, run: () => Promise<string>): Promise<string> {
  try {
    return await doing.unit.attempt(run);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await answer(doing, row, caller, say(error.message));
    return `refused: ${error.code}`;
  }
}

const keyOf = (row: InboxRow): string => `answer:${row.platform}:${row.key}`;
const say = (text: string): Message => ({ lines: [[text]] });

export async function answer(
  work: Work,
  row: InboxRow,
  { member, in: place, handle }: Caller,
  message: Message,
): Promise<void> {
  const act = { type: 'answer', to: member, in: place, ...(handle === undefined ? {} : { handle }) } as const;
  await work.unit.outbox.put({ key: keyOf(row), act, message, priority: 1 }, work.now);
}
