import { type KeyEntry, keyEntries } from '../core/desk/reference';

const START = '<!-- keys: written from the schema, do not edit by hand -->';
const END = '<!-- end of keys -->';

/** Those the examples are written for. */
const PLATFORMS = ['slack', 'discord'];

/** docs/configuration.md with its part about the keys written anew. @throws Error when the markers are gone */
export function updateConfigurationDocs(page: string): string {
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`docs/configuration.md has lost its markers: ${START} and ${END}.`);
  return `${page.slice(0, start + START.length)}\n\n${keyTables()}\n${page.slice(end)}`;
}

/** One table for each block, in the order of the file. */
function keyTables(): string {
  const blocks = new Map<string, KeyEntry[]>();
  for (const entry of keyEntries(PLATFORMS)) {
    const block = entry.path.slice(0, Math.max(0, entry.path.lastIndexOf('.')));
    blocks.set(block, [...(blocks.get(block) ?? []), entry]);
  }
  return [...blocks].map(([block, entries]) => table(block, entries)).join('\n');
}

function table(block: string, entries: readonly KeyEntry[]): string {
  const heading = block === '' ? '### The blocks' : `### \`${block}\``;
  const rows = entries.map(({ path, is, required, fallback, example, about }) => {
    const fall = required ? 'required' : fallback === undefined ? 'none' : code(fallback);
    return `| ${[code(path.slice(path.lastIndexOf('.') + 1)), cell(about), is, fall, code(example)].join(' | ')} |`;
  });
  return [
    heading,
    '',
    '| Key | Meaning | Type | Default | Example |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;
