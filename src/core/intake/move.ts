import { sayPlace } from '../account/account';
import type { ChannelMoved } from '../chat';
import type { Act } from '../queues';
import type { Work } from '../work';

/** The channel is the same to the desk, whatever it is called now. What could not be sent to it meanwhile is sent again. */
export async function takeMove({ unit }: Work, { from, to, at }: ChannelMoved): Promise<string> {
  await unit.moves.add(from, to, at);
  // Said under the new id before this was known, it was taken for a stranger's.
  await unit.inbox.again(to);
  const held = await unit.outbox.parked();
  await unit.outbox.again(held.filter(({ act }) => channelIn(act) === sayPlace(from)).map(({ key }) => key));
  return `${sayPlace(from)} goes by ${to.placeId} from now on`;
}

function channelIn(act: Act): string | undefined {
  if (act.type === 'post') return sayPlace(act.channel);
  return act.type === 'sign' ? sayPlace(act.on.place) : undefined;
}
