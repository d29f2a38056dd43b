import type { types } from '@slack/bolt';
import type { CommandCall, Form } from '../../core/chat';
import type { Field } from '../../core/field';
import { shorten } from '../../core/message';
import type { FormValue } from './payload';

const MOST_TITLE = 24;
/** Slack takes this many characters in private_metadata. */
const MOST_CARRIED = 3_000;
const MOST_TEXT = 3_000;

/** A form as a Slack modal. The call it came from travels along unseen; what does not fit there is shown, filled in. */
export function modal(form: Form, call: CommandCall): types.ModalView {
  const { carried, shown } = split(form, call);
  const known = shown.map(([name, value]) => input({ ...EXTRA, name, label: capital(name) }, value));
  return {
    type: 'modal',
    callback_id: 'steward_form',
    title: { type: 'plain_text', text: titleOf(form) },
    submit: { type: 'plain_text', text: 'Send' },
    close: { type: 'plain_text', text: 'Cancel' },
    private_metadata: JSON.stringify(carried),
    blocks: [...form.fields.map((field) => input(field)), ...known],
  };
}

/** A sentence that would be cut off says less than the command's name. */
const titleOf = ({ title, command }: Form): string =>
  title.length <= MOST_TITLE ? title : shorten(capital(command), MOST_TITLE);

const EXTRA = { kind: 'paragraph', required: false } as const;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function split({ command, input: known }: Form, call: CommandCall) {
  const carrying = (values: FormValue['input']): FormValue => ({
    command,
    input: values,
    channel: call.channel.placeId,
    place: call.in.placeId,
  });
  const values: Record<string, string> = {};
  const shown: (readonly [name: string, value: string])[] = [];
  for (const [name, value] of Object.entries(known)) {
    const fits = JSON.stringify(carrying({ ...values, [name]: value })).length <= MOST_CARRIED;
    if (fits) values[name] = value;
    else shown.push([name, value]);
  }
  return { carried: carrying(values), shown };
}

const input = (field: Field, value?: string): types.InputBlock => ({
  type: 'input',
  block_id: field.name,
  optional: !field.required,
  label: { type: 'plain_text', text: field.label },
  element: control(field, value),
});

function control(field: Field, value: string | undefined): types.InputBlock['element'] {
  const action_id = field.name;
  switch (field.kind) {
    case 'choice':
      return {
        type: 'static_select',
        action_id,
        options: (field.choices ?? []).map((choice) => ({ text: { type: 'plain_text', text: choice }, value: choice })),
      };
    case 'member':
      return { type: 'users_select', action_id };
    case 'place':
      return {
        type: 'conversations_select',
        action_id,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
      };
    default:
      return {
        type: 'plain_text_input',
        action_id,
        multiline: field.kind === 'paragraph',
        ...(field.maxLength === undefined ? {} : { max_length: Math.min(MOST_TEXT, field.maxLength) }),
        ...(value === undefined ? {} : { initial_value: value.slice(0, MOST_TEXT) }),
      };
  }
}
