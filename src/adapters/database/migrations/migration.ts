/** What differs between engines in the SQL of a migration. */
export interface Dialect {
  /** A column that numbers rows by itself. */
  serial(column: string): string;
  /** Text that is compared byte by byte, whatever the database's language. */
  readonly plainText: string;
  /** The same for an expression that is compared with such a column. */
  plain(expression: string): string;
  /** A value of a JSON object that is kept as text, as text. */
  valueIn(column: string, key: string): string;
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
  plainText: 'text',
  plain: (expression) => expression,
  valueIn: (column, key) => `CAST(json_extract(${column}, '$.${key}') AS text)`,
  appendOnly: (table) =>
    ['UPDATE', 'DELETE'].map(
      (act) => `CREATE TRIGGER ${table}_no_${act.toLowerCase()} BEFORE ${act} ON ${table}
        BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
    ),
};

export const postgresDialect: Dialect = {
  serial: (column) => `"${column}" serial PRIMARY KEY NOT NULL`,
  plainText: 'text COLLATE "C"',
  plain: (expression) => `(${expression}) COLLATE "C"`,
  valueIn: (column, key) => `(${column}::json ->> '${key}')`,
  appendOnly: (table) => [
    `CREATE FUNCTION ${table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION '${table} is append-only'; END $$`,
    // Once per statement, so that TRUNCATE is refused like the others.
    `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION ${table}_is_append_only()`,
  ],
};
