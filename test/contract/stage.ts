import type { MessageRef } from '../../src/core/message';
import type { Store } from '../../src/core/store';
import type { Instant } from '../../src/core/time';

/**
 * Carol and Carl are Acme's, Chen is Globex's. Alice is an agent by name, Bob by his group or role, Dana a lead. Where
 * the platform has such people, Sam is a colleague who is no agent and Gus a guest in the agents' group.
 */
export type Person = 'carol' | 'carl' | 'chen' | 'alice' | 'bob' | 'dana' | 'sam' | 'gus';
export type Channel = 'acme' | 'globex' | 'triage';
/** A channel, the thread under a message, or somebody's own conversation with the desk. */
export type Where = Channel | 'direct' | { readonly under: MessageRef };
/** What is filled in, by the names of a command's fields; members are named as persons. */
export type Given = Readonly<Record<string, string | number>>;
/** `failed`: whoever did it was shown at once that it could not be taken. */
export type Taken = 'taken' | 'failed';
export type Act = () => Promise<unknown>;

/** What a platform may have or lack, by what its people can do and who they can be. */
export type Need = 'inline replies' | 'commands in threads' | 'colleagues' | 'guests';

/**
 * One chat platform with its people and the whole desk behind it. Every act waits until the platform has delivered it
 * and the desk has done all that is due. Texts read alike on every platform: `desk: 🎫 #1 Upgrade fails · Acme · S3`.
 */
export interface Stage {
  readonly store: Store;
  /** Warnings and errors for the operator, and calls the platform does not know. */
  complaints(): readonly string[];
  has(need: Need): boolean;
  /** Whether the platform offers slash commands and message menus to this person at all. */
  offersCommands(who: Person): boolean;
  personOf(memberId: string): Person;

  says(who: Person, where: Where, text: string): Promise<MessageRef>;
  /** An inline reply beside the original, outside of any thread. */
  replies(who: Person, to: MessageRef, text: string): Promise<MessageRef>;
  /** Says this to the desk, by mentioning it. */
  mentions(who: Person, where: Where, line: string): Promise<MessageRef>;
  /** A slash command. */
  types(who: Person, where: Exclude<Where, 'direct'>, command: string, given?: Given): Promise<Taken>;
  /** The entry of a message's menu. */
  picks(who: Person, entry: 'Open ticket' | 'Ticket actions', on: MessageRef): Promise<void>;
  /** A button of a message, or of the last thing this person alone was told. */
  presses(who: Person, on: MessageRef | 'told', label: string): Promise<void>;
  /** Fills in and sends the form this person has before them. */
  fills(who: Person, given: Given): Promise<void>;
  /** The same with a form that the desk opened for somebody else. */
  fillsOthers(who: Person, owner: Person, given: Given): Promise<void>;
  reacts(who: Person, on: MessageRef, sign: string): Promise<void>;
  unreacts(who: Person, on: MessageRef, sign: string): Promise<void>;
  edits(who: Person, message: MessageRef, text: string): Promise<void>;
  deletes(who: Person, message: MessageRef): Promise<void>;
  /** Lets somebody into a channel they should not be in. */
  letIn(who: Person, channel: Channel): void;
  /** These happen before the desk has done anything about any of them. */
  atOnce(...acts: readonly Act[]): Promise<void>;

  /** What stands in a channel, without what stands in threads or replies to something. */
  channel(name: Channel): readonly string[];
  /** What stands in the thread under a message, or replies to it. */
  under(message: MessageRef): readonly string[];
  /** What the desk told somebody alone, whichever private way. */
  told(who: Person): readonly string[];
  /** The form somebody has before them, as they read it. */
  form(who: Person): string | undefined;
  /** The desk's own signs on a message, in one order: `🎫👀✅`. */
  signs(on: MessageRef): string;
  /** Everybody the desk has pinged so far, once for each message: `@alice`, `@everyone`. */
  pings(): readonly string[];
  /** The only message of the desk in a channel that reads like this. */
  find(channel: Channel, pattern: RegExp): MessageRef;
  /** The same among what stands under a message. */
  findUnder(message: MessageRef, pattern: RegExp): MessageRef;

  now(): Instant;
  pass(length: string): Promise<void>;
  /** The process ends; what people do from now on reaches nobody. */
  halt(): Promise<void>;
  /** A new process on the same store. */
  resume(): Promise<void>;
  /** The platform loses what happens inside. */
  unheard(act: Act): Promise<void>;
  /** The desk asks the platform for what it missed. */
  catchesUp(): Promise<void>;
  /** Holds back what people say and do until it is let go, in the order of `as`. */
  arrive(as: 'done' | 'reversed', acts: Act): Promise<void>;
  /** Delivers everything once more that was ever delivered. */
  redelivers(): Promise<void>;
  /** Delivers again what was never acknowledged. */
  insists(): Promise<void>;
  /** The platform answers the next post to this channel or its threads with: not now, in less than a minute. */
  asksForPatience(channel: Channel): void;
  /** It does what the next post asks for, and the answer is lost. */
  losesAnswer(channel: Channel): void;
  /** It fails so many posts with an error of its own. */
  fails(channel: Channel, times: number): void;
  /** It refuses the next post for good. */
  forbids(channel: Channel): void;
  /** Nothing can be written down until the returned function is called. */
  breakStore(): () => void;
  /** The desk takes events in and does nothing about them, as one that is about to die. */
  stall(): () => void;
  close(): Promise<void>;
}
