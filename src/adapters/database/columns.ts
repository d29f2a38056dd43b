import type { EntitySchemaColumnOptions, ValueTransformer } from 'typeorm';

type Column = EntitySchemaColumnOptions;
type Options = Partial<Pick<Column, 'nullable' | 'primary' | 'name' | 'unique' | 'collation'>>;

/** PostgreSQL hands bigint over as a string. */
const asNumber: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: unknown) => (value === null || value === undefined ? value : Number(value)),
};
const asJson: ValueTransformer = {
  to: (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value)),
  from: (value: unknown) => (typeof value === 'string' ? JSON.parse(value) : value),
};

/** PostgreSQL cannot keep the character NUL, so it is kept nowhere. */
export const storable = (value: string): string => value.replaceAll('\u0000', '\ufffd');
const asStorable: ValueTransformer = {
  to: (value: unknown) => (typeof value === 'string' ? storable(value) : value),
  from: (value: unknown) => value,
};

export const text = (options: Options = {}): Column => ({ type: 'text', transformer: asStorable, ...options });
export const integer = (options: Options = {}): Column => ({ type: 'integer', ...options });
/** Milliseconds, as an instant or a length. */
export const ms = (options: Options = {}): Column => ({ type: 'bigint', transformer: asNumber, ...options });
export const json = (options: Options = {}): Column => ({ type: 'text', transformer: asJson, ...options });
export const sequence = (): Column => ({ type: 'integer', primary: true, generated: 'increment' });
