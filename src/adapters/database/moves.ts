import type { EntityManager } from 'typeorm';
import type { Moves } from '../../core/store';
import { ChannelMoveTable } from './contract-schema';
import { CHANNELS, nextOf } from './counters';
import type { Engine } from './engine';

export const movesOn = (manager: EntityManager, engine: Engine): Moves => ({
  async add({ platform, placeId: from }, { placeId }, at) {
    // Whoever keeps something under the new id keeps it before this, or not at all.
    await engine.alone(manager, 'channels');
    // What has moved twice is known by its first id still.
    const knownAs = (await manager.findOneBy(ChannelMoveTable, { platform, placeId: from }))?.knownAs ?? from;
    // One that goes back to an earlier id goes by that from now on.
    await manager.delete(ChannelMoveTable, { platform, placeId });
    await manager.insert(ChannelMoveTable, { platform, placeId, knownAs, since: at });
    await nextOf(manager, CHANNELS);
    return { platform, placeId: knownAs };
  },
  async all() {
    const rows = await manager.find(ChannelMoveTable, { order: { seq: 'ASC' } });
    return rows.map(({ platform, placeId, knownAs }) => ({
      known: { platform, placeId: knownAs },
      now: { platform, placeId },
    }));
  },
});
