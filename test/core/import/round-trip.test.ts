import * as fc from 'fast-check';
import type { Desk } from '../../../src/core/desk/desk';
import { allExported, importsAll, newStores, sellingDesk } from '../../support/importing';
import { PLANS } from '../../support/plans';
import { book, written } from './arbitrary-book';

jest.setTimeout(120_000);
const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 25) };
const fresh = newStores();

const named = (name: string) => ({ ...PLANS.flat, name }) as Desk['plans'][string];
const desk = (): Desk => ({
  ...sellingDesk(),
  plans: { silver: named('silver'), gold: named('gold'), platinum: named('platinum') },
});

describe('Whatever a desk has written down of its customers', () => {
  it('is exported, imported into an empty database and exported again as the same files', () =>
    fc.assert(
      fc.asyncProperty(book, async (whole) => {
        const [first, second] = [await fresh(), await fresh()];
        await written(first, whole);
        const files = await allExported(first);
        const done = await importsAll(second, files, { desk: desk() });
        expect(done.flatMap(({ errors }) => errors)).toEqual([]);
        expect(done.map(({ added }) => added)).toEqual([
          whole.accounts.length,
          whole.contacts.length,
          whole.terms.length,
        ]);
        expect(await allExported(second)).toEqual(files);
        for (const store of [first, second]) {
          const again = await importsAll(store, files, { desk: desk() });
          expect(again.map(({ added, changed, failed }) => added + changed + failed)).toEqual([0, 0, 0]);
        }
        await first.close();
        await second.close();
      }),
      RUNS,
    ));
});
