import type { EntityManager } from 'typeorm';
import type { Account, AccountEvent, Contact, KeptBinding } from '../../core/account/account';
import type { Accounts } from '../../core/account/books';
import { StaleWrite } from '../../core/errors';
import type { Member } from '../../core/message';
import { instant } from '../../core/time';
import {
  type AccountChannelRow,
  type AccountContactRow,
  type AccountEventRow,
  type AccountRow,
  byOf,
  byRow,
} from './contract-rows';
import { AccountChannelTable, AccountContactTable, AccountEventTable, AccountTable } from './contract-schema';
import { CHANNELS, lastOf, nextOf } from './counters';
import type { Engine } from './engine';
import { insertOnce, present } from './sql';

export function accountsOn(manager: EntityManager, engine: Engine): Accounts {
  const append = async (event: AccountEvent): Promise<void> => {
    await manager.insert(AccountEventTable, eventRow(event) as never);
  };
  return {
    async find(name) {
      const row = await manager.findOneBy(AccountTable, { folded: folded(name) });
      return row === null ? undefined : accountOf(row);
    },
    async list({ search, after, limit }) {
      const rows = manager.createQueryBuilder(AccountTable, 'a').where('a.name > :after', { after: after ?? '' });
      if (search !== undefined) {
        // Not LIKE: what people write is no pattern.
        const position = manager.connection.options.type === 'postgres' ? 'strpos' : 'instr';
        rows.andWhere(`${position}(a.folded, :search) > 0`, { search: folded(search) });
      }
      return (await rows.orderBy('a.name').limit(limit).getMany()).map(accountOf);
    },
    async hold(name) {
      await manager.query(`SELECT name FROM account WHERE name = $1 ${engine.holding}`, [name]);
    },
    async add(account, event) {
      if (!(await insertOnce(manager, AccountTable, accountRow(account)))) return false;
      await append(event);
      return true;
    },
    async update(account, event) {
      await manager.update(AccountTable, { name: account.name }, accountRow(account) as never);
      // Its team answers in the channels that it got in chat.
      if (event.data?.team !== undefined) await nextOf(manager, CHANNELS);
      await append(event);
    },
    append,
    async history(account, limit) {
      const rows = await manager.find(AccountEventTable, { where: { account }, order: { seq: 'DESC' }, take: limit });
      return rows.map(eventOf);
    },
    async contacts(account) {
      const rows = await manager.find(AccountContactTable, { where: { account }, order: { since: 'ASC', id: 'ASC' } });
      return rows.map(contactOf);
    },
    async putContact(contact, event) {
      await manager.upsert(AccountContactTable, contactRow(contact) as never, ['account', 'id']);
      await append(event);
    },
    async removeContact({ account, id }, event) {
      await manager.delete(AccountContactTable, { account, id });
      await append(event);
    },
    async bindings() {
      const rows = await manager.find(AccountChannelTable, { order: { platform: 'ASC', placeId: 'ASC' } });
      return rows.map(bindingOf);
    },
    async binding({ platform, placeId }) {
      const row = await manager.findOneBy(AccountChannelTable, { platform, placeId });
      return row === null ? undefined : bindingOf(row);
    },
    async channelsOf(account) {
      const rows = await manager.find(AccountChannelTable, {
        where: { account },
        order: { since: 'ASC', platform: 'ASC', placeId: 'ASC' },
      });
      return rows.map(({ platform, placeId }) => ({ platform, placeId }));
    },
    async bind({ place, account }, event) {
      await engine.alone(manager, 'channels');
      const before = await manager.findOneBy(AccountChannelTable, place);
      // Given away meanwhile, it is taken from nobody unheard; and what is so already is not told again.
      if (account !== undefined && before?.account === account) return;
      if (account !== undefined && (before?.account ?? null) !== null)
        throw new StaleWrite('somebody gave this channel to another account first');
      await manager.upsert(AccountChannelTable, { ...place, account: account ?? null, since: event.at }, [
        'platform',
        'placeId',
      ]);
      await nextOf(manager, CHANNELS);
      await append(event);
    },
    channelsVersion: () => lastOf(manager, CHANNELS),
  };
}

const folded = (name: string): string => name.trim().toLowerCase();

const accountRow = (account: Account): AccountRow => ({
  name: account.name,
  folded: folded(account.name),
  team: account.team,
  zone: account.zone,
  ownerPlatform: account.owner?.platform ?? null,
  ownerId: account.owner?.memberId ?? null,
  locale: account.locale ?? null,
  domains: account.domains,
  crmId: account.crmId ?? null,
  fields: account.fields,
  profile: account.profile ?? null,
  since: account.since,
});
const accountOf = (row: AccountRow): Account => ({
  name: row.name,
  team: row.team,
  zone: row.zone,
  ...(row.ownerPlatform === null || row.ownerId === null
    ? {}
    : { owner: { platform: row.ownerPlatform, memberId: row.ownerId } }),
  ...present('locale', row.locale),
  domains: row.domains as Account['domains'],
  ...present('crmId', row.crmId),
  fields: row.fields as Account['fields'],
  ...present('profile', row.profile as Account['profile'] | null),
  since: instant(row.since),
});

const bindingOf = ({ platform, placeId, account, since }: AccountChannelRow): KeptBinding => ({
  place: { platform, placeId },
  ...present('account', account),
  since: instant(since),
});

const contactRow = (contact: Contact): AccountContactRow => ({ ...contact, email: contact.email ?? null });
const contactOf = (row: AccountContactRow): Contact => ({
  account: row.account,
  id: row.id,
  name: row.name,
  ...present('email', row.email),
  members: row.members as readonly Member[],
  since: instant(row.since),
});

const eventRow = ({ by, data, ...event }: AccountEvent): Omit<AccountEventRow, 'seq'> => ({
  ...event,
  ...byRow(by),
  data: data ?? null,
});
const eventOf = (row: AccountEventRow): AccountEvent => ({
  account: row.account,
  type: row.type as AccountEvent['type'],
  at: instant(row.at),
  ...byOf(row),
  via: row.via,
  ...present('data', row.data as AccountEvent['data'] | null),
});
