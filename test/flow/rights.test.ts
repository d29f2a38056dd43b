import { intrudes, reactionEvent, ticket, tickets } from '../support/facts';
import {
  ABOUT_CONTRACTS,
  ABOUT_TICKETS,
  ALL,
  everything,
  inputFor,
  MAY,
  MAY_OF_CONTRACTS,
  ROLES,
  type Role,
  SPECS,
  TEAM,
  tries,
  twoAccounts,
  typed,
  WITHOUT_TICKET,
} from '../support/roles';

const REFUSED = /Only the support team|no ticket|there is no #|cannot find|does not exist/i;
/** Every role with what it was allowed, to be compared at a glance. */
const table = (may: readonly Role[], roles: readonly Role[] = ALL) =>
  Object.fromEntries(roles.map((role) => [role, may.includes(role)]));

describe('every command of the menu', () => {
  it('stands in the table of rights', () => {
    expect(SPECS.map(({ name }) => name).sort()).toEqual(
      [...Object.keys(MAY), ...Object.keys(MAY_OF_CONTRACTS), ...WITHOUT_TICKET].sort(),
    );
  });

  it.each(ABOUT_TICKETS)('$name changes nothing for those without the right to it, typed or pressed', async (spec) => {
    const w = await twoAccounts();
    const before = await everything(w);
    for (const role of ALL.filter((one) => !MAY[spec.name]?.includes(one))) {
      for (const told of [await tries(w, role, typed(spec)), await tries(w, role, spec.name, inputFor(spec))]) {
        expect([role, told]).toEqual([role, expect.stringMatching(REFUSED)]);
        expect(told).not.toContain('Phoenix');
      }
    }
    expect(await everything(w)).toEqual(before);
  });

  it.each(ABOUT_TICKETS.filter(({ name }) => name !== 'ticket answered'))(
    '$name is refused to nobody with the right to it',
    async (spec) => {
      const allowed: Role[] = [];
      for (const role of MAY[spec.name] ?? []) {
        const w = await twoAccounts();
        const told = await tries(w, role, spec.name, inputFor(spec));
        if (told !== '' && !REFUSED.test(told)) allowed.push(role);
      }
      expect(table(allowed)).toEqual(table(MAY[spec.name] ?? []));
    },
  );
});

describe('what is about accounts, contracts and money', () => {
  it.each(ABOUT_CONTRACTS)('$name is done for those with the right to it and for nobody else', async (spec) => {
    const allowed: Role[] = [];
    const w = await twoAccounts();
    const before = await everything(w);
    const refused = ALL.filter((one) => !MAY_OF_CONTRACTS[spec.name]?.includes(one));
    for (const role of refused) {
      for (const told of [await tries(w, role, typed(spec)), await tries(w, role, spec.name, inputFor(spec))])
        expect([role, told]).toEqual([role, expect.stringMatching(/^Only (leads|the support team) can/)]);
    }
    expect(await everything(w)).toEqual(before);
    for (const role of MAY_OF_CONTRACTS[spec.name] ?? []) {
      if (!/^Only /.test(await tries(w, role, spec.name, inputFor(spec)))) allowed.push(role);
    }
    expect(table(allowed)).toEqual(table(MAY_OF_CONTRACTS[spec.name] ?? []));
  });
});

describe('opening', () => {
  it.each(['colleague', 'outsider'] as const)('by command is not for a %s', async (role) => {
    const w = await twoAccounts();
    await tries(w, role, 'ticket open', { text: 'All is down' });
    expect(await tickets(w)).toHaveLength(2);
  });

  it('with a severity gives a requester the usual one: the team agrees to more', async () => {
    const w = await twoAccounts();
    await tries(w, 'requester of the account', 'ticket open', { text: 'All is down', severity: 'S1' });
    expect((await ticket(w, 3)).severity).toBe('S2');
  });

  it('in somebody else’s name is not for requesters', async () => {
    const w = await twoAccounts();
    await tries(w, 'requester of the account', 'ticket open', { text: 'All is down', requester: 'olaf' });
    const opened = (await tickets(w)).filter(({ number }) => number > 2);
    expect(opened.map(({ requester }) => requester.member.memberId)).not.toContain('olaf');
  });
});

describe('severity', () => {
  it('is asked for by the requester and set by the team', async () => {
    const w = await twoAccounts();
    await tries(w, 'requester of the account', 'ticket severity 1 S1');
    expect(await ticket(w, 1)).toMatchObject({ severity: 'S2', requestedSeverity: 'S1' });
    await tries(w, 'agent', 'ticket severity 1 S1');
    expect((await ticket(w, 1)).severity).toBe('S1');
  });
});

describe('reactions on a customer’s message', () => {
  const here = ALL.filter((role) => ROLES[role][1] === 'acme');
  const requesters: readonly Role[] = ['requester of the account', 'another requester of the account'];
  /** Whether ✅ of a second requester of the account counts as on their "own" ticket is not written down. */
  const signs: readonly (readonly [sign: string, may: readonly Role[], roles: readonly Role[]])[] = [
    ['👀', TEAM, here],
    ['✅', [...TEAM, 'requester of the account'], here.filter((role) => role !== 'another requester of the account')],
    ['🚨', [...TEAM, ...requesters], here],
  ];
  it.each(signs)('%s acts for those with the right to it and for nobody else', async (sign, may, roles) => {
    const acted: Role[] = [];
    for (const role of roles) {
      const w = await twoAccounts();
      const before = (await ticket(w, 1)).version;
      await w.platform.tell(reactionEvent(w, ROLES[role][0], 'acme', (await ticket(w, 1)).root.messageId, sign));
      await w.settle();
      if ((await ticket(w, 1)).version > before) acted.push(role);
    }
    expect(table(acted, roles)).toEqual(table(may, roles));
  });

  it('🎫 opens a ticket for everybody but a colleague', async () => {
    const opened: Role[] = [];
    for (const role of here) {
      const w = await twoAccounts();
      const hello = await intrudes(w, 'carol', 'acme', 'hello');
      await w.platform.tell(reactionEvent(w, ROLES[role][0], 'acme', hello, '🎫'));
      await w.settle();
      if ((await tickets(w)).length === 3) opened.push(role);
    }
    expect(table(opened, here)).toEqual(table([...TEAM, ...requesters], here));
  });

  it('on the triage card act for nobody whose ticket it is not', async () => {
    const w = await twoAccounts();
    const before = await everything(w);
    const card = w.platform.room.entries().find(({ ref }) => ref.place.placeId === 'triage')?.ref.messageId ?? '';
    for (const who of ['bob', 'chen', 'olaf']) {
      for (const sign of ['🎫', '👀', '✅', '🚨']) await w.platform.tell(reactionEvent(w, who, 'triage', card, sign));
    }
    await w.settle();
    expect(await everything(w)).toEqual(before);
  });
});
