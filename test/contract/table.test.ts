import { applies, NOT_APPLICABLE } from './applies';
import type { Flow } from './flow';
import { GROUPS } from './flows';
import { STAGES } from './stages';

const all = GROUPS.flatMap(({ flows }) => flows);
const countOf = (flows: readonly Flow[]) => STAGES.map((stage) => flows.filter((flow) => applies(flow, stage)).length);
const row = (cells: readonly (string | number)[]) =>
  cells.map((cell, at) => (at === 0 ? String(cell).padEnd(40) : String(cell).padStart(24))).join('');

/** Flows by platform, and the few that one cannot have. */
function table(): string {
  const groups = GROUPS.map(({ title, flows }) => row([title, ...countOf(flows)]));
  const missing = NOT_APPLICABLE.flatMap(({ need, stages, reason }) => [
    `not on ${stages.join(', ')}: ${need}, because ${reason}`,
    ...all.filter(({ needs }) => needs === need).map(({ name }) => `  ${name}`),
  ]);
  return [row(['flows', ...STAGES]), ...groups, row(['all', ...countOf(all)]), ...missing].join('\n');
}

describe('the contract', () => {
  it('has every flow on every platform, but for a few that a platform cannot have', () => {
    process.stdout.write(`${table()}\n`);
    const cells = countOf(all).reduce((sum, count) => sum + count, 0);
    expect(all.length * STAGES.length - cells).toBeLessThan(all.length * 0.2);
    for (const count of countOf(all)) expect(count).toBeGreaterThan(all.length * 0.9);
  });

  it('names each of its flows once', () => {
    const names = GROUPS.flatMap(({ title, flows }) => flows.map(({ name }) => `${title} ${name}`));
    expect(names).toEqual([...new Set(names)]);
  });
});
