import { messageOf, SetupError } from '../core/errors';
import { inThousands } from '../core/in-thousands';

/** Something an examination has seen: one line of `steward doctor`. */
export interface Finding {
  /** The part that was looked at, as people call it: Database, Slack. */
  readonly about: string;
  /** `broken` keeps the desk from its work; `warning` is to be looked at. */
  readonly state: 'ok' | 'warning' | 'broken';
  readonly what: string;
  readonly cure?: string;
}

/** What may be found about one part. Whatever is not in order comes with its cure. */
export interface Findings {
  ok(what: string): Finding;
  warning(what: string, cure: string): Finding;
  broken(what: string, cure: string): Finding;
  /** What was thrown, as a finding. */
  refused(error: unknown): Finding;
}

export const findingsAbout = (about: string): Findings => ({
  ok: (what) => ({ about, state: 'ok', what }),
  warning: (what, cure) => ({ about, state: 'warning', what, cure }),
  broken: (what, cure) => ({ about, state: 'broken', what, cure }),
  refused: (error) => ({ about, state: 'broken', ...inTwo(wordsOf(error)) }),
});

/** What a SetupError says is all an administrator needs; what caused it is for programmers. */
export const wordsOf = (error: unknown): string => (error instanceof SetupError ? error.message : messageOf(error));

/** Our messages say first what is wrong and then what to do: in a sentence of its own, or after a semicolon. */
export function inTwo(message: string): { readonly what: string; readonly cure?: string } {
  const [, what, cure] = /^(.*?)(?:\.\s+(?=[A-Z])|;\s+)(.+)$/s.exec(message) ?? [];
  if (what === undefined || cure === undefined) return { what: message };
  return { what: `${what}.`, cure: `${cure.slice(0, 1).toUpperCase()}${cure.slice(1)}` };
}

/** `1 thing`, `2 things` */
export const counted = (number: number, one: string, many = `${one}s`): string =>
  `${inThousands(number)} ${number === 1 ? one : many}`;
