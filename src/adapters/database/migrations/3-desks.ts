import type { Migration } from './migration';

/** The policy file as it came into force each time, and a way to the tickets that hang on a policy version. */
export const desks: Migration = {
  name: '3-desks',
  up: () => [
    `CREATE TABLE desk_version (
      version integer PRIMARY KEY NOT NULL, text text NOT NULL, policies text NOT NULL, reach text NOT NULL,
      since bigint NOT NULL,
      CONSTRAINT "desk_version_reach" CHECK (reach IN ('new tickets', 'open tickets')))`,
    `CREATE INDEX ticket_by_policy ON ticket (policy_id, status, number)`,
  ],
};
