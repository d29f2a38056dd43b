import { type Fields, objectsIn, stringAt } from '../slack/fields';
import { clickable, labelOf } from './components';
import type { Discord } from './discord';
import type { Acted } from './interaction';
import { interact } from './interaction-payload';
import { ComponentType, InteractionType, MessageType } from './numbers';
import type { MessageRef } from './people';
import { Resolved } from './resolved';
import { standingBefore } from './standing';
import { messageWire } from './wire-message';

const find = (components: readonly Fields[], wanted: string): Fields => {
  const all = clickable(components);
  const found =
    all.find((component) => component.custom_id === wanted) ?? all.find((component) => labelOf(component) === wanted);
  if (!found) {
    const offered = all.map((component) => `"${labelOf(component)}" ${String(component.custom_id ?? '')}`.trim());
    throw new Error(`Nothing to click named "${wanted}"; there is: ${offered.join(', ') || 'nothing'}`);
  }
  if (found.disabled === true) throw new Error(`"${wanted}" is disabled`);
  if (found.custom_id === undefined) throw new Error(`"${wanted}" is a link; the app hears nothing of it`);
  return found;
};

/** Values by label or value for texts, by name for people, roles and channels. */
export const pickedValues = (component: Fields, picked: readonly string[], resolved: Resolved): readonly string[] => {
  const least = Number(component.min_values ?? 1);
  const most = Number(component.max_values ?? 1);
  if (picked.length < least || picked.length > most) {
    throw new Error(`Choose ${least} to ${most} in ${String(component.custom_id)}`);
  }
  switch (component.type) {
    case ComponentType.userSelect:
      return picked.map((name) => resolved.user(name));
    case ComponentType.roleSelect:
      return picked.map((name) => resolved.role(name));
    case ComponentType.channelSelect:
      return picked.map((name) => resolved.channel(name));
    case ComponentType.mentionableSelect:
      return picked.map((name) => resolved.mentionable(name));
    default:
      return picked.map((one) => optionValue(component, one));
  }
};

export const optionValue = (component: Fields, picked: string): string => {
  const options = objectsIn(component.options);
  const found = options.find((option) => option.value === picked) ?? options.find((option) => option.label === picked);
  const value = found && stringAt(found, 'value');
  if (value === undefined) throw new Error(`"${picked}" is none of the options of ${String(component.custom_id)}`);
  return value;
};

/** Presses a button, found by custom_id or label, or chooses `picked` in a menu. Anybody who sees it may. */
export const clicks = (
  discord: Discord,
  user: string,
  which: MessageRef,
  wanted: string,
  picked: readonly string[] = [],
): Promise<Acted> => {
  const { standing, message } = standingBefore(discord, user, which);
  standing.mustBeActive('click');
  const component = find(message.components, wanted);
  const resolved = new Resolved(discord, discord.world.guildOf(standing.channel));
  const isButton = component.type === ComponentType.button;
  const data = {
    custom_id: component.custom_id,
    component_type: component.type,
    id: component.id,
    ...(isButton ? {} : { values: pickedValues(component, picked, resolved) }),
    ...resolved.field,
  };
  const facts = { type: InteractionType.component, channel: standing.channel, answerType: MessageType.reply, message };
  return interact(discord, standing.user, facts, data, { message: messageWire(discord, message, 'history') });
};
