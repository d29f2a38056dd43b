import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Benchmark, isMet, type Measured, NoPeer, type Size } from './benchmark';

const SUITE = join(__dirname, 'suite');

interface Result {
  readonly id: string;
  readonly what: string;
  readonly against: string;
  readonly goal: string;
  readonly ratio: number | null;
  readonly met: boolean;
  readonly spread?: Measured['spread'];
  readonly times?: Measured['times'];
  readonly note?: string;
}

async function load(): Promise<readonly Benchmark[]> {
  const files = readdirSync(SUITE).filter((name) => name.endsWith('.js'));
  const loaded = await Promise.all(
    files.map(async (name) => ((await import(join(SUITE, name))) as { readonly benchmark: Benchmark }).benchmark),
  );
  return loaded.sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
}

async function measure({ id, what, against, goal, run }: Benchmark, size: Size): Promise<Result> {
  const common = { id, what, against, goal: `${goal.is === 'at least' ? '>=' : '<='} ${goal.ratio}` };
  try {
    const { ratio, spread, times, note } = await run(size);
    return { ...common, ratio, met: isMet(goal, ratio), spread, times, ...(note === undefined ? {} : { note }) };
  } catch (error) {
    if (!(error instanceof NoPeer)) throw error;
    return { ...common, ratio: null, met: false, note: error.message };
  }
}

const round = (ratio: number): string => (ratio >= 100 ? ratio.toFixed(0) : ratio.toFixed(2));

function lineOf({ id, what, against, goal, ratio, met, spread, times, note }: Result): string {
  const measured =
    ratio === null
      ? 'not measured'
      : `${round(ratio)}x (${spread?.map(round).join(' to ')}), goal ${goal}: ${met ? 'met' : 'NOT met'}`;
  const orientation = Object.entries(times ?? {}).map(([name, time]) => `${name} ${time}`);
  return [
    `${id}  ${measured}`,
    `    ${what}, against ${against}`,
    ...[[...orientation, ...(note === undefined ? [] : [note])].join(' · ')]
      .filter((text) => text !== '')
      .map((text) => `    ${text}`),
  ].join('\n');
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, full: { type: 'boolean' } },
  });
  const all = await load();
  const wanted = positionals.map((name) => name.toUpperCase());
  const chosen = wanted.length === 0 ? all : all.filter(({ id }) => wanted.includes(id.toUpperCase()));
  if (chosen.length === 0) {
    process.stderr.write(
      `There is no benchmark ${positionals.join(' ')}. There are ${all.map(({ id }) => id).join(', ')}.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const results: Result[] = [];
  for (const benchmark of chosen) {
    const result = await measure(benchmark, values.full ? 'full' : 'small');
    results.push(result);
    if (!values.json) process.stdout.write(`${lineOf(result)}\n`);
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ results }, null, 2)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
