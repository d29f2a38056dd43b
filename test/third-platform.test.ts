import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteStore } from '../src/adapters/database/sqlite-store';
import { PLATFORM_NAMES } from '../src/adapters/platforms';
import { loadPolicyFile } from '../src/adapters/policy-file';
import { loadMenu } from '../src/commands/load';
import { fixedDesk } from '../src/core/desk/source';
import { Steward } from '../src/core/steward';
import { earlier, HOUR, MINUTE, type Millis, plus } from '../src/core/time';
import pigeon from './pigeon';
import type { PigeonLoft } from './pigeon/loft';
import { TestClock } from './support/test-clock';

const policy = `
calendars: {}
policies: { p: { calendar: always, targets: { S3: { first_response: 1h } } } }
teams:
  core:
    name: Core
    zone: Europe/Berlin
    triage: ["pigeon:triage"]
    digest: { at: "09:00" }
    agents: [{ name: Nora, is: ["pigeon:nora"] }, { name: Otto, is: ["pigeon:otto"], lead: true }]
channels: [{ place: "pigeon:acme", account: Acme, team: core, policy: p, mode: acknowledge }]
`;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('a platform that is added', () => {
  it('does the main job with one folder of its own: request, promise, warning, breach, answer, digest', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'steward-pigeon-'));
    await writeFile(join(folder, 'steward.yaml'), policy);
    const clock = new TestClock('2026-11-23T09:00:00Z');
    const store = await SqliteStore.open(join(folder, 'desk.db'));
    const tools = { clock, log, http: { handle: () => undefined } };
    const loft = pigeon.create({ PIGEON_LOFT: 'roof' }, tools) as PigeonLoft;
    const desk = loadPolicyFile(join(folder, 'steward.yaml'), [...PLATFORM_NAMES, pigeon.name]);
    const steward = new Steward({ store, clock, desk: fixedDesk(desk), menu: loadMenu(), log, platforms: [loft] });
    const settle = async () => {
      await steward.settled();
      await steward.tick();
      await steward.settled();
    };
    const pass = async (length: Millis) => {
      const end = plus(clock.now(), length);
      while (clock.now() < end) {
        const next = await steward.nextDue();
        clock.set(next === undefined || next <= clock.now() ? end : earlier(next, end));
        await settle();
      }
    };
    try {
      await steward.start();
      const asked = await loft.sends('carla', 'acme', 'The well is dry');
      await settle();
      expect(loft.reads('triage')).toEqual([expect.stringContaining('🎫 #1 The well is dry · Acme · S3')]);
      expect(loft.reads('acme')[1]).toBe('Thanks, carla. We have this as #1 and will answer by 10:00 (in 1 h).');
      await loft.sends('carla', 'acme', '!status');
      await settle();
      expect(loft.reads('coop of carla')).toEqual([expect.stringContaining('#1 The well is dry')]);
      await pass((HOUR + MINUTE) as Millis);
      expect(loft.reads('coop of otto')).toEqual([
        expect.stringMatching(/^~~⏳~~ #1/),
        expect.stringMatching(/^🔴 #1/),
      ]);
      await loft.sends('nora', 'acme', '!claim 1');
      await loft.sends('nora', 'acme', 'Dig deeper', asked.id);
      await settle();
      expect(loft.reads('triage')[0]).toContain('Nora has it');
      await loft.sends('nora', 'acme', '!resolve 1');
      await pass((24 * HOUR) as Millis);
      expect(loft.reads('triage').at(-1)).toMatch(/^Core, Tuesday 24 November\nNothing is due/);
    } finally {
      await steward.stop();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('is not known by name to the core or the commands, and neither are the others', () => {
    const src = join(__dirname, '../src');
    const files = ['core', 'commands'].flatMap((folder) =>
      readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(src, folder, file)),
    );
    const sources = files.filter((file) => file.endsWith('.ts'));
    const naming = sources.filter((file) => /\b(slack|discord|playground|pigeon)\b/i.test(code(file)));
    expect(sources.length).toBeGreaterThan(50);
    expect(naming).toEqual([]);
  });
});

/** Without comments, which may name a platform as an example. */
const code = (file: string): string => readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '');
