import { Router } from 'express';
import type { Health } from '../../core/health';

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
