import { readSettings } from '../../src/adapters/config';

const database = (url?: string) => readSettings(url === undefined ? {} : { DATABASE_URL: url }).database;

describe('DATABASE_URL', () => {
  it.each([
    [undefined, 'steward.db'],
    ['sqlite:desk.db', 'desk.db'],
    ['sqlite:///var/lib/desk.db', '/var/lib/desk.db'],
  ])('%s is a SQLite file', (url, path) => {
    expect(database(url)).toEqual({ engine: 'sqlite', path });
  });

  it.each([
    'postgres://steward:secret@db.example.com:5432/desk',
    'postgresql://steward@localhost/desk?host=/run/postgresql',
    'postgres:///desk?host=/run/postgresql',
  ])('%s is a PostgreSQL database', (url) => {
    expect(database(url)).toEqual({ engine: 'postgres', url });
  });

  it.each([
    'postgres://steward:s3cret@/desk',
    'postgres://steward:s3cret@host',
    'postgres://steward:s3#cret@host/desk',
  ])('%s is refused without a word of what is in it', (url) => {
    expect(() => database(url)).toThrow('DATABASE_URL is not a whole address. Write postgres://');
    expect(() => database(url)).not.toThrow('s3');
  });

  it('of another kind is refused with the kinds there are', () => {
    expect(() => database('mysql://root:s3cret@host/desk')).toThrow('sqlite:PATH and postgres://');
  });
});
