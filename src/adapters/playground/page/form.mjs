import { act } from './api.mjs';
import { note } from './deeds.mjs';
import { byId, el, iconButton } from './dom.mjs';
import { me, state } from './state.mjs';

/** Does a command, asking in a form for what it lacks. `busy` is the button to hold meanwhile. */
export async function runHere(deed, placeId, { on, busy } = {}) {
  if (busy !== undefined) busy.disabled = true;
  const outcome = await act(deed);
  if (busy !== undefined) busy.disabled = false;
  if (outcome?.form === undefined) {
    if (outcome?.line !== undefined) note({ type: 'line', line: outcome.line });
    return outcome;
  }
  const { form } = outcome;
  showForm(form, async (values) => {
    const given = { type: 'submit', placeId, command: form.command, input: { ...form.input, ...values } };
    const done = await act(on === undefined ? given : { ...given, on });
    if (done !== undefined) note({ type: 'line', line: form.command });
    return done;
  });
  return outcome;
}

const HINTS = { duration: 'such as 2h or 45m', ticket: 'such as 42' };

function control(field, value) {
  const common = { id: `f-${field.name}`, name: field.name, required: field.required, maxlength: field.maxLength };
  switch (field.kind) {
    case 'paragraph':
      return el('textarea', { ...common, rows: 5 }, value);
    case 'choice':
      return choice(
        common,
        field.required,
        value,
        field.choices.map((name) => [name, name]),
      );
    case 'member': {
      const people = [...state.people.values()].filter(({ role }) => role !== 'desk');
      return choice(
        common,
        field.required,
        value,
        people.map(({ id, name, about }) => [id, `${name} · ${about}`]),
      );
    }
    default:
      return el('input', {
        ...common,
        value,
        placeholder: HINTS[field.kind],
        autocomplete: 'off',
        inputmode: field.kind === 'integer' || field.kind === 'ticket' ? 'numeric' : undefined,
      });
  }
}

const choice = (common, required, value, options) =>
  el(
    'select',
    common,
    (value === '' || !required) && el('option', { value: '' }, required ? 'Choose…' : 'Leave open'),
    options.map(([id, label]) => el('option', { value: id, selected: id === value }, label)),
  );

/** A form in a dialog. `onsubmit` gets what was filled in; it stays open, filled, if that gives undefined. */
export function showForm({ title, fields, input, submit = 'Send' }, onsubmit) {
  const dialog = byId('dialog');
  const send = el('button', { type: 'submit', class: 'main-button' }, submit);
  const form = el(
    'form',
    {
      onsubmit: async (event) => {
        event.preventDefault();
        send.disabled = true;
        const done = await onsubmit(valuesOf(form, fields));
        send.disabled = false;
        if (done !== undefined) dialog.close();
      },
    },
    el(
      'header',
      {},
      el('h2', { id: 'dialog-title' }, title),
      iconButton('close', 'Close', () => dialog.close()),
    ),
    fields.map((field) =>
      el(
        'p',
        { class: 'field' },
        el(
          'label',
          { for: `f-${field.name}` },
          field.label,
          !field.required && el('span', { class: 'quiet' }, ' (optional)'),
        ),
        control(field, input[field.name] ?? ''),
      ),
    ),
    el(
      'footer',
      {},
      el('span', { class: 'quiet' }, `as ${me().name}`),
      el('button', { type: 'button', class: 'plain-button', onclick: () => dialog.close() }, 'Cancel'),
      send,
    ),
  );
  dialog.replaceChildren(form);
  dialog.showModal();
  form.querySelector('input, textarea, select')?.focus();
}

/** Left empty is not given. */
const valuesOf = (form, fields) =>
  Object.fromEntries(
    fields
      .map(({ name }) => [name, String(form.elements.namedItem(name).value)])
      .filter(([, value]) => value.trim() !== ''),
  );
