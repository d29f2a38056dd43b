const isCommand = (deed, name) =>
  (deed.type === 'line' && deed.line.startsWith(name)) ||
  (deed.type === 'said' &&
    new RegExp(`^@steward\\s+(ticket\\s+)?${name.replace('ticket ', '')}\\b`, 'i').test(deed.text));
const inCustomerChannel = ({ placeId }) => /^(acme|globex)\b/.test(placeId);

/**
 * What a newcomer does, in order. `done` is asked about each deed with who did it; `be` and `at` are where the button
 * leads, `say` what it writes.
 */
export const STEPS = [
  {
    title: 'Ask',
    text: 'You are Carol, a customer. Ask for help in #acme.',
    be: 'carol',
    at: 'acme',
    say: 'Upgrade to 5.2 fails on start: "schema version 41 not found". What can we do?',
    done: (deed, { role }) => deed.type === 'said' && role === 'customer' && inCustomerChannel(deed),
  },
  {
    title: 'Claim',
    text: 'Be Alice, an engineer. Press Claim on the card in #triage.',
    be: 'alice',
    at: 'triage',
    done: (deed, { team }) => team && (isCommand(deed, 'ticket claim') || (deed.type === 'sign' && deed.sign === '👀')),
  },
  {
    title: 'Reply',
    text: 'As Alice, answer Carol in the thread under her message in #acme.',
    be: 'alice',
    at: 'acme',
    done: (deed, { team }) =>
      team && ((deed.type === 'said' && inCustomerChannel(deed)) || isCommand(deed, 'ticket reply')),
  },
  {
    title: 'Warning',
    text: 'Press “To next deadline” and read the warning in #triage.',
    be: 'alice',
    at: 'triage',
    done: (deed) => deed.type === 'time' && deed.step === 'deadline',
    light: 'deadline',
  },
  {
    title: 'Breach',
    text: 'Once more: the promised time passes and the alert says so.',
    be: 'alice',
    at: 'triage',
    done: (deed) => deed.type === 'time' && deed.step === 'deadline',
    light: 'deadline',
  },
  {
    title: 'Resolve',
    text: 'Resolve it: react with ✅ to Carol’s message, or type /ticket resolve.',
    be: 'alice',
    at: 'acme',
    done: (deed, { team }) =>
      team && (isCommand(deed, 'ticket resolve') || (deed.type === 'sign' && deed.sign === '✅')),
  },
  {
    title: 'Digest',
    text: 'Press “To the morning digest” and read it in #triage.',
    be: 'alice',
    at: 'triage',
    done: (deed) => deed.type === 'time' && deed.step === 'morning',
    light: 'morning',
  },
];
