import type { Calendar } from './hours';

const WHOLE_DAY = 1_440;

/** Every day of the week from midnight to midnight; a holiday or two changes nothing of what people call day and night. */
export const isAlwaysOpen = ({ week }: Calendar): boolean =>
  week.every((hours) => hours.some(([open, close]) => open === 0 && close >= WHOLE_DAY));
