import * as fc from 'fast-check';
import { StoreUnavailable } from '../../../src/core/errors';
import { SHEETS } from '../../../src/core/import/sheet';
import type { Store, Unit } from '../../../src/core/store';
import { allExported, imports, importsAll, newStores, rehearses } from '../../support/importing';
import { badFiles } from './arbitrary-files';

jest.setTimeout(240_000);
const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 15) };
const fresh = newStores();

describe('Whatever is in the files', () => {
  it('a dry run says what importing them does, and does nothing; a second run changes nothing', () =>
    fc.assert(
      fc.asyncProperty(badFiles, badFiles, async (before, files) => {
        const store = await fresh();
        await importsAll(store, before);
        for (const sheet of SHEETS) {
          const there = await allExported(store);
          const foretold = await rehearses(store, sheet, files[sheet]);
          expect(await allExported(store)).toEqual(there);
          expect(await imports(store, sheet, files[sheet])).toEqual(foretold);
          const here = await allExported(store);
          const { added, changed } = await imports(store, sheet, files[sheet]);
          expect({ added, changed }).toEqual({ added: 0, changed: 0 });
          expect(await allExported(store)).toEqual(here);
        }
        await store.close();
      }),
      RUNS,
    ));

  it('imports that the database breaks off anywhere end, run again, as one that was not', () =>
    fc.assert(
      fc.asyncProperty(
        badFiles,
        fc.infiniteStream(fc.constantFrom('fine', 'fine', 'before', 'within', 'after', 'busy')),
        async (files, faults) => {
          const [whole, broken] = [await fresh(), await fresh()];
          await importsAll(whole, files);
          let left = 12;
          const transact = failing(broken, () => (left-- > 0 ? (faults.next().value ?? 'fine') : 'fine'));
          for (const sheet of SHEETS) {
            // Whatever came of it: it is simply run again.
            await imports(broken, sheet, files[sheet], { transact }).catch(() => undefined);
            await imports(broken, sheet, files[sheet], { transact });
            await imports(broken, sheet, files[sheet]);
          }
          expect(await allExported(broken)).toEqual(await allExported(whole));
          await whole.close();
          await broken.close();
        },
      ),
      RUNS,
    ));
});

type Fault = 'fine' | 'before' | 'within' | 'after' | 'busy';
/** A database that fails before, in the middle of or after what it is asked for. */
const failing =
  (store: Store, next: () => Fault) =>
  async <T>(work: (unit: Unit) => Promise<T>): Promise<T> => {
    const fault = next();
    if (fault === 'busy') throw new StoreUnavailable('busy');
    if (fault === 'before') throw new Error('the disk is full');
    const done = await store.transact(async (unit) => {
      const result = await work(unit);
      if (fault === 'within') throw new Error('the connection is gone');
      return result;
    });
    if (fault === 'after') throw new StoreUnavailable('the answer never arrived');
    return done;
  };
