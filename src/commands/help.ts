import { z } from 'zod';
import { anyone, isAgent } from '../core/access';
import { defineCommand } from '../core/command';
import { usage } from '../core/dispatch';
import { code, type Line } from '../core/message';

export default defineCommand({
  name: 'help',
  summary: 'list what I can do',
  input: z.object({}),
  allow: anyone,
  async run({ actor, menu }) {
    const mine = menu.specs.filter(
      ({ audience }) => audience === 'everyone' || (audience === 'agents' && isAgent(actor)),
    );
    const intro: Line[] = isAgent(actor)
      ? [
          ['Type `/ticket …`, or mention me in a thread, where a ticket’s number may be left out.'],
          ['Signs on a customer’s message: 🎫 opens, 👀 claims, ✅ resolves, 🚨 asks for more urgency.'],
        ]
      : [
          [
            'Just write here: we see it. ✅ on your message says it is solved, 🚨 that it is more urgent, 🎫 that it must not be missed.',
          ],
          ['By mentioning me you can also say:'],
        ];
    return {
      lines: [
        ...intro,
        ...mine.map(
          (spec): Line => [code(isAgent(actor) ? usage(spec) : spec.name.replace('ticket ', '')), ` ${spec.summary}`],
        ),
      ],
    };
  },
});
