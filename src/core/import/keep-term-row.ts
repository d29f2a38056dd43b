import type { Hand } from '../account/keep';
import type { Desk } from '../desk/desk';
import type { Unit } from '../store';
import type { Term } from '../subscription/term';
import { accountFor } from './account-for';
import { CellError } from './cell-error';
import { unknownName } from './cells';
import { judgeTerm } from './judge-term';
import type { Kept } from './kept';
import { plansOf, sameAs, type TermRow } from './term-row';

/** A row among those of its account. */
export interface PlacedTerm {
  readonly row: TermRow;
  readonly desk: Desk;
  /** All changes the file has of the account, as `sameAs` says them, and which of them this is. */
  readonly all: readonly string[];
  readonly at: number;
}
/** @throws CellError or UserError before anything is written */
export async function keepTermRow(unit: Unit, { row, desk, all, at }: PlacedTerm, hand: Hand): Promise<Kept> {
  const { name: account } = await accountFor(unit, row.account);
  const terms = await unit.subscriptions.ofAccount(account);
  const { itself, above } = among(terms, all, at);
  if (itself !== undefined) {
    if (itself.note === row.note) return 'unchanged';
    throw new CellError('note', 'This change is written down with another note, and what is written down stays.');
  }
  await refuseUnknownPlan(unit, row, desk);
  judgeTerm(above, row.change);
  if (above.length < terms.length) judgeTerm(terms, row.change);
  const { at: writtenAt, ...by } = hand;
  const note = row.note === undefined ? {} : { note: row.note };
  await unit.subscriptions.add({ account, writtenAt, ...by, ...note, ...row.change });
  return 'added';
}

/**
 * The term that is this row, if it is there, and those that come before it. The first of two equal rows is the first of
 * two equal terms: a start may be called off and made again. What stands further down in the file is not before it
 * although an earlier run may have written it: each run judges a row by the same terms, so what was refused stays so.
 */
function among(terms: readonly Term[], all: readonly string[], at: number) {
  const [higher, whole] = [counts(all.slice(0, at)), counts(all)];
  const met = new Map<string, number>();
  const above: Term[] = [];
  let itself: Term | undefined;
  for (const term of terms) {
    const same = sameAs(term);
    const before = met.get(same) ?? 0;
    met.set(same, before + 1);
    const first = higher.get(same) ?? 0;
    if (same === all[at] && before === first) itself = term;
    if (before < first || before >= (whole.get(same) ?? 0)) above.push(term);
  }
  return { itself, above };
}

function counts(all: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const one of all) found.set(one, (found.get(one) ?? 0) + 1);
  return found;
}

async function refuseUnknownPlan({ plans }: Unit, { change }: TermRow, desk: Desk): Promise<void> {
  const plan = 'plan' in change ? change.plan : undefined;
  const names = plansOf(desk);
  if (plan === undefined || names.includes(plan)) return;
  // One that is not sold any more is known from when it was.
  if ((await plans.versions(plan)).length > 0) return;
  throw unknownName('plan', 'plan', plan, names);
}
