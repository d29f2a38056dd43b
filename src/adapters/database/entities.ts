import { InboxTable, OutboxTable } from './queue-schema';
import * as schema from './schema';

export const entities = [...Object.values(schema), InboxTable, OutboxTable];
