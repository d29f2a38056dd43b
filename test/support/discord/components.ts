import { type Fields, fieldsAt, isFields, objectsIn, stringAt } from '../slack/fields';
import { ComponentType } from './numbers';

const childrenOf = (component: Fields): readonly Fields[] => [
  ...objectsIn(component.components),
  ...[component.accessory, component.component].filter(isFields),
];

/** Every component, at any depth, in the order a person reads them. */
export const allComponents = (components: readonly Fields[]): readonly Fields[] =>
  components.flatMap((component) => [component, ...allComponents(childrenOf(component))]);

const interactive: ReadonlySet<unknown> = new Set([
  ComponentType.button,
  ComponentType.stringSelect,
  ComponentType.userSelect,
  ComponentType.roleSelect,
  ComponentType.mentionableSelect,
  ComponentType.channelSelect,
]);

export const clickable = (components: readonly Fields[]): readonly Fields[] =>
  allComponents(components).filter((component) => interactive.has(component.type));

export const labelOf = (component: Fields): string =>
  stringAt(component, 'label') ??
  stringAt(component, 'placeholder') ??
  stringAt(fieldsAt(component, 'emoji') ?? {}, 'name') ??
  '';

/** Discord numbers components one after the other where the app gave no id. */
export const numbered = (components: readonly Fields[]): readonly Fields[] => {
  const taken = new Set(allComponents(components).map((component) => component.id));
  let last = 0;
  const nextId = (): number => {
    do last += 1;
    while (taken.has(last));
    return last;
  };
  const numberOne = (component: Fields): Fields => ({
    ...component,
    id: typeof component.id === 'number' && component.id !== 0 ? component.id : nextId(),
    ...(Array.isArray(component.components)
      ? { components: objectsIn(component.components).map((child) => numberOne(child)) }
      : {}),
    ...(isFields(component.accessory) ? { accessory: numberOne(component.accessory) } : {}),
    ...(isFields(component.component) ? { component: numberOne(component.component) } : {}),
  });
  return components.map(numberOne);
};

export const displayedText = (components: readonly Fields[]): string =>
  allComponents(components)
    .filter((component) => component.type === ComponentType.textDisplay)
    .map((component) => stringAt(component, 'content') ?? '')
    .join('\n');
