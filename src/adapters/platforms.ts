import discord from './discord';
import type { PlatformModule } from './platform';
import slack from './slack';

/** Every chat platform there is. A new one is a folder and a line here. */
export const platformModules: readonly PlatformModule[] = [slack, discord];
export const PLATFORM_NAMES: readonly string[] = platformModules.map(({ name }) => name);
