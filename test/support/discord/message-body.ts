import { type Fields, objectsIn, stringAt } from '../slack/fields';
import { checkComponents } from './component-limits';
import { checkEmbeds } from './embed-limits';
import { MessageFlag } from './numbers';
import { invalid, refusal, tooLong } from './refusal';

const maxContent = 2000;
const maxNonce = 25;

export interface MessageBody {
  readonly content: string;
  readonly embeds: readonly Fields[];
  readonly components: readonly Fields[];
  readonly flags: number;
}

const checked = (body: MessageBody): MessageBody => {
  const isV2 = (body.flags & MessageFlag.componentsV2) !== 0;
  if (body.content.length > maxContent) throw tooLong('content', maxContent);
  if (isV2 && (body.content !== '' || body.embeds.length > 0)) {
    const message = 'The content and embeds fields cannot be used when using MessageFlags.IS_COMPONENTS_V2';
    throw invalid('content', 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message);
  }
  checkEmbeds(body.embeds);
  checkComponents(body.components, isV2 ? 'v2' : 'rows');
  return body;
};

/** What a new message says; empty only if files come with it. */
export const newMessage = (body: Fields, fileCount: number): MessageBody => {
  const content = stringAt(body, 'content') ?? '';
  const embeds = objectsIn(body.embeds);
  const components = objectsIn(body.components);
  const flags = typeof body.flags === 'number' ? body.flags : 0;
  if (content.trim() === '' && embeds.length === 0 && components.length === 0 && fileCount === 0) {
    throw refusal('emptyMessage');
  }
  return checked({ content, embeds, components, flags });
};

/** The message after an edit: what is not given stays, null empties. */
export const editedMessage = (old: MessageBody, body: Fields, fileCount: number): MessageBody => {
  const given = typeof body.flags === 'number' ? body.flags : old.flags;
  const kept = old.flags & ~MessageFlag.suppressEmbeds;
  const flags = kept | (given & (MessageFlag.suppressEmbeds | MessageFlag.componentsV2));
  const edited: MessageBody = {
    content: body.content === undefined ? old.content : (stringAt(body, 'content') ?? ''),
    embeds: body.embeds === undefined ? old.embeds : objectsIn(body.embeds),
    components: body.components === undefined ? old.components : objectsIn(body.components),
    flags,
  };
  const { content, embeds, components } = edited;
  if (content.trim() === '' && embeds.length === 0 && components.length === 0 && fileCount === 0) {
    throw refusal('emptyMessage');
  }
  return checked(edited);
};

export const nonceIn = (body: Fields): string | number | undefined => {
  const { nonce } = body;
  if (typeof nonce !== 'string' && typeof nonce !== 'number') return undefined;
  if (String(nonce).length > maxNonce) throw tooLong('nonce', maxNonce);
  return nonce;
};
