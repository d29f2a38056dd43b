import type { Methods } from './access';
import { chatMethods } from './methods-chat';
import { conversationMethods } from './methods-conversations';
import { directoryMethods } from './methods-directory';
import { historyMethods } from './methods-history';
import { reactionMethods } from './methods-reactions';
import { viewMethods } from './methods-views';

/** The Web API, except apps.connections.open, which belongs to the sockets. */
export const methods: Methods = {
  ...chatMethods,
  ...conversationMethods,
  ...directoryMethods,
  ...historyMethods,
  ...reactionMethods,
  ...viewMethods,
};
