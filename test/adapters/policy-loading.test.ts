import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPolicyFile } from '../../src/adapters/policy-file';
import { SetupError } from '../../src/core/errors';
import { BASE } from '../support/policy-base';

const PLATFORMS = ['slack', 'discord'];

describe('loading the policy file', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'policy-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const written = (content: string | Uint8Array): string => {
    const path = join(folder, 'steward.yaml');
    writeFileSync(path, content);
    return path;
  };
  const load = (path: string) => () => loadPolicyFile(path, PLATFORMS);

  it('gives the desk of a sound file', () => {
    expect(load(written(BASE))()).toMatchObject({ teams: [{ id: 'core' }], channels: [{ account: 'Acme' }] });
  });

  it('fails with every problem, each after the place an editor can jump to', () => {
    const path = written(BASE.replace('mode: card', 'mode: loud').replace('30m', '30'));
    expect(load(path)).toThrow(
      new SetupError(
        `${path}:14:29 policies.premium.targets.S1.first_response: 30 has no unit; write it as 30m for minutes or 30h for hours.\n` +
          `${path}:31:11 channels[0].mode: there is no mode "loud"; write silent, acknowledge or card.`,
      ),
    );
  });

  it('says how to begin when there is no file', () => {
    expect(load(join(folder, 'none.yaml'))).toThrow(
      `There is no policy file ${folder}/none.yaml; copy steward.example.yaml there and change it to fit, or name another file in STEWARD_CONFIG.`,
    );
  });

  it('refuses a folder and a file that is not UTF-8', () => {
    expect(load(folder)).toThrow(`${folder} is a folder; name the policy file itself in STEWARD_CONFIG.`);
    const path = written(Uint8Array.from([0x61, 0x3a, 0x20, 0xfc]));
    expect(load(path)).toThrow(`${path} is not UTF-8 text; save it as UTF-8.`);
  });
});
