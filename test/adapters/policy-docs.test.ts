import { readFileSync } from 'node:fs';
import { updateConfigurationDocs } from '../../src/adapters/policy-docs';
import { readPolicyFile } from '../../src/adapters/policy-file';
import { keyEntries } from '../../src/core/desk/reference';

const PLATFORMS = ['slack', 'discord'];
const DOCS = readFileSync('docs/configuration.md', 'utf8');
const EXAMPLE = readFileSync('steward.example.yaml', 'utf8');

describe('the guide to configuration', () => {
  it('says what the schema says', () => {
    expect(updateConfigurationDocs(DOCS)).toBe(DOCS);
  });

  it('shows a whole file that is accepted', () => {
    const shown = /```yaml\n(.*?)```/s.exec(DOCS)?.[1] ?? '';
    expect(readPolicyFile(shown, PLATFORMS)).toHaveProperty('desk');
  });

  it('tells every key of the example', () => {
    const told = new Set(keyEntries(PLATFORMS).map(({ path }) => path.split('.').at(-1)));
    const keys = EXAMPLE.match(/^ *(?:- )?([a-z_]+):(?=\s)/gm)?.map((key) => key.replace(/[\s:-]/g, '')) ?? [];
    const own = new Set([
      'gold',
      'silver',
      'prepaid',
      'core',
      'asia',
      'premium',
      'standard',
      'managers',
      'mon',
      'tue',
      'wed',
      'thu',
      'fri',
    ]);
    expect(keys.filter((key) => !told.has(key) && !own.has(key))).toEqual([]);
  });

  it('loses no text around its tables, and fails without its markers', () => {
    const emptied = DOCS.replace(/(do not edit by hand -->).*(<!-- end of keys)/s, '$1\n$2');
    expect(updateConfigurationDocs(emptied)).toBe(DOCS);
    expect(() => updateConfigurationDocs('# Configuration')).toThrow('lost its markers');
  });
});
