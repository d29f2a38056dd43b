import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Router } from 'express';
import { z } from 'zod';
import { UserError } from '../../core/errors';
import type { CommandSpec } from '../../core/field';
import { DAY, millis } from '../../core/time';
import { actSchema, perform } from './acts';
import type { TimeControls } from './controls';
import { jsonOnly, sameOrigin, sealed } from './guard';
import { DESK_ID } from './ids';
import { type Persona, persona } from './people';
import type { PlaygroundPlatform } from './platform';
import { RoomFull } from './room';
import { Streams } from './stream';
import { menuFor } from './view';

export interface PlaygroundServer {
  readonly platform: PlaygroundPlatform;
  readonly controls: TimeControls;
  readonly menu: readonly CommandSpec[];
  /** Names this machine may be asked by besides localhost: bare host names, without a port. */
  readonly hosts?: readonly string[];
  /** Hears of every error that is not the visitor's. */
  readonly report?: (error: unknown) => void;
}

const MAX_BODY = '128kb';
const MAX_STEP = millis(31 * DAY);

const timeSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('forward'), length: z.number().int().min(1).max(MAX_STEP).transform(millis) }),
  z.object({ step: z.literal('deadline') }),
  z.object({ step: z.literal('morning') }),
]);
type Step = z.output<typeof timeSchema>;

/** The page, what it asks for and what it is told. Mount it at the root of an app that listens on loopback. */
export function playgroundRouter({ platform, controls, menu, hosts = [], report }: PlaygroundServer): Router {
  const router = express.Router();
  const streams = new Streams(platform.room, () => controls.now());
  const json = [jsonOnly, express.json({ limit: MAX_BODY })];
  let moving = false;

  router.use(sealed, sameOrigin(hosts));
  router.get('/api/stream', (request, response) => streams.open(acting(request.query.as), response));
  router.get('/api/menu', (request, response) => {
    response.json(menuFor(acting(request.query.as), menu));
  });
  router.post('/api/act', json, async (request: express.Request, response: express.Response) => {
    const { as, act } = z.object({ as: z.string(), act: actSchema }).parse(request.body);
    response.json(await perform(platform, acting(as), act));
  });
  router.post('/api/time', json, async (request: express.Request, response: express.Response) => {
    const step = timeSchema.parse(request.body);
    if (moving) throw new UserError('playground.busy', 'The clock is already moving.');
    moving = true;
    try {
      const at = await move(controls, step);
      streams.tick();
      response.json({ now: controls.now(), moved: at !== undefined });
    } finally {
      moving = false;
    }
  });
  router.use(express.static(join(__dirname, 'page'), { cacheControl: false }));
  router.use(failed(report));
  return router;
}

async function move(controls: TimeControls, step: Step) {
  switch (step.step) {
    case 'forward':
      await controls.forward(step.length);
      return controls.now();
    case 'deadline':
      return controls.toNextDeadline();
    case 'morning':
      return controls.morning();
  }
}

function acting(id: unknown): Persona {
  const known = typeof id === 'string' && id !== DESK_ID ? persona(id) : undefined;
  if (known === undefined) throw new UserError('playground.unknown', 'Choose who you are first.');
  return known;
}

const STATUSES: Readonly<Record<string, number>> = {
  'playground.forbidden': 403,
  'playground.gone': 404,
  'playground.changed': 409,
  'playground.busy': 409,
  'playground.type': 415,
  'playground.unavailable': 503,
};

/** Every refusal is a sentence to show. */
const failed =
  (report: PlaygroundServer['report']): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const [status, sentence] = said(error);
    if (status === 500) report?.(error);
    response.status(status).json({ error: sentence });
  };

function said(error: unknown): readonly [status: number, sentence: string] {
  if (error instanceof UserError) return [STATUSES[error.code] ?? 400, error.message];
  if (error instanceof RoomFull) return [507, error.message];
  if (error instanceof z.ZodError) return [400, error.issues[0]?.message ?? 'This cannot be read.'];
  // What express itself refuses: a body too large or not JSON.
  const status = z.object({ status: z.number().int().min(400).max(499) }).safeParse(error).data?.status;
  if (status !== undefined) return [status, status === 413 ? 'That is too long to send.' : 'This cannot be read.'];
  return [500, 'The desk made a mistake. What you did may not have been done.'];
}
