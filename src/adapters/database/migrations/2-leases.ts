import type { Migration } from './migration';

/** What only one instance may do at a time, such as listening to a gateway. */
export const leases: Migration = {
  name: '2-leases',
  up: () => [
    `CREATE TABLE lease (
      name text PRIMARY KEY NOT NULL, holder text NOT NULL, fence integer NOT NULL, until bigint NOT NULL)`,
  ],
};
