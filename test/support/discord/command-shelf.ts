import { type Fields, isFields } from '../slack/fields';
import { checkCommand, typeOf } from './command-limits';
import { CommandType } from './numbers';
import { invalid, refusal } from './refusal';
import type { Snowflakes } from './snowflakes';

const maxPerType: Readonly<Record<number, number>> = {
  [CommandType.chatInput]: 100,
  [CommandType.user]: 15,
  [CommandType.message]: 15,
};
const maxCreatesPerDay = 200;
const dayMillis = 86_400_000;

export interface Command {
  readonly id: string;
  readonly type: number;
  readonly name: string;
  version: string;
  /** As the app registered it. */
  spec: Fields;
}

/** "global" or a guild's id. */
export type Scope = string;

const nameOf = (spec: Fields): string => String(spec.name);

/** The commands the app registered, globally and for single guilds. A name and a type make one command. */
export class CommandShelf {
  readonly #byScope = new Map<Scope, Command[]>();
  readonly #creates = new Map<Scope, number[]>();
  readonly #ids: Snowflakes;
  readonly #now: () => number;

  constructor(ids: Snowflakes, now: () => number) {
    this.#ids = ids;
    this.#now = now;
  }

  in(scope: Scope): readonly Command[] {
    return this.#byScope.get(scope) ?? [];
  }

  find(scope: Scope, id: string): Command {
    const command = this.in(scope).find((one) => one.id === id);
    if (!command) throw refusal('unknownCommand');
    return command;
  }

  /** A command of that name and type is replaced and keeps its id. */
  upsert(scope: Scope, spec: Fields): { readonly command: Command; readonly isNew: boolean } {
    checkCommand(spec);
    const existing = this.#named(scope, spec);
    const type = typeOf(spec);
    const sameType = this.in(scope).filter((one) => one.type === type).length;
    if (!existing && sameType >= (maxPerType[type] ?? 0)) throw refusal('tooManyCommands');
    return { command: this.#put(scope, spec), isNew: existing === undefined };
  }

  /** All of them at once; what is not named any more is gone. */
  overwrite(scope: Scope, specs: readonly unknown[]): readonly Command[] {
    for (const [index, spec] of specs.entries()) checkCommand(spec, `${index}.`);
    const valid = specs.filter(isFields);
    const keys = valid.map((spec) => `${typeOf(spec)} ${nameOf(spec)}`);
    const doubled = keys.findIndex((key, index) => keys.indexOf(key) !== index);
    if (doubled >= 0) {
      const message = 'Application command names must be unique';
      throw invalid(`${doubled}`, 'APPLICATION_COMMANDS_DUPLICATE_NAME', message);
    }
    for (const [type, most] of Object.entries(maxPerType)) {
      if (valid.filter((spec) => typeOf(spec) === Number(type)).length > most) throw refusal('tooManyCommands');
    }
    const kept = this.in(scope).filter((one) => keys.includes(`${one.type} ${one.name}`));
    this.#byScope.set(scope, [...kept]);
    return valid.map((spec) => this.#put(scope, spec));
  }

  edit(scope: Scope, id: string, changes: Fields): Command {
    const command = this.find(scope, id);
    const spec = { ...command.spec, ...changes };
    checkCommand(spec);
    const renamed: Command = { ...command, name: nameOf(spec), spec, version: this.#ids.next() };
    const all = this.in(scope).map((one) => (one.id === id ? renamed : one));
    this.#byScope.set(scope, all);
    return renamed;
  }

  remove(scope: Scope, id: string): void {
    this.find(scope, id);
    const left = this.in(scope).filter((one) => one.id !== id);
    this.#byScope.set(scope, left);
  }

  #named(scope: Scope, spec: Fields): Command | undefined {
    return this.in(scope).find((one) => one.type === typeOf(spec) && one.name === nameOf(spec));
  }

  #put(scope: Scope, spec: Fields): Command {
    const existing = this.#named(scope, spec);
    if (existing) {
      if (JSON.stringify(existing.spec) !== JSON.stringify(spec)) existing.version = this.#ids.next();
      existing.spec = spec;
      return existing;
    }
    this.#countCreate(scope);
    const id = this.#ids.next();
    const command: Command = { id, type: typeOf(spec), name: nameOf(spec), version: id, spec };
    this.#byScope.set(scope, [...this.in(scope), command]);
    return command;
  }

  #countCreate(scope: Scope): void {
    const since = this.#now() - dayMillis;
    const recent = (this.#creates.get(scope) ?? []).filter((at) => at > since);
    if (recent.length >= maxCreatesPerDay) throw refusal('tooManyCommandCreates');
    this.#creates.set(scope, [...recent, this.#now()]);
  }
}
