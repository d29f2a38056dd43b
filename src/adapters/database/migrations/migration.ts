/** What differs between engines in the SQL of a migration. */
export interface Dialect {
  /** A column that numbers rows by itself. */
  serial(column: string): string;
  /** Statements that make a table refuse changes and deletions. */
  appendOnly(table: string): readonly string[];
}
/** Forward only, plain SQL for every engine, each in a transaction of its own. Never edited once released. */
export interface Migration {
  readonly name: string;
  up(dialect: Dialect): readonly string[];
}

export const sqliteDialect: Dialect = {
  // TypeORM looks for quoted names when it compares a table with its entity.
  serial: (column) => `"${column}" integer PRIMARY KEY AUTOINCREMENT NOT NULL`,
  appendOnly: (table) =>
    ['UPDATE', 'DELETE'].map(
      (act) => `CREATE TRIGGER ${table}_no_${act.toLowerCase()} BEFORE ${act} ON ${table}
        BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
    ),
};
