import type { CommandCall } from '../../core/chat';
import { instantOf, isDirect, member, place, refOf, threadPlace } from './ids';
import { actionSchema, buttonValue, formValue, shortcutSchema, slashSchema, submissionSchema } from './payload';
import { commandText } from './words';

/** A slash command, a pressed button, a shortcut or a submitted form, as the command it stands for. */
export function callOf(body: unknown): CommandCall | undefined {
  const call = typed(body) ?? pressed(body) ?? chosen(body) ?? submitted(body);
  return call !== undefined && isDirect(call.channel) ? { ...call, direct: true } : call;
}

function typed(body: unknown): CommandCall | undefined {
  const slash = slashSchema.safeParse(body).data;
  if (slash === undefined) return undefined;
  const channel = place(slash.channel_id);
  return {
    type: 'command',
    by: member(slash.user_id),
    channel,
    in: channel,
    line: `${slash.command.replace(/^\//, '')} ${commandText(slash.text)}`.trim(),
    input: {},
    ...handled(slash.response_url),
  };
}

function pressed(body: unknown): CommandCall | undefined {
  const action = actionSchema.safeParse(body).data;
  const carried = carriedBy(action?.actions[0]?.value, buttonValue);
  const channel = action?.container.channel_id ?? action?.channel?.id;
  if (action === undefined || carried === undefined || channel === undefined) return undefined;
  const threadTs = action.message?.thread_ts ?? action.container.thread_ts;
  const at = action.actions[0]?.action_ts;
  return {
    type: 'command',
    by: member(action.user.id),
    channel: place(channel),
    in: threadTs === undefined ? place(channel) : threadPlace(channel, threadTs),
    line: carried.command,
    input: carried.input,
    ...(at === undefined ? {} : { at: instantOf(at) }),
    ...handled(action.response_url),
  };
}

function chosen(body: unknown): CommandCall | undefined {
  const shortcut = shortcutSchema.safeParse(body).data;
  if (shortcut === undefined) return undefined;
  const { channel, message, message_ts: ts } = shortcut;
  return {
    type: 'command',
    by: member(shortcut.user.id),
    channel: place(channel.id),
    in: threadPlace(channel.id, message?.thread_ts ?? ts),
    line: shortcut.callback_id.replace('_', ' '),
    input: {},
    on: refOf(channel.id, ts),
    ...handled(shortcut.response_url),
  };
}

function submitted(body: unknown): CommandCall | undefined {
  const submission = submissionSchema.safeParse(body).data;
  const carried = carriedBy(submission?.view.private_metadata, formValue);
  if (submission === undefined || carried === undefined) return undefined;
  const filled = Object.entries(submission.view.state.values).map(([name, actions]) => {
    const [given] = Object.values(actions);
    const channel = given?.selected_conversation ? `<#${given.selected_conversation}>` : undefined;
    return [name, given?.selected_option?.value ?? given?.selected_user ?? channel ?? given?.value ?? ''];
  });
  const input = { ...carried.input, ...Object.fromEntries(filled) };
  return {
    type: 'command',
    by: member(submission.user.id),
    channel: place(carried.channel),
    in: place(carried.place),
    line: carried.command,
    input,
  };
}

function carriedBy<T>(value: string | undefined, schema: { safeParse(value: unknown): { data?: T } }): T | undefined {
  try {
    return schema.safeParse(JSON.parse(value ?? '')).data;
  } catch {
    return undefined;
  }
}

const handled = (url: string | undefined) => (url === undefined ? {} : { handle: url });
