import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ChannelType,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { z } from 'zod';
import type { Form } from '../../core/chat';
import type { Field } from '../../core/field';
import { shorten } from '../../core/message';
import { customId, MOST_ID } from './buttons';

const MOST_TITLE = 45;
const MOST_LABEL = 45;
const MOST_DESCRIPTION = 100;
const MOST_FIELDS = 5;
const MOST_CHOICES = 25;
const MOST_TEXT = 4_000;

/**
 * A form as a Discord modal. What is known already travels along in its id; what does not fit there is shown, filled in.
 * Optional fields that find no room are left to the options of the typed command, and the form says which. Undefined when
 * there is no room for what must be asked: it is said in words then what is lacking.
 */
export function modal(form: Form): APIModalInteractionResponseCallbackData | undefined {
  const { carried, shown } = split(form);
  const known = shown.map(([name, value]) => ({ field: { ...EXTRA, name, label: capital(name) }, value }));
  const asked = form.fields.map((field) => ({ field, value: form.input[field.name] }));
  const optional = asked.filter(({ field }) => !field.required);
  const needed = [...asked.filter(({ field }) => field.required), ...known];
  if (needed.length > MOST_FIELDS) return undefined;
  const room = MOST_FIELDS - needed.length;
  const components = [...needed, ...optional.slice(0, room)].map(({ field, value }) => labelled(field, value));
  const left = optional.slice(room).map(({ field }) => field.name);
  return {
    custom_id: customId({ command: form.command, input: carried }, 0),
    title: shorten(form.title, MOST_TITLE),
    components: left.length === 0 ? components : withHint(components, form.command, left),
  };
}

/** A label that is cut off stands whole below it. */
const labelled = (field: Field, value: string | undefined): APILabelComponent => ({
  type: ComponentType.Label,
  label: shorten(field.label, MOST_LABEL),
  ...(field.label.length > MOST_LABEL ? { description: shorten(field.label, MOST_DESCRIPTION) } : {}),
  component: control(field, value),
});

const withHint = (components: readonly APILabelComponent[], command: string, left: readonly string[]) => {
  const description = shorten(`For more, type /${command} with ${left.join(', ')}`, MOST_DESCRIPTION);
  return components.map((one, at) => (at === components.length - 1 ? { ...one, description } : one));
};

const EXTRA = { kind: 'paragraph', required: false } as const;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function split({ command, input, fields }: Form) {
  const carried: Record<string, string> = {};
  const shown: (readonly [string, string])[] = [];
  for (const [name, value] of Object.entries(input)) {
    if (fields.some((field) => field.name === name)) continue;
    const fits = customId({ command, input: { ...carried, [name]: value } }, 0).length <= MOST_ID;
    if (fits) carried[name] = value;
    else shown.push([name, value]);
  }
  return { carried, shown };
}

function control(field: Field, value: string | undefined): APIComponentInLabel {
  const { name: custom_id, required, kind } = field;
  switch (kind) {
    case 'choice':
      return {
        type: ComponentType.StringSelect,
        custom_id,
        required,
        min_values: required ? 1 : 0,
        options: (field.choices ?? []).slice(0, MOST_CHOICES).map((choice) => ({
          label: choice,
          value: choice,
          ...(choice === value ? { default: true } : {}),
        })),
      };
    case 'member':
      return { type: ComponentType.UserSelect, custom_id, required, min_values: required ? 1 : 0 };
    case 'place':
      return {
        type: ComponentType.ChannelSelect,
        custom_id,
        required,
        min_values: required ? 1 : 0,
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum],
      };
    default:
      return {
        type: ComponentType.TextInput,
        custom_id,
        required,
        style: kind === 'paragraph' ? TextInputStyle.Paragraph : TextInputStyle.Short,
        max_length: Math.min(MOST_TEXT, field.maxLength ?? MOST_TEXT),
        ...(value === undefined ? {} : { value: value.slice(0, MOST_TEXT) }),
      };
  }
}

const given = z.looseObject({
  type: z.number().optional(),
  custom_id: z.string(),
  value: z.string().nullish(),
  values: z.array(z.string()).nullish(),
});
const answered = z.looseObject({ component: given });

/** What somebody entered, by the name of the field. What they left empty is not there. */
export function entered(components: readonly unknown[]): Record<string, string> {
  const found = components.flatMap((one) => answered.safeParse(one).data?.component ?? []);
  const entries = found.map(({ type, custom_id, value, values }) => {
    const [chosen = ''] = values ?? [];
    const isChannel = type === ComponentType.ChannelSelect && chosen !== '';
    return [custom_id, value ?? (isChannel ? `<#${chosen}>` : chosen)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}
