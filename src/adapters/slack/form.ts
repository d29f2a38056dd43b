import type { types } from '@slack/bolt';
import type { CommandCall, Form } from '../../core/chat';
import type { Field } from '../../core/field';
import { shorten } from '../../core/message';
import type { FormValue } from './payload';

const MOST_TITLE = 24;

/** A form as a Slack modal. The call it came from travels along unseen. */
export function modal(form: Form, call: CommandCall): types.ModalView {
  const carried: FormValue = {
    command: form.command,
    input: { ...form.input },
    channel: call.channel.placeId,
    place: call.in.placeId,
  };
  return {
    type: 'modal',
    callback_id: 'steward_form',
    title: { type: 'plain_text', text: shorten(form.title, MOST_TITLE) },
    submit: { type: 'plain_text', text: 'Send' },
    close: { type: 'plain_text', text: 'Cancel' },
    private_metadata: JSON.stringify(carried),
    blocks: form.fields.map((field) => ({
      type: 'input',
      block_id: field.name,
      optional: !field.required,
      label: { type: 'plain_text', text: field.label },
      element: control(field),
    })),
  };
}

function control(field: Field): types.InputBlock['element'] {
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
    default:
      return {
        type: 'plain_text_input',
        action_id,
        multiline: field.kind === 'paragraph',
        ...(field.maxLength === undefined ? {} : { max_length: Math.min(3000, field.maxLength) }),
      };
  }
}
