import { Router } from 'express';

export interface Health {
  /** Why the desk is not fully at work; empty when it is. */
  readonly troubles: readonly string[];
  /** What somebody should look at although the desk does its work, such as a policy file that could not be read again. */
  readonly warnings: readonly string[];
  /** Events stored and not yet worked off, messages not yet sent, given up on, deadlines come and not yet announced. */
  readonly backlog: { readonly inbox: number; readonly outbox: number; readonly parked: number; readonly due: number };
  /** What was said while nobody listened is being fetched. */
  readonly catchingUp: boolean;
}

/** For whoever keeps the process running: /healthz, it lives; /readyz, it can do its work, or why not. */
export function healthRouter(look: () => Promise<Health>): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => void response.json({ ok: true }));
  router.get('/readyz', async (_request, response) => {
    const health = await look();
    const ready = health.troubles.length === 0;
    response.status(ready ? 200 : 503).json({ ready, ...health });
  });
  return router;
}
