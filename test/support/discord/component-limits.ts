import { type Fields, fieldsAt, objectsIn, stringAt } from '../slack/fields';
import { allComponents, displayedText } from './components';
import { ComponentType } from './numbers';
import { badLength, invalid, required, tooLong } from './refusal';

const maxRows = 5;
const maxButtonsInRow = 5;
const maxComponents = 40;
const maxDisplayedText = 4000;
const linkStyle = 5;

const selects: ReadonlySet<unknown> = new Set([
  ComponentType.stringSelect,
  ComponentType.userSelect,
  ComponentType.roleSelect,
  ComponentType.mentionableSelect,
  ComponentType.channelSelect,
]);

export const isSelect = (component: Fields): boolean => selects.has(component.type);

export const checkCustomId = (component: Fields, path: string): void => {
  const id = stringAt(component, 'custom_id') ?? '';
  if (id.length < 1 || id.length > 100) throw badLength(`${path}.custom_id`, 1, 100);
};

export const checkText = (component: Fields, key: string, limit: number, path: string): void => {
  if ((stringAt(component, key)?.length ?? 0) > limit) throw tooLong(`${path}.${key}`, limit);
};

export const checkOptions = (component: Fields, path: string, most = 25): void => {
  const options = objectsIn(component.options);
  if (options.length < 1 || options.length > most) throw badLength(`${path}.options`, 1, most);
  options.forEach((option, index) => {
    const at = `${path}.options.${index}`;
    for (const key of ['label', 'value']) {
      if (!stringAt(option, key)) throw required(`${at}.${key}`);
      checkText(option, key, 100, at);
    }
    checkText(option, 'description', 100, at);
  });
  const values = options.map((option) => option.value);
  if (new Set(values).size < values.length) {
    throw invalid(`${path}.options`, 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'Duplicated option value');
  }
};

export const checkSelect = (component: Fields, path: string): void => {
  checkCustomId(component, path);
  checkText(component, 'placeholder', 150, path);
  if (component.type === ComponentType.stringSelect) checkOptions(component, path);
};

const checkButton = (button: Fields, path: string): void => {
  checkText(button, 'label', 80, path);
  if (!stringAt(button, 'label') && !fieldsAt(button, 'emoji')) {
    throw invalid(path, 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A button must have a label or an emoji');
  }
  if (typeof button.style !== 'number') throw required(`${path}.style`);
  if (button.style !== linkStyle) {
    checkCustomId(button, path);
    return;
  }
  if (!stringAt(button, 'url')) throw invalid(path, 'BUTTON_COMPONENT_URL_REQUIRED', 'A url is required');
  checkText(button, 'url', 512, path);
  if (button.custom_id !== undefined) {
    throw invalid(path, 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE', 'custom_id and url are exclusive');
  }
};

const checkRow = (row: Fields, path: string): void => {
  const children = objectsIn(row.components);
  if (children.length < 1 || children.length > maxButtonsInRow) {
    throw badLength(`${path}.components`, 1, maxButtonsInRow);
  }
  children.forEach((child, index) => {
    const at = `${path}.components.${index}`;
    if (child.type === ComponentType.button) checkButton(child, at);
    else if (isSelect(child)) checkSelect(child, at);
    else throw invalid(`${at}.type`, 'UNION_TYPE_CHOICES', `Value of field "type" must be one of (2, 3, 5, 6, 7, 8).`);
    if (isSelect(child) && children.length > 1) {
      throw invalid(
        `${path}.components`,
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'The specified component exceeds the maximum width',
      );
    }
  });
};

const checkNested = (component: Fields, path: string): void => {
  if (component.type === ComponentType.actionRow) {
    checkRow(component, path);
    return;
  }
  if (component.type === ComponentType.textDisplay && !stringAt(component, 'content'))
    throw required(`${path}.content`);
  const accessory = fieldsAt(component, 'accessory');
  if (component.type === ComponentType.section && !accessory) throw required(`${path}.accessory`);
  if (accessory?.type === ComponentType.button) checkButton(accessory, `${path}.accessory`);
  for (const [index, child] of objectsIn(component.components).entries()) {
    checkNested(child, `${path}.components.${index}`);
  }
};

const checkUnique = (components: readonly Fields[]): void => {
  const ids = allComponents(components).flatMap((component) => stringAt(component, 'custom_id') ?? []);
  if (new Set(ids).size === ids.length) return;
  throw invalid('components', 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
};

/** Rows only, unless the message is in components v2. */
export const checkComponents = (components: readonly Fields[], version: 'rows' | 'v2'): void => {
  if (version === 'rows' && components.length > maxRows) throw badLength('components', 0, maxRows);
  if (allComponents(components).length > maxComponents) {
    throw invalid(
      'components',
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `Number of components must be ${maxComponents} or fewer`,
    );
  }
  components.forEach((component, index) => {
    if (version === 'rows' && component.type !== ComponentType.actionRow) {
      throw invalid(`components.${index}.type`, 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,).');
    }
    checkNested(component, `components.${index}`);
  });
  if (displayedText(components).length > maxDisplayedText) {
    throw invalid(
      'components',
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `Must be ${maxDisplayedText} or fewer in length.`,
    );
  }
  checkUnique(components);
};
