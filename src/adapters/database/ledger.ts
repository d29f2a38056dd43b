import { Between, type EntityManager } from 'typeorm';
import type { Charge, Charges, Ledger } from '../../core/account/books';
import type { Draw, Pack, Source, TimeEntry } from '../../core/billing/hours';
import type { Currency, Money } from '../../core/billing/money';
import type { LocalDate } from '../../core/calendar/zone';
import type { Mode } from '../../core/subscription/plan';
import type { TicketId } from '../../core/ticket/ticket';
import { instant, millis } from '../../core/time';
import { byOf, byRow, type ChargeRow, type HoursDrawRow, type HoursPackRow, type TimeEntryRow } from './contract-rows';
import { ChargeTable, HoursDrawTable, HoursPackTable, TimeEntryTable } from './contract-schema';
import { nextOf } from './counters';
import { insertOnce, present } from './sql';

export const ledgerOn = (manager: EntityManager): Ledger => ({
  async packs(account) {
    return (await manager.find(HoursPackTable, { where: { account }, order: { fromDay: 'ASC', id: 'ASC' } })).map(
      packOf,
    );
  },
  async addPack(pack) {
    await manager.insert(HoursPackTable, packRow(pack) as never);
  },
  async packsBegun(from, to) {
    const rows = await manager.find(HoursPackTable, {
      where: { fromDay: Between(from, to) },
      order: { fromDay: 'ASC', id: 'ASC' },
    });
    return rows.map(packOf);
  },
  nextEntry: () => nextOf(manager, 'time_entry'),
  async entry(id) {
    const row = await manager.findOneBy(TimeEntryTable, { id });
    return row === null ? undefined : entryOf(row);
  },
  async correctionOf(id) {
    const row = await manager.findOneBy(TimeEntryTable, { corrects: id });
    return row === null ? undefined : entryOf(row);
  },
  async entries({ account, from, to }) {
    const rows = await manager.find(TimeEntryTable, {
      where: { ...(account === undefined ? {} : { account }), day: Between(from, to) },
      order: { id: 'ASC' },
    });
    return rows.map(entryOf);
  },
  async ofTicket(ticketId) {
    return (await manager.find(TimeEntryTable, { where: { ticketId }, order: { id: 'ASC' } })).map(entryOf);
  },
  async add(entry, draws) {
    await manager.insert(TimeEntryTable, entryRow(entry) as never);
    for (const { entry: id, account, day, source, length } of draws)
      await manager.insert(HoursDrawTable, { entry: id, account, day, source: source as never, length });
  },
  async draws(account) {
    return (await manager.find(HoursDrawTable, { where: { account }, order: { seq: 'ASC' } })).map(drawOf);
  },
  async drawsOf(entry) {
    return (await manager.find(HoursDrawTable, { where: { entry }, order: { seq: 'ASC' } })).map(drawOf);
  },
  async drawsWithin(from, to) {
    return (await manager.find(HoursDrawTable, { where: { day: Between(from, to) }, order: { seq: 'ASC' } })).map(
      drawOf,
    );
  },
  async accounts(after, limit) {
    const rows: { account: string }[] = await manager.query(
      `SELECT account FROM hours_pack WHERE account > $1 UNION SELECT account FROM time_entry WHERE account > $2
       ORDER BY account LIMIT ${Math.trunc(limit)}`,
      [after, after],
    );
    return rows.map(({ account }) => account);
  },
});

export const chargesOn = (manager: EntityManager): Charges => ({
  async add({ amount, by, note, ...charge }, key) {
    const row = { ...charge, ...byRow(by), key: key ?? null, note: note ?? null, ...amount };
    await insertOnce(manager, ChargeTable, row);
  },
  async find(key) {
    const row = await manager.findOneBy(ChargeTable, { key });
    return row === null ? undefined : chargeOf(row);
  },
  async within(from, to) {
    return (await manager.find(ChargeTable, { where: { day: Between(from, to) }, order: { seq: 'ASC' } })).map(
      chargeOf,
    );
  },
});

const packRow = ({ from, until, price, note, by, ...pack }: Pack): HoursPackRow => ({
  ...pack,
  fromDay: from,
  untilDay: until ?? null,
  price: price ?? null,
  note: note ?? null,
  ...byRow(by),
});
const packOf = (row: HoursPackRow): Pack => ({
  id: row.id,
  account: row.account,
  length: millis(row.length),
  from: row.fromDay as LocalDate,
  ...present('until', row.untilDay as LocalDate | null),
  ...present('price', row.price as Money | null),
  ...present('note', row.note),
  ...byOf(row),
  writtenAt: instant(row.writtenAt),
});

const entryRow = ({ ticket, billable, by, note, corrects, ...entry }: TimeEntry): TimeEntryRow => ({
  ...entry,
  ticketId: ticket ?? null,
  billable: billable ? 1 : 0,
  ...byRow(by),
  note: note ?? null,
  corrects: corrects ?? null,
});
const entryOf = (row: TimeEntryRow): TimeEntry => ({
  id: row.id,
  account: row.account,
  ...present('ticket', row.ticketId as TicketId | null),
  mode: row.mode as Mode,
  day: row.day as LocalDate,
  length: millis(row.length),
  counted: millis(row.counted),
  billable: row.billable === 1,
  by: byOf(row).by ?? { member: { platform: '', memberId: '' }, name: 'somebody' },
  writtenAt: instant(row.writtenAt),
  ...present('note', row.note),
  ...present('corrects', row.corrects),
});

const drawOf = ({ entry, account, day, source, length }: HoursDrawRow): Draw => ({
  entry,
  account,
  day: day as LocalDate,
  source: source as Source,
  length: millis(length),
});

const chargeOf = (row: ChargeRow): Charge => ({
  account: row.account,
  stream: row.stream,
  amount: { minor: row.minor, currency: row.currency as Currency },
  day: row.day as LocalDate,
  ...present('note', row.note),
  ...byOf(row),
  writtenAt: instant(row.writtenAt),
});
