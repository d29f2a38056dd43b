import type { Methods } from './access';
import { ApiError, invalidArguments } from './arguments';
import { viewWire } from './views';

export const viewMethods: Methods = {
  'views.open': ({ triggers, views, world }, args) => {
    const view = triggers.exchange(args.required('trigger_id'), (user) => views.open(user, args.all.view));
    return { view: viewWire(world, view, {}) };
  },
  'views.push': ({ triggers, views, world }, args) => {
    const view = triggers.exchange(args.required('trigger_id'), (user) => views.push(user, args.all.view));
    return { view: viewWire(world, view, {}) };
  },
  'views.update': ({ views, world }, args) => {
    const id = args.optional('view_id');
    const externalId = args.optional('external_id');
    if (id === undefined && externalId === undefined) throw invalidArguments('missing view_id or external_id');
    const view = views.find(id, externalId);
    return { view: viewWire(world, views.change(view, args.all.view, args.optional('hash')), {}) };
  },
  'views.publish': ({ views, world }, args) => {
    const user = args.required('user_id');
    if (!world.users.has(user)) throw new ApiError('user_not_found');
    return { view: viewWire(world, views.publish(user, args.all.view, args.optional('hash')), {}) };
  },
};
