import { counted, type Finding } from '../finding';

const SIGNS: Readonly<Record<Finding['state'], string>> = { ok: '✓', warning: '!', broken: '✗' };

/** One finding as people read it, the cure indented below. */
export function sayFinding({ about, state, what, cure }: Finding): string {
  const lines = [`${SIGNS[state]} ${about}: ${what}`, ...(cure === undefined ? [] : [`    ${cure}`])];
  return lines.map((line) => line.replace(/\s*\n\s*/g, ' ')).join('\n');
}

export function sayOutcome(findings: readonly Finding[]): string {
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  const [broken, warnings] = [count('broken'), count('warning')];
  if (broken === 0 && warnings === 0) return 'Everything is in order.';
  if (broken === 0) return `Nothing is broken; ${counted(warnings, 'thing')} to look at.`;
  const first = broken === 1 ? '1 thing is broken' : `${broken} things are broken`;
  return warnings === 0 ? `${first}.` : `${first}, ${warnings} to look at.`;
}

/** Prints each finding as it comes or, as JSON, all at the end. Resolves to the exit code: 1 when something is broken. */
export async function report(
  examination: AsyncIterable<Finding>,
  as: 'text' | 'json',
  say: (text: string) => void,
): Promise<0 | 1> {
  const findings: Finding[] = [];
  for await (const finding of examination) {
    findings.push(finding);
    if (as === 'text') say(sayFinding(finding));
  }
  if (as === 'json') say(JSON.stringify({ findings }, null, 2));
  else say(`\n${sayOutcome(findings)}`);
  return findings.some(({ state }) => state === 'broken') ? 1 : 0;
}
