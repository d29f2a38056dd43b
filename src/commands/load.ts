import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, type Menu, menuOf } from '../core/command';

/** Every file beside this one is a command: nothing else need be edited to add one. */
export function loadMenu(): Menu {
  const files = readdirSync(__dirname)
    .filter((file) => /^(?!load\.).*\.(ts|js)$/.test(file) && !file.endsWith('.d.ts'))
    .sort();
  return menuOf(files.map((file) => (require(join(__dirname, file)) as { default: Command }).default));
}
