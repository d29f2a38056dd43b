import type { Shown } from '../alerts';
import { type Line, type Message, type Piece, toMessage } from '../message';
import { QUEUE_BUTTONS } from './words';

/** More lines than this are read by nobody on a phone, and not shown whole by every platform. */
export const MOST_LINES = 10;

/** Several alerts for one reader as one message; one alone stands as it is. */
export function bundled(alerts: readonly Shown[]): Message {
  const [only] = alerts;
  if (only !== undefined && alerts.length === 1) return only.message;
  const over = alerts.every(({ standing }) => standing === 'over');
  return { lines: [heading(alerts), ...alerts.map(lineOf)], ...(over ? {} : { buttons: QUEUE_BUTTONS }) };
}

/** `Look at 3 promises: 🔴 2 late, ⏳ 1 due soon.`, and what of it is left once some need nothing more. */
function heading(alerts: readonly Shown[]): Line {
  const count = (standing: Shown['standing']) => alerts.filter((alert) => alert.standing === standing).length;
  const [late, soon, over] = [count('late'), count('soon'), count('over')];
  if (late + soon === 0) return [`Nothing is left to do here: all ${over} need no action any more.`];
  const parts = [...(late > 0 ? [`🔴 ${late} late`] : []), ...(soon > 0 ? [`⏳ ${soon} due soon`] : [])];
  const rest = over === 0 ? '' : ` ${over} ${over === 1 ? 'needs' : 'need'} no action any more.`;
  return [`Look at ${late + soon} ${late + soon === 1 ? 'promise' : 'promises'}: ${parts.join(', ')}.${rest}`];
}

/** The first line of an alert alone must do; what still asks for something can be opened from it. */
function lineOf({ message, standing, root }: Shown): Line {
  const [first = []] = message.lines;
  if ('quote' in first || standing === 'over' || first.some(isLink)) return first;
  return [...first, ' ', toMessage(root, 'Open')];
}
const isLink = (piece: Piece): boolean => typeof piece !== 'string' && piece.type === 'to';
