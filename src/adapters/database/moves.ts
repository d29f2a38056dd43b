import { type EntityManager, Raw } from 'typeorm';
import type { Place } from '../../core/message';
import type { Moves } from '../../core/store';
import { ChannelMoveTable } from './contract-schema';
import { CHANNELS, nextOf } from './counters';
import type { Engine } from './engine';
import { InboxTable } from './queue-schema';

export const movesOn = (manager: EntityManager, engine: Engine): Moves => ({
  hold: () => engine.alone(manager, 'channels'),
  async add({ platform, placeId: from }, { placeId }, at) {
    // Whoever keeps, stores or gives away something under the new id has done so before this, or knows better.
    await engine.alone(manager, 'channels');
    await engine.alone(manager, 'inbox');
    // What has moved twice is known by its first id still, also when its moves are told in another order.
    const knownAs = (await manager.findOneBy(ChannelMoveTable, { platform, placeId: from }))?.knownAs ?? from;
    await manager.update(ChannelMoveTable, { platform, knownAs: placeId }, { knownAs });
    // One that goes back to an earlier id goes by that from now on.
    await manager.delete(ChannelMoveTable, { platform, placeId });
    await manager.insert(ChannelMoveTable, { platform, placeId, knownAs, since: at });
    await nextOf(manager, CHANNELS);
    const known = { platform, placeId: knownAs };
    if (placeId !== knownAs) {
      await renameTickets(manager, placeId, known);
      await renameEvents(manager, placeId, known);
    }
    return known;
  },
  async all() {
    const rows = await manager.find(ChannelMoveTable, { order: { since: 'ASC', seq: 'ASC' } });
    return rows.map(({ platform, placeId, knownAs }) => ({
      known: { platform, placeId: knownAs },
      now: { platform, placeId },
    }));
  },
});

const COLUMNS: readonly (readonly [table: string, column: string])[] = [
  ['ticket', 'channel_id'],
  ['ticket', 'root_place_id'],
  ['ticket', 'home_place_id'],
  ['ticket_place', 'place_id'],
  ['ticket_message', 'place_id'],
];
/** Tickets that were opened under the new id go on as those of the channel. A thread's place begins with its channel's. */
async function renameTickets(manager: EntityManager, to: string, { platform, placeId }: Place): Promise<void> {
  for (const [table, column] of COLUMNS)
    await manager.query(
      `UPDATE ${table} SET ${column} = $1 || substr(${column}, ${to.length + 1})
       WHERE platform = $2 AND (${column} = $3 OR substr(${column}, 1, ${to.length + 1}) = $4)`,
      [placeId, platform, to, `${to}:`],
    );
}

/**
 * Events that were stored under the new id are those of the channel: what came to nothing as a stranger's waits again, and
 * so does what is being worked on. Few, for they came within moments. Lanes are channels, and keys name them.
 */
async function renameEvents(manager: EntityManager, to: string, { platform, placeId }: Place): Promise<void> {
  const found = await manager.find(InboxTable, {
    where: [
      { platform, lane: to },
      { platform, lane: Raw((lane) => `substr(${lane}, 1, ${to.length + 1}) = :aside`, { aside: `${to} ` }) },
    ],
    order: { seq: 'ASC' },
  });
  for (const { seq, eventKey, lane, state, outcome, fence } of found) {
    const key = eventKey.replaceAll(to, placeId);
    const isTwice = key !== eventKey && (await manager.existsBy(InboxTable, { platform, eventKey: key }));
    if (isTwice) {
      await manager.update(InboxTable, { seq }, { state: 'done', fence: fence + 1, outcome: 'nothing: stored before' });
      continue;
    }
    const isHeardAgain = state === 'done' && outcome?.startsWith('nothing') === true;
    await manager.update(
      InboxTable,
      { seq },
      {
        eventKey: key,
        lane: placeId + lane.slice(to.length),
        ...(state === 'waiting' || isHeardAgain
          ? { state: 'waiting', fence: fence + 1, leaseUntil: 0, notBefore: 0 }
          : {}),
        ...(isHeardAgain ? { attempts: 0, outcome: null, doneAt: null } : {}),
      },
    );
  }
}
