import { first } from './1-first';
import { leases } from './2-leases';
import { desks } from './3-desks';
import { steps } from './4-steps';
import { contracts } from './5-contracts';
import { channelMoves } from './6-channel-moves';
import type { Migration } from './migration';

/** In the order they are applied. */
export const migrations: readonly Migration[] = [first, leases, desks, steps, contracts, channelMoves];
