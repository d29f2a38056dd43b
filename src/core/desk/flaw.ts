import type { Path } from '../calendar/calendar-error';

/** Something in the policy file that cannot stay as it is. The message is one sentence: what is wrong, what to do. */
export interface Flaw {
  readonly path: Path;
  readonly message: string;
  /** The key itself is wrong, not what stands behind it. */
  readonly onKey?: true;
}

/** `channels[0].policy`, as people point at a place in the file. */
export function sayPath(path: Path): string {
  return path.reduce<string>((said, step) => {
    if (typeof step === 'number') return `${said}[${step}]`;
    if (!/^[^\s.[\]"]+$/.test(step)) return `${said}[${JSON.stringify(step)}]`;
    return said === '' ? step : `${said}.${step}`;
  }, '');
}
