import { customerWords } from '../support/facts';
import { ABOUT_TICKETS, inputFor, type Role, tries, twoAccounts, typed } from '../support/roles';

const OTHERS: readonly Role[] = ['requester of another account', 'outsider'];
const LISTS = ['status', 'ticket list', 'ticket list all', 'ticket list unclaimed', 'ticket list mine', 'help'];
const without = (told: string, number: number) => told.replace(new RegExp(`(?<!\\d)${number}(?!\\d)`, 'g'), '?');

describe('another account’s ticket', () => {
  it.each(OTHERS.flatMap((role) => ABOUT_TICKETS.map((spec) => ({ role, spec, name: spec.name }))))(
    'looks to the $role of `$name` exactly like one that does not exist',
    async ({ role, spec }) => {
      const w = await twoAccounts();
      for (const [one, other] of [
        [
          await tries(w, role, spec.name, inputFor(spec)),
          await tries(w, role, spec.name, { ...inputFor(spec), ticket: '777' }),
        ],
        [await tries(w, role, typed(spec)), await tries(w, role, typed(spec).replace('ticket:1', 'ticket:777'))],
      ] as const) {
        expect(one).not.toBe('');
        expect(without(one, 1)).toBe(without(other, 777));
      }
    },
  );

  it.each(OTHERS)('stands in no list of the %s', async (role) => {
    const w = await twoAccounts();
    for (const line of LISTS) expect(await tries(w, role, line)).not.toMatch(/Phoenix|#1\b|Acme|Carol/);
  });

  it('stands in no list in the other account’s channel, nor in that of a colleague', async () => {
    const w = await twoAccounts();
    for (const line of LISTS) {
      expect(await tries(w, 'requester of the account', line)).not.toMatch(/Globex|export|#2\b/);
      expect(await tries(w, 'colleague', line)).not.toMatch(/Phoenix|export/);
    }
  });

  it('is not found by a word on which a message would name it', async () => {
    const w = await twoAccounts();
    await w.chen.says('globex', 'Is #1 the same as mine?');
    await w.chen.says('globex', '@Steward show 1');
    expect(w.reads('globex').join('\n') + w.told('chen').join('\n')).not.toContain('Phoenix');
  });
});

describe('what the team keeps to itself', () => {
  it('is not in what a requester is told of their own ticket', async () => {
    const w = await twoAccounts();
    await tries(w, 'agent', 'ticket note', { ticket: '1', text: 'They run a cracked licence' });
    await tries(w, 'agent', 'ticket wait', { ticket: '1', reason: 'they are cracked' });
    for (const line of ['ticket show 1', 'ticket why 1', 'status', 'ticket list']) {
      const told = await tries(w, 'requester of the account', line);
      expect(told).not.toBe('');
      expect(told).not.toContain('cracked');
    }
    expect(customerWords(w)).not.toContain('cracked');
  });
});
