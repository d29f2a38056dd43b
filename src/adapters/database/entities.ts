import * as contracts from './contract-schema';
import { InboxTable, OutboxTable } from './queue-schema';
import * as schema from './schema';

export const entities = [...Object.values(schema), ...Object.values(contracts), InboxTable, OutboxTable];
