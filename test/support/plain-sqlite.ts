import sqlite3 from 'sqlite3';

/**
 * TypeORM asks the driver for long stack traces, which it adds by wrapping its native classes. Those outlive a test
 * file's modules: every file in a process would wrap them once more, and each call be slower than in the file before.
 */
Object.assign(sqlite3, { verbose: () => sqlite3 });
