import type { CustomerChannel } from '../../src/core/desk/desk';
import { applies } from './applies';
import { GROUPS } from './flows';
import type { Stage } from './stage';
import type { StageName } from './stages';

/** Every flow that this platform can have, on a stage of its own. */
export function playAll(name: StageName, stage: (acme: Partial<CustomerChannel>) => Promise<Stage>): void {
  describe.each(GROUPS)(`${name}: $title`, ({ flows }) => {
    it.each(flows.filter((flow) => applies(flow, name)))('$name', async ({ play, acme = {}, troubled }) => {
      const s = await stage(acme);
      await play(s);
      if (troubled !== true) expect(s.complaints()).toEqual([]);
    });
  });
}
