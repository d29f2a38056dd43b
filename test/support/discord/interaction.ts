import { randomBytes } from 'node:crypto';
import type { Fields } from '../slack/fields';
import type { Message } from './message';
import { hasFlag } from './message';
import { MessageFlag } from './numbers';
import type { Channel } from './world';

export type AnswerKind = 'none' | 'reply' | 'deferred' | 'deferred update' | 'update' | 'modal' | 'choices';

export interface Modal {
  readonly customId: string;
  readonly title: string;
  readonly components: readonly Fields[];
  /** The message whose button opened it. */
  readonly message: Message | undefined;
  readonly channel: Channel;
  /** Closed by an answer to its submission, or by the person. */
  isOpen: boolean;
}

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** How the app answered something a person did. It goes on changing while the app edits and follows up. */
export interface Acted {
  readonly id: string;
  readonly answer: AnswerKind;
  /** What the person is shown when nothing came in time. */
  readonly error: 'The application did not respond' | undefined;
  readonly ephemeral: boolean;
  /** The answer itself as it stands now; none while the app is "thinking", or once it was deleted. */
  readonly message: Message | undefined;
  readonly modal: Modal | undefined;
  readonly choices: readonly Choice[];
  readonly followUps: readonly Message[];
}

export interface Facts {
  readonly id: string;
  readonly type: number;
  readonly at: number;
  readonly userId: string;
  readonly channel: Channel;
  /** The command's full name. */
  readonly name?: string;
  /** For answers: chat input, context menu or reply. */
  readonly answerType: number;
  /** The message a component belongs to. */
  readonly message?: Message | undefined;
  readonly submitted?: Modal;
}

const tokenBytes = 48;

export class Interaction implements Acted {
  readonly token = randomBytes(tokenBytes).toString('base64url');
  answer: AnswerKind = 'none';
  original: Message | undefined;
  modal: Modal | undefined;
  choices: readonly Choice[] = [];
  readonly followUps: Message[] = [];
  /** The person was told that nothing came; an answer is of no use any more. */
  expired = false;
  readonly #settled: Promise<void>;
  #settle: () => void = () => undefined;

  constructor(readonly facts: Facts) {
    this.#settled = new Promise((settle) => {
      this.#settle = settle;
    });
  }

  get id(): string {
    return this.facts.id;
  }

  get error(): Acted['error'] {
    return this.answer === 'none' ? 'The application did not respond' : undefined;
  }

  get ephemeral(): boolean {
    return this.original !== undefined && hasFlag(this.original, MessageFlag.ephemeral);
  }

  get message(): Message | undefined {
    return this.original && !hasFlag(this.original, MessageFlag.loading) ? this.original : undefined;
  }

  /** Ends the waiting. The first answer is the only one. */
  answered(kind: AnswerKind): void {
    this.answer = kind;
    if (this.facts.submitted) this.facts.submitted.isOpen = false;
    this.#settle();
  }

  giveUp(): void {
    this.expired = true;
    this.#settle();
  }

  /** Resolves with the app's answer, or when the person stops waiting. */
  async settled(withinMillis: number): Promise<void> {
    const limit = setTimeout(() => this.giveUp(), withinMillis);
    await this.#settled;
    clearTimeout(limit);
  }
}
