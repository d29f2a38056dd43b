import * as fc from 'fast-check';
import { balanceOn, isExhausted } from '../../../src/core/billing/balance';
import { drawFor } from '../../../src/core/billing/draw';
import type { Draw, TimeEntry } from '../../../src/core/billing/hours';
import { sumOf, takenBySource } from '../../../src/core/billing/ledger';
import { hoursNotices } from '../../../src/core/billing/notices';
import { addDays } from '../../../src/core/calendar/zone';
import { MINUTE, millis } from '../../../src/core/time';
import { AccountHours } from './account-hours';
import { dayOfYear, FIRST, type Step, year } from './arbitrary-year';
import { MinuteOracle } from './minute-oracle';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 150);

interface Moment {
  readonly acme: AccountHours;
  readonly oracle: MinuteOracle;
  /** What the step wrote, if it did anything. */
  readonly entry: TimeEntry;
  readonly before: readonly Draw[];
  readonly written: readonly Draw[];
}

/** Plays random years, and looks after every step. */
function afterEveryStep(look: (moment: Moment) => void): void {
  fc.assert(
    fc.property(year, ({ packs, planOn, steps }) => {
      const acme = new AccountHours({ packs, planOn });
      const oracle = new MinuteOracle(packs);
      for (const step of steps) {
        const before = [...acme.draws];
        const entry = play(acme, step);
        if (entry === undefined) continue;
        if (entry.corrects !== undefined) oracle.takeBack(entry.corrects);
        if (entry.billable) oracle.log(entry.id, entry.day, entry.counted, planOn(entry.day));
        look({ acme, oracle, entry, before, written: acme.draws.slice(before.length) });
      }
    }),
    { numRuns: RUNS },
  );
}

function play(acme: AccountHours, step: Step): TimeEntry | undefined {
  const { length, billable } = step;
  if (step.do === 'log') return acme.logs(step.day, length, { billable });
  const standing = acme.standing();
  const entry = standing[step.which % standing.length];
  return entry === undefined ? undefined : acme.corrects(entry, length, { billable });
}

const months = Array.from({ length: 12 }, (_, i) => addDays(FIRST, i * 30 + 15));

describe('In any year of plans, packs, work and corrections, after every step', () => {
  it('each source has given what it gives when every minute looks for its place', () => {
    afterEveryStep(({ acme, oracle }) => {
      const sums = [...takenBySource(acme.draws)].map(([key, { length }]) => [key, length] as const);
      expect(Object.fromEntries(sums.filter(([, length]) => length !== 0))).toEqual(oracle.sums());
    });
  });

  it('what a pack has left and what its draws sum to are its length, and neither is negative', () => {
    afterEveryStep(({ acme, entry: { day } }) => {
      for (const { id, length, used, left } of balanceOn(day, acme.facts(day)).packs) {
        expect(left + used).toBe(length);
        expect(Math.min(left, used)).toBeGreaterThanOrEqual(0);
        expect(used).toBe(sumOf(acme.draws.filter(({ source }) => source.from === 'pack' && source.pack === id)));
      }
    });
  });

  it('the ledger sums to the balances of the months and packs, and to what counts of the entries that stand', () => {
    afterEveryStep(({ acme, entry: { day } }) => {
      const balances = months.map((month) => balanceOn(month, acme.facts(month)));
      const ofMonths = balances.map(({ included, overage, unpaid, flat }) => {
        const used = included?.used ?? 0;
        expect(Math.min(used, included?.left ?? 0, overage.length, unpaid, flat)).toBeGreaterThanOrEqual(0);
        return used + overage.length + unpaid + flat;
      });
      const ofPacks = balanceOn(day, acme.facts(day)).packs.map(({ used }) => used);
      const total = [...ofMonths, ...ofPacks].reduce((sum, length) => sum + length, 0);
      expect(total).toBe(sumOf(acme.draws));
      const standing = acme.standing().filter(({ billable }) => billable);
      expect(total).toBe(standing.reduce((sum, { counted }) => sum + counted, 0));
    });
  });

  it('the draws of an entry that stands sum to what counts of it, of any other to nothing', () => {
    afterEveryStep(({ acme }) => {
      const standing = new Set(acme.standing());
      for (const entry of acme.entries) {
        const sum = sumOf(acme.draws.filter((draw) => draw.entry === entry.id));
        expect(sum).toBe(standing.has(entry) && entry.billable ? entry.counted : 0);
        expect(entry.counted).toBeGreaterThanOrEqual(entry.length);
      }
    });
  });

  it('nothing is drawn from a pack outside its days, nor from the hours of another month', () => {
    afterEveryStep(({ acme, written }) => {
      for (const { day, source } of written) {
        if (source.from === 'included') expect(day.startsWith(source.month)).toBe(true);
        if (source.from !== 'pack') continue;
        const pack = acme.packs.find(({ id }) => id === source.pack);
        expect([pack?.from, day, pack?.until ?? '9999'].sort()).toEqual([pack?.from, day, pack?.until ?? '9999']);
      }
    });
  });

  it('no younger pack is touched while an older one usable that day, or the month, has something left', () => {
    afterEveryStep(({ acme, written, entry }) => {
      const { packs, included } = balanceOn(entry.day, acme.facts(entry.day));
      for (const { source } of written.filter((draw) => draw.entry === entry.id)) {
        if (source.from === 'included') continue;
        expect(included?.left ?? 0).toBe(0);
        const at = source.from === 'pack' ? packs.findIndex(({ id }) => id === source.pack) : packs.length;
        expect(packs.slice(0, at).filter(({ state }) => state === 'usable')).toEqual([]);
      }
    });
  });

  it('a step only adds lines: those before it stay, and negative ones only undo the entry it corrects', () => {
    afterEveryStep(({ acme, before, written, entry }) => {
      expect(acme.draws.slice(0, before.length)).toEqual(before);
      for (const { entry: of, length, day } of written) {
        expect(day).toBe(entry.day);
        expect(of).toBe(length < 0 ? entry.corrects : entry.id);
      }
    });
  });

  it('what a correction gives back leaves each source as if the entry had never been', () => {
    afterEveryStep(({ acme, before, entry }) => {
      if (entry.corrects === undefined) return;
      const without = before.filter((draw) => draw.entry !== entry.corrects);
      const alone = drawFor(entry, { ...acme.facts(entry.day), draws: without });
      expect(acme.draws.filter((draw) => draw.entry === entry.id)).toEqual(alone);
    });
  });
});

describe('In any year, on any day', () => {
  it('hours are exhausted exactly where they are counted and another minute would be paid by nothing', () => {
    fc.assert(
      fc.property(year, dayOfYear, ({ packs, planOn, steps }, day) => {
        const acme = new AccountHours({ packs, planOn });
        for (const step of steps) play(acme, step);
        const facts = acme.facts(day);
        const counted = facts.plan?.hours !== undefined || packs.some(({ from }) => from <= day);
        const minute = { id: 0, account: 'acme', day, counted: millis(MINUTE), billable: true };
        const unpaid = drawFor(minute, facts).every(({ source }) => source.from === 'nothing');
        expect(isExhausted(day, facts)).toBe(counted && unpaid);
      }),
      { numRuns: RUNS },
    );
  });

  it('no two notices have one key, and of each pack or month one step is told', () => {
    fc.assert(
      fc.property(year, dayOfYear, ({ packs, planOn, steps }, day) => {
        const acme = new AccountHours({ packs, planOn });
        for (const step of steps) play(acme, step);
        const notices = hoursNotices(day, acme.facts(day));
        expect(new Set(notices.map(({ key }) => key)).size).toBe(notices.length);
        const about = notices.map((notice) => `${notice.tag} ${notice.tag === 'included used' ? '' : notice.pack.id}`);
        expect(new Set(about).size).toBe(about.length);
      }),
      { numRuns: RUNS },
    );
  });
});
