import { type Fields, fieldsAt, objectsIn, stringAt } from '../slack/fields';
import { checkCustomId, checkOptions, checkSelect, checkText, isSelect } from './component-limits';
import { allComponents } from './components';
import { ComponentType } from './numbers';
import { badLength, invalid, required } from './refusal';

const maxTopLevel = 5;

const checkTextInput = (input: Fields, path: string): void => {
  checkCustomId(input, path);
  checkText(input, 'placeholder', 100, path);
  checkText(input, 'value', 4000, path);
  if (input.style !== 1 && input.style !== 2) throw required(`${path}.style`);
  for (const key of ['min_length', 'max_length']) {
    if (Number(input[key] ?? 0) > 4000) throw invalid(`${path}.${key}`, 'NUMBER_TYPE_MAX', 'At most 4000');
  }
};

const checkField = (field: Fields, path: string): void => {
  if (field.disabled === true) throw invalid(`${path}.disabled`, 'MODAL_COMPONENT_DISABLED', 'Nothing can be disabled');
  if (field.type === ComponentType.textInput) checkTextInput(field, path);
  else if (isSelect(field)) checkSelect(field, path);
  else checkCustomId(field, path);
  if (field.type === ComponentType.radioGroup || field.type === ComponentType.checkboxGroup) {
    checkOptions(field, path, 10);
  }
};

const checkLabel = (label: Fields, path: string): void => {
  const text = stringAt(label, 'label') ?? '';
  if (text.length < 1 || text.length > 45) throw badLength(`${path}.label`, 1, 45);
  checkText(label, 'description', 100, path);
  const field = fieldsAt(label, 'component');
  if (!field) throw required(`${path}.component`);
  checkField(field, `${path}.component`);
};

/** Rows with a text input are the old way and still work. */
const checkTop = (component: Fields, path: string): void => {
  if (component.type === ComponentType.label) {
    checkLabel(component, path);
  } else if (component.type === ComponentType.actionRow) {
    const [input, ...more] = objectsIn(component.components);
    if (input?.type !== ComponentType.textInput || more.length > 0) throw badLength(`${path}.components`, 1, 1);
    checkTextInput(input, `${path}.components.0`);
    if (!stringAt(input, 'label')) throw required(`${path}.components.0.label`);
  } else if (component.type !== ComponentType.textDisplay) {
    throw invalid(`${path}.type`, 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1, 10, 18).');
  }
};

export const checkModal = (modal: Fields): void => {
  checkCustomId(modal, 'data');
  const title = stringAt(modal, 'title') ?? '';
  if (title.length < 1 || title.length > 45) throw badLength('data.title', 1, 45);
  const components = objectsIn(modal.components);
  if (components.length < 1 || components.length > maxTopLevel) throw badLength('data.components', 1, maxTopLevel);
  for (const [index, component] of components.entries()) checkTop(component, `data.components.${index}`);
  const ids = allComponents(components).flatMap((component) => stringAt(component, 'custom_id') ?? []);
  if (new Set(ids).size < ids.length) {
    throw invalid('data.components', 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  }
};
