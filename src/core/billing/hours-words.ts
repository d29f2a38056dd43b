import type { Line } from '../message';
import type { HoursBalance } from './balance';
import { customerHours } from './customer-hours';
import { teamHours } from './team-hours';

/** Whose eyes they are for: a customer reads nothing of our own accounting. */
export type HoursReader = 'customer' | 'team';

/** The first line alone must do. */
export function hoursLines(balance: HoursBalance, reader: HoursReader): readonly Line[] {
  switch (reader) {
    case 'customer':
      return customerHours(balance);
    case 'team':
      return teamHours(balance);
  }
}
