import { Router } from 'express';

/** For whoever keeps the process running: /healthz, it lives; /readyz, it can do its work, or why not. */
export function healthRouter(troubles: () => readonly string[]): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => void response.json({ ok: true }));
  router.get('/readyz', (_request, response) => {
    const found = troubles();
    response.status(found.length === 0 ? 200 : 503).json({ ready: found.length === 0, troubles: found });
  });
  return router;
}
