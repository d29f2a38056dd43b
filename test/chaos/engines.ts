import { join } from 'node:path';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { PostgresServer } from '../support/postgres';

/** A database as a process is given it, and a look into it from outside. */
export interface Engine {
  readonly name: string;
  readonly url: string;
  rows<T>(sql: string): Promise<readonly T[]>;
  close(): Promise<void>;
}

export async function sqliteEngine(folder: string): Promise<Engine> {
  const database = join(folder, 'desk.db');
  return {
    name: 'SQLite',
    url: `sqlite:${database}`,
    async rows<T>(sql: string) {
      const source = await new DataSource({ type: 'sqlite', database }).initialize();
      try {
        return (await source.query(sql)) as T[];
      } finally {
        await source.destroy();
      }
    },
    close: async () => undefined,
  };
}

export async function postgresEngine(): Promise<Engine> {
  const server = await PostgresServer.start();
  const url = await server.database();
  return {
    name: 'PostgreSQL',
    url,
    async rows<T>(sql: string) {
      const client = new Client(url);
      await client.connect();
      try {
        return (await client.query(sql)).rows as T[];
      } finally {
        await client.end();
      }
    },
    close: () => server.stop(),
  };
}
