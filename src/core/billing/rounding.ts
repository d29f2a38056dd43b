import type { PlanBody } from '../subscription/plan';
import { type Millis, millis } from '../time';

/** Up to the next multiple; nothing stays nothing, and a rounding of 0 leaves every length as it is. */
export function roundUp(length: Millis, rounding: Millis): Millis {
  if (length < 0) throw new Error('work has no negative length');
  // By the remainder, not by a quotient, so that no fraction is ever held.
  const over = rounding > 0 ? length % rounding : 0;
  return over === 0 ? length : millis(length - over + rounding);
}

/** The length that counts under the plan in force on the day of the work; without one nobody agreed to any rounding. */
export const countedLength = (length: Millis, plan: Pick<PlanBody, 'rounding'> | undefined): Millis =>
  roundUp(length, plan?.rounding ?? millis(0));
