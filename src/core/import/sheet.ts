import { sayMember } from '../account/account';
import type { Desk } from '../desk/desk';
import { ACCOUNT_LAYOUT, readAccountRow } from './account-row';
import { type Cells, cellsOf, headerOf, type Layout } from './cells';
import { CONTACT_LAYOUT, readContactRow } from './contact-row';
import { keepAccountRow } from './keep-account-row';
import { keepContactRow } from './keep-contact-row';
import { keepTermRow } from './keep-term-row';
import { type Flaw, flawOf, type Readable } from './kept';
import { type About, folded, saidOnce } from './said-once';
import { readTermRow, sameAs, TERM_LAYOUT, type TermRow } from './term-row';

export const SHEETS = ['accounts', 'contacts', 'subscriptions'] as const;
export type SheetName = (typeof SHEETS)[number];

/** What names in a file refer to. */
export interface Basis {
  readonly desk: Desk;
  readonly platforms: readonly string[];
}
export interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}
/** A file as it was read: what can be kept and what cannot, each in the order of its lines. */
export interface Sheet {
  readonly rows: readonly Readable[];
  readonly flaws: readonly Flaw[];
}

/** @throws CellError for what is wrong with the first line, without which no other can be read */
export function readSheet(name: SheetName, [first, ...lines]: readonly Line[], basis: Basis): Sheet {
  const { layout, read } = READERS[name](basis);
  const header = headerOf(first?.cells ?? [], layout);
  const flaws: Flaw[] = [];
  const rows = lines.flatMap((line) => {
    try {
      return [{ line: line.line, keep: read(cellsOf(header, line)) }];
    } catch (error) {
      flaws.push(flawOf(error, line.line));
      return [];
    }
  });
  return { rows, flaws };
}

interface Reader {
  readonly layout: Layout;
  /** In the order of the file. @throws CellError or UserError */
  readonly read: (cells: Cells) => Readable['keep'];
}
const READERS: Readonly<Record<SheetName, (basis: Basis) => Reader>> = { accounts, contacts, subscriptions };

function accounts({ desk, platforms }: Basis): Reader {
  const once = saidOnce();
  return {
    layout: ACCOUNT_LAYOUT,
    read: (cells) => {
      const row = readAccountRow(cells, desk, platforms);
      const key = folded(row.account);
      once([{ column: 'account', name: row.account, key }], JSON.stringify({ ...row, account: key }), cells.line);
      return (unit, hand) => keepAccountRow(unit, row, desk, hand);
    },
  };
}

function contacts({ desk, platforms }: Basis): Reader {
  const once = saidOnce();
  return {
    layout: CONTACT_LAYOUT,
    read: (cells) => {
      const row = readContactRow(cells, desk, platforms);
      const account = folded(row.account);
      const about =
        (column: string) =>
        (name: string): About => ({ column, name, key: JSON.stringify([account, name]) });
      const named = [
        ...(row.email ? [about('email')(row.email)] : []),
        ...(row.members ?? []).map(sayMember).map(about('members')),
      ];
      once(named, JSON.stringify({ ...row, account }), cells.line);
      return (unit, hand) => keepContactRow(unit, row, hand);
    },
  };
}

function subscriptions({ desk }: Basis): Reader {
  const ofAccount = new Map<string, string[]>();
  return {
    layout: TERM_LAYOUT,
    read: (cells) => {
      const row: TermRow = readTermRow(cells, desk);
      const all = ofAccount.get(folded(row.account)) ?? [];
      ofAccount.set(folded(row.account), all);
      const at = all.push(sameAs(row.change)) - 1;
      // Kept only when the whole file is read, so that each row knows those below it.
      return (unit, hand) => keepTermRow(unit, { row, desk, all, at }, hand);
    },
  };
}
