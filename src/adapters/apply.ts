import { randomUUID } from 'node:crypto';
import { adopt } from '../core/apply/adopt';
import { leftToMove, moveTickets } from '../core/apply/move';
import { type Preview, preview } from '../core/apply/preview';
import { changesAnything, sayPreview } from '../core/apply/preview-words';
import { type Desk, deskOn } from '../core/desk/desk';
import { fixedDesk } from '../core/desk/source';
import type { Log } from '../core/log';
import type { Look } from './database/look';
import type { Opened } from './database/open';
import { counted } from './finding';
import { deskIn } from './policy-file';

export interface ApplyNeeds {
  readonly path: string;
  readonly text: string;
  readonly toLook: () => Promise<Look>;
  readonly toChange: () => Promise<Opened>;
  /** Those a place or a member may be on, and those that are set up here. */
  readonly platforms: readonly string[];
  readonly setUp: readonly string[];
  readonly log: Log;
  readonly say: (line: string) => void;
  /** Work that goes on: each line may take the place of the one before. */
  readonly progress: (line: string) => void;
  /** Whether to do what was shown. */
  readonly agreed: () => Promise<boolean>;
  /** Lets a second pass. */
  readonly rest: () => Promise<void>;
}
/** What `steward apply` did, for programs. */
export interface Applied extends Preview {
  readonly applied: boolean;
  /** Open tickets that moved, and that are still to be moved by the desks at work. */
  readonly moved: number;
  readonly left: number;
}

/** Shows what a policy file would change and, when that is agreed to, puts it into force. @throws SetupError */
export async function apply(needs: ApplyNeeds): Promise<Applied> {
  const { path, text, platforms, say, agreed } = needs;
  const read = (policy: string) => deskIn(policy, path, platforms);
  const desk = read(text);
  const shown = await show(needs, desk, read);
  say(sayPreview(shown).join('\n'));
  const none = { ...shown, applied: false, moved: 0, left: 0 };
  if (!changesAnything(shown) || !(await agreed())) return none;
  const opened = await needs.toChange();
  try {
    const { version, policies } = await opened.store.transact((unit) =>
      adopt(unit, { text, desk, reach: 'open tickets' }, opened.clock.now()),
    );
    say(`Version ${version} of the policy file is in force.`);
    const all = await opened.store.transact(leftToMove);
    const left = await moveAll(needs, opened, { ...desk, versions: policies }, all);
    say(sayEnd(all, left));
    return { ...shown, applied: true, moved: all - left, left };
  } finally {
    await opened.close();
  }
}

async function show({ toLook, progress }: ApplyNeeds, desk: Desk, read: (text: string) => Desk): Promise<Preview> {
  const looking = await toLook();
  try {
    const look: Look['look'] = (work) => looking.look(work);
    // The database's own clock, where it counts, is known from the first look on.
    await look(({ desks }) => desks.number());
    const told = (tickets: number) => progress(`Looked at ${counted(tickets, 'open ticket')}.`);
    return await preview({ look, desk, read, now: looking.clock.now(), told });
  } finally {
    await looking.close();
  }
}

/** A desk at work looks every fifteen seconds; nothing moving for so many seconds means that none will soon. */
const PATIENCE = 60;

/**
 * Moves the open tickets, or waits while a desk at work does: it alone may write a file it holds for long. Whoever dies
 * in the middle is followed by the next desk, or the next `apply`. Answers with how many are still to be moved.
 */
async function moveAll(needs: ApplyNeeds, opened: Opened, desk: Desk, all: number): Promise<number> {
  const { progress, log, setUp, rest } = needs;
  const { store, clock, heldBy } = opened;
  let left = all;
  const instance = randomUUID();
  const told = () => progress(`${all - left} of ${all} open tickets have moved.`);
  const move = () =>
    moveTickets({
      store,
      clock,
      log,
      // What is meant for a platform that is not set up would wait for ever.
      desk: fixedDesk(deskOn(desk, setUp)),
      threadOf: () => {
        throw new Error('nothing is said in a thread of its own while promises change');
      },
      instance,
      goesOn: () => true,
      told: (moved) => {
        left = Math.max(0, left - moved);
        told();
      },
    });
  for (let quiet = 0; left > 0 && quiet < PATIENCE; ) {
    if (heldBy === 'nobody else' && (await move()) === 'done') return 0;
    await rest();
    const before = left;
    // A desk that writes just now is at work: ask again.
    left = await store.transact(leftToMove).catch(() => before);
    quiet = left < before ? 0 : quiet + 1;
    if (left < before) told();
  }
  return left;
}

function sayEnd(all: number, left: number): string {
  if (all === 0) return 'No open ticket had to move. Desks at work take the file up within 15 seconds.';
  if (left === 0) return `${counted(all, 'open ticket')} moved to the new promise.`;
  return `${all - left} of ${all} open tickets have moved; a desk moves the other ${left} as soon as it is at work. Running this again is safe.`;
}
