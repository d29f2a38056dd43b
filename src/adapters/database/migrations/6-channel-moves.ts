import type { Migration } from './migration';

/** Channels whose platform gave them another id: what is stored keeps the one it was written with. */
export const channelMoves: Migration = {
  name: '6-channel-moves',
  up: ({ serial }) => [
    `CREATE TABLE channel_move (
      ${serial('seq')}, platform text NOT NULL, place_id text NOT NULL, known_as text NOT NULL, since bigint NOT NULL)`,
    `CREATE UNIQUE INDEX channel_move_place ON channel_move (platform, place_id)`,
  ],
};
