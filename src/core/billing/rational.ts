/** An exact fraction; `below` is above 0. */
export interface Rational {
  readonly top: bigint;
  readonly below: bigint;
}

const DECIMAL = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,3}))?$/;
/** Beyond every amount there is; keeps `1e999` from becoming a thousand digits. */
const MOST_EXPONENT = 30;

/** `0.92`, `-5.5`, `1e6` and `2.5E-3`, exactly as written; undefined when it is not a number in decimals. */
export function rationalOf(text: string): Rational | undefined {
  const [, sign, whole, fraction = '', power = '0'] = DECIMAL.exec(text.trim()) ?? [];
  const exponent = Number(power);
  if (whole === undefined || Math.abs(exponent) > MOST_EXPONENT) return undefined;
  const digits = BigInt(whole + fraction);
  const scale = exponent - fraction.length;
  const top = sign === '-' ? -digits : digits;
  return scale < 0 ? { top, below: 10n ** BigInt(-scale) } : { top: top * 10n ** BigInt(scale), below: 1n };
}

/** To the nearest whole number, half away from zero. */
export function roundAway({ top, below }: Rational): bigint {
  const size = top < 0n ? -top : top;
  const rounded = (2n * size + below) / (2n * below);
  return top < 0n ? -rounded : rounded;
}

/** A number as the shortest decimal text that stands for it: 0.1 is a tenth. */
export function exactly(number: number): Rational {
  const exact = rationalOf(String(number));
  if (exact === undefined) throw new Error(`${number} has no exact decimals`);
  return exact;
}
