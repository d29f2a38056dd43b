import type { PlatformModule } from '../../src/adapters/platform';
import { PigeonLoft } from './loft';

/** A platform that nobody has heard of, as src/adapters would have it. */
const pigeon: PlatformModule = {
  name: 'pigeon',
  variables: ['PIGEON_LOFT'],
  create: (env, { clock }) => (env.PIGEON_LOFT === undefined ? undefined : new PigeonLoft(clock)),
  async *examine() {
    yield { about: 'Pigeons', state: 'ok', what: 'They are fed.' };
  },
};
export default pigeon;
