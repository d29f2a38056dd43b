import type { Fields } from '../slack/fields';

/** An error answer of the REST API: HTTP status, Discord's own code, and for 50035 where in the body it hurts. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly errors?: Fields,
  ) {
    super(message);
  }

  get body(): Fields {
    return { message: this.message, code: this.code, ...(this.errors ? { errors: this.errors } : {}) };
  }
}

const known = {
  unknownApplication: [404, 10002, 'Unknown Application'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownEmoji: [400, 10014, 'Unknown Emoji'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  tooManyReactions: [400, 30010, 'Maximum number of reactions reached (20)'],
  tooManyCommands: [400, 30032, 'Maximum number of application commands reached (100).'],
  tooManyCommandCreates: [400, 30034, 'Max number of daily application command creates has been reached (200)'],
  tooLarge: [413, 40005, 'Request entity too large'],
  postNotStarted: [403, 40058, 'Cannot message this thread until after the post author has sent an initial message.'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  tagRequired: [400, 40067, 'A tag is required to create a forum post in this channel'],
  missingAccess: [403, 50001, 'Missing Access'],
  notOurs: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  closedToUs: [403, 50007, 'Cannot send messages to this user'],
  notATextChannel: [400, 50008, 'Cannot send messages in a non-text channel'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  systemMessage: [403, 50021, 'Cannot execute action on a system message'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  threadArchived: [400, 50083, 'Thread is archived'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
  threadLocked: [400, 160005, 'Thread is locked'],
} as const;

export const refusal = (name: keyof typeof known): Refusal => {
  const [status, code, message] = known[name];
  return new Refusal(status, code, message);
};

/** 50035 at one place in the body, as "embeds.0.title". */
export const invalid = (path: string, code: string, message: string): Refusal => {
  const leaf: Fields = { _errors: [{ code, message }] };
  const errors = path
    .split('.')
    .filter((step) => step !== '')
    .reduceRight<Fields>((inner, step) => ({ [step]: inner }), leaf);
  return new Refusal(400, 50035, 'Invalid Form Body', errors);
};

export const tooLong = (path: string, limit: number): Refusal =>
  invalid(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${limit} or fewer in length.`);

export const badLength = (path: string, least: number, most: number): Refusal =>
  invalid(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`);

export const required = (path: string): Refusal => invalid(path, 'BASE_TYPE_REQUIRED', 'This field is required');
