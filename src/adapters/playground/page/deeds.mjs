import { act } from './api.mjs';
import { refOf } from './state.mjs';

const listeners = new Set();
/** Hears of what the reader has done on this page: the tour watches it. */
export const onDeed = (listener) => listeners.add(listener);
export function note(deed) {
  for (const listener of listeners) listener(deed);
}

export async function react(message, sign, added) {
  const outcome = await act({ type: 'react', on: refOf(message), sign, added });
  if (outcome !== undefined && added) note({ type: 'sign', sign });
}
