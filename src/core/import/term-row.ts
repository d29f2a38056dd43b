import { currencyOf, parseMoney, toDecimal } from '../billing/money';
import { isContractDay, type LocalDate } from '../calendar/zone';
import type { Desk } from '../desk/desk';
import { oneOf } from '../desk/nearest';
import { PERIODS, type Price } from '../subscription/plan';
import type { Term, TermChange } from '../subscription/term';
import { CellError } from './cell-error';
import { type Cells, type Layout, neededIn, textIn, unknownName, wordIn } from './cells';
import { folded } from './said-once';

const COLUMNS = [
  'account',
  'on',
  'type',
  'plan',
  'until',
  'renews',
  'notice_days',
  'amount',
  'currency',
  'per',
  'trial',
  'note',
] as const;
type Column = (typeof COLUMNS)[number];
export const TERM_LAYOUT: Layout = { columns: COLUMNS, required: ['account', 'on', 'type'], ownFields: 'none' };
export const TERM_HEADER: readonly string[] = COLUMNS;

export type DatedChange = TermChange & { readonly on: LocalDate };
/** One dated change of an account's subscription, as a row tells it. */
export interface TermRow {
  readonly account: string;
  readonly change: DatedChange;
  readonly note: string | undefined;
}

const TYPES = ['started', 'changed', 'renewed', 'cancelled'] as const;
/** What only some types have. A value where it means nothing is a slip, so it is refused. */
const MEANS_NOTHING: Readonly<Record<TermChange['type'], readonly Column[]>> = {
  started: [],
  changed: ['until', 'renews', 'notice_days', 'trial'],
  renewed: ['renews', 'notice_days', 'trial'],
  cancelled: ['plan', 'renews', 'notice_days', 'trial', 'amount', 'currency', 'per'],
};
const LONGEST_NOTICE = 730;

/** @throws CellError, or UserError money.* */
export function readTermRow(cells: Cells, desk: Desk): TermRow {
  const account = neededIn(cells, 'account', 'Write the account this belongs to.');
  return { account, change: changeIn(cells, desk), note: textIn(cells, 'note') };
}

function changeIn(cells: Cells, desk: Desk): DatedChange {
  const word = neededIn(cells, 'type', `Write ${oneOf(TYPES)}.`).toLowerCase();
  const type = TYPES.find((known) => known === word);
  if (type === undefined) throw unknownName('type', 'type of change', word, TYPES);
  const idle = MEANS_NOTHING[type].find((column) => wordIn(cells, column) !== undefined);
  if (idle !== undefined) throw new CellError(idle, `This says nothing where something is ${type}. Leave it empty.`);
  const on = dayIn(cells, 'on', 'Write the first day this counts, such as 2026-01-31.');
  const priced = priceIn(cells, desk);
  const price = priced === undefined ? {} : { price: priced };
  switch (type) {
    case 'started':
      return { type, on, plan: planIn(cells, desk), ...price, ...termsIn(cells) };
    case 'changed':
      return { type, on, plan: planIn(cells, desk), ...price };
    case 'renewed': {
      const plan = wordIn(cells, 'plan') === undefined ? {} : { plan: planIn(cells, desk) };
      return { type, on, until: dayIn(cells, 'until', 'Write the new last day.'), ...plan, ...price };
    }
    case 'cancelled':
      return { type, on, until: dayIn(cells, 'until', 'Write the last day.') };
  }
}

function termsIn(cells: Cells) {
  const until = wordIn(cells, 'until') === undefined ? {} : { until: dayIn(cells, 'until', '') };
  const notice = wordIn(cells, 'notice_days');
  if (notice !== undefined && !(/^\d{1,3}$/.test(notice) && Number(notice) <= LONGEST_NOTICE))
    throw new CellError('notice_days', `"${notice}" is not a number of days; write one from 0 to ${LONGEST_NOTICE}.`);
  const noticeDays = notice === undefined ? {} : { noticeDays: Number(notice) };
  return { ...until, autoRenew: saysYes(cells, 'renews'), ...noticeDays, trial: saysYes(cells, 'trial') };
}

/** As the policy file writes it or, for one that is not in there any more, as it stands: that is looked up later. */
function planIn(cells: Cells, desk: Desk): string {
  const word = neededIn(cells, 'plan', 'Write the name of the plan.');
  const names = plansOf(desk);
  return names.find((name) => name === word) ?? names.find((name) => folded(name) === folded(word)) ?? word;
}
export const plansOf = ({ plans }: Desk): readonly string[] => Object.values(plans).map(({ name }) => name);

function dayIn(cells: Cells, column: Column, cure: string): LocalDate {
  const word = neededIn(cells, column, cure);
  if (isContractDay(word)) return word;
  throw new CellError(column, `"${word}" is not a day; write year-month-day, such as 2026-01-31.`);
}

function priceIn(cells: Cells, { contracts }: Desk): Price | undefined {
  const amount = wordIn(cells, 'amount');
  if (amount === undefined) {
    const without = (['currency', 'per'] as const).find((column) => wordIn(cells, column) !== undefined);
    if (without === undefined) return undefined;
    throw new CellError(
      'amount',
      `There is no amount, but there is something under ${without}. Write both or neither.`,
    );
  }
  const code = wordIn(cells, 'currency');
  const currency = code === undefined ? contracts.currency : currencyOf(code);
  if (currency === undefined)
    throw new CellError('currency', 'Say the currency, such as EUR, or set one under contracts in the policy file.');
  const word = neededIn(cells, 'per', `Say for how long the amount is: ${oneOf(PERIODS)}.`).toLowerCase();
  const per = PERIODS.find((known) => known === word);
  if (per === undefined) throw unknownName('per', 'period', word, PERIODS);
  return { ...parseMoney(amount, currency), per };
}

function saysYes(cells: Cells, column: Column): boolean {
  const word = wordIn(cells, column)?.toLowerCase() ?? 'no';
  if (word === 'yes' || word === 'no') return word === 'yes';
  throw new CellError(column, `"${word}" is neither yes nor no.`);
}

/** What a term may have, whatever its type. */
interface Facts {
  readonly plan?: string;
  readonly until?: LocalDate;
  readonly price?: Price;
  readonly autoRenew?: boolean;
  readonly noticeDays?: number;
  readonly trial?: boolean;
}
/** The same text for the same change, whoever wrote it down and when. */
export const sameAs = (change: DatedChange): string => JSON.stringify(changeCells(change));

function changeCells(change: DatedChange): readonly string[] {
  const { plan, until, price, autoRenew, noticeDays, trial }: Facts = change;
  return [
    change.on,
    change.type,
    plan ?? '',
    until ?? '',
    yesOrNo(autoRenew),
    String(noticeDays ?? ''),
    ...(price === undefined ? ['', '', ''] : [toDecimal(price), price.currency, price.per]),
    yesOrNo(trial),
  ];
}
/** The row a term is exported as. */
export const termCells = (term: Term): readonly string[] => [term.account, ...changeCells(term), term.note ?? ''];

const yesOrNo = (value: boolean | undefined): string => (value === undefined ? '' : value ? 'yes' : 'no');
