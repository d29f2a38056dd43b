import { addDays, type LocalDate } from '../../../src/core/calendar/zone';
import type { Standing, Term } from '../../../src/core/subscription/term';

/** Written a second time in the plainest way: one day after the other, and ends by trying them out. */
interface Pace {
  readonly first: string;
  readonly over: boolean;
  /** In months from `first`: where the period begins, and how long it is. */
  readonly begun: number;
  readonly months: number;
  readonly days: number;
}
interface Now {
  readonly seq: number;
  readonly began: LocalDate;
  readonly former: Now | undefined;
  plan: string;
  price: Extract<Standing, { readonly tag: 'in_force' }>['price'];
  from: LocalDate;
  until: LocalDate | undefined;
  since: LocalDate;
  autoRenew: boolean;
  cancelled: boolean;
  noticeDays: number | undefined;
  trial: boolean;
  over: boolean;
  pace: Pace | undefined;
  ahead: { from: LocalDate; until: LocalDate; plan: string | undefined; price: Now['price']; pace: Pace }[];
}

/** The same day of the month so many months on; of a month too short for it the last day, or `over` it. */
export function monthsOn(first: string, months: number, over: boolean): LocalDate {
  const [year = 0, month = 0, day = 0] = first.split('-').map(Number);
  const lengthOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const at = day <= lengthOfMonth ? day : over ? lengthOfMonth + 1 : lengthOfMonth;
  return new Date(Date.UTC(year, month - 1 + months, at)).toISOString().slice(0, 10) as LocalDate;
}

function paceOf(from: LocalDate, until: LocalDate, former?: Pace): Pace {
  const next = addDays(until, 1);
  const anchors = [
    ...(former && former.months > 0 ? [former] : []),
    { first: from, over: false },
    { first: from, over: true },
  ];
  for (const { first, over } of anchors) {
    for (let begun = 0; monthsOn(first, begun, over) <= from; begun++) {
      if (monthsOn(first, begun, over) !== from) continue;
      for (let months = 1; monthsOn(first, begun + months, over) <= next; months++) {
        if (monthsOn(first, begun + months, over) === next) return { first, over, begun, months, days: 0 };
      }
    }
  }
  let days = 0;
  for (let day = from; day < next; day = addDays(day, 1)) days++;
  return { first: from, over: false, begun: 0, months: 0, days };
}

function roll(now: Now): void {
  if (now.until === undefined || now.pace === undefined) return;
  now.trial = false;
  now.from = addDays(now.until, 1);
  if (now.pace.months === 0) {
    now.until = addDays(now.from, now.pace.days - 1);
    return;
  }
  now.pace = { ...now.pace, begun: now.pace.begun + now.pace.months };
  now.until = addDays(monthsOn(now.pace.first, now.pace.begun + now.pace.months, now.pace.over), -1);
}

function write(now: Now | undefined, term: Term): Now | undefined {
  if (term.type === 'started') {
    const gapless = now !== undefined && (!now.over || now.until === addDays(term.on, -1));
    return {
      seq: term.seq,
      began: term.on,
      former: now && { ...now, ahead: [...now.ahead] },
      plan: term.plan,
      price: term.price,
      from: term.on,
      until: term.until,
      since: gapless && now ? now.since : term.on,
      autoRenew: term.autoRenew,
      cancelled: false,
      noticeDays: term.noticeDays,
      trial: term.trial,
      over: false,
      pace: term.until && paceOf(term.on, term.until),
      ahead: [],
    };
  }
  if (now === undefined || term.seq < now.seq) return now;
  if (term.type === 'renewed') {
    const last = now.ahead.at(-1) ?? now;
    if (last.until === undefined || term.until <= last.until) return now;
    const from = now.over ? term.on : addDays(last.until, 1);
    if (term.until < from) return now;
    now.cancelled = false;
    const added = {
      from,
      until: term.until,
      plan: term.plan,
      price: term.price,
      pace: paceOf(from, term.until, last.pace),
    };
    if (!now.over) {
      now.ahead.push(added);
      return now;
    }
    if (now.until !== addDays(term.on, -1)) now.since = term.on;
    now.over = false;
    begin(now, added);
    return now;
  }
  if (now.over) return now;
  if (term.type === 'changed') {
    now.plan = term.plan;
    now.price = term.price ?? now.price;
    return now;
  }
  if (term.until < now.began) return now.former;
  now.autoRenew = false;
  now.cancelled = true;
  now.ahead = now.ahead.filter(({ from }) => from <= term.until);
  const last = now.ahead.at(-1);
  if (last) last.until = term.until;
  else {
    now.pace ??= paceOf(now.from, term.until);
    now.until = term.until;
  }
  now.over = term.until < term.on;
  return now;
}

function begin(now: Now, added: Now['ahead'][number]): void {
  now.trial = false;
  now.from = added.from;
  now.until = added.until;
  now.plan = added.plan ?? now.plan;
  now.price = added.price ?? now.price;
  now.pace = added.pace;
}

/** The standing of each day from the first to the last, but for the day on which a later one begins. */
export function simulate(terms: readonly Term[], first: LocalDate, last: LocalDate): ReadonlyMap<LocalDate, Standing> {
  const days = new Map<LocalDate, Standing>();
  let now: Now | undefined;
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (now && !now.over && now.until && now.until < day) {
      const added = now.ahead.shift();
      if (added) begin(now, added);
      else if (now.autoRenew) roll(now);
      else now.over = true;
    }
    for (const term of terms.filter(({ on }) => on === day)) now = write(now, term);
    days.set(day, shown(now));
  }
  return days;
}

function shown(now: Now | undefined): Standing {
  if (now === undefined) return { tag: 'none' };
  const { plan, price, from, since, autoRenew, cancelled, noticeDays, trial } = now;
  const until = (now.ahead.at(-1) ?? now).until;
  if (now.over && until) return { tag: 'lapsed', plan, until, how: cancelled ? 'cancelled' : 'ended' };
  return {
    tag: 'in_force',
    plan,
    from,
    ...(until ? { until } : {}),
    since,
    autoRenew,
    cancelled,
    ...(noticeDays ? { noticeDays } : {}),
    ...(price ? { price } : {}),
    trial,
  };
}
