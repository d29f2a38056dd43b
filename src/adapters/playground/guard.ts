import type { RequestHandler } from 'express';
import { UserError } from '../../core/errors';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
} as const;

export const sealed: RequestHandler = (_request, response, next) => {
  response.set(HEADERS);
  next();
};

/**
 * Nobody signs in here, so only this machine's own page may speak: the name asked for must be this machine's
 * (a stranger's name pointed at 127.0.0.1 is not), and the page asking must have come from there.
 */
export function sameOrigin(hosts: readonly string[]): RequestHandler {
  const known = [...LOOPBACK, ...hosts].map((host) => host.toLowerCase());
  return (request, _response, next) => {
    const { host = '', origin, 'sec-fetch-site': site } = request.headers;
    if (!known.includes(host.toLowerCase().replace(/:\d+$/, ''))) {
      throw new UserError('playground.forbidden', 'The playground answers on this machine only: open it as localhost.');
    }
    if (origin !== undefined && origin.toLowerCase() !== `${request.protocol}://${host}`.toLowerCase()) throw foreign();
    if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isVisit(request)) throw foreign();
    next();
  };
}

/** Following a link here from elsewhere only shows the page. */
const isVisit: (request: Parameters<RequestHandler>[0]) => boolean = ({ method, path, headers }) =>
  method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && !path.startsWith('/api/');

const foreign = () =>
  new UserError('playground.forbidden', 'Another web page asked for this. Only the playground itself may.');

/** A form on another page cannot send this type without asking first. */
export const jsonOnly: RequestHandler = (request, _response, next) => {
  if (!request.is('application/json')) throw new UserError('playground.type', 'Send application/json.');
  next();
};
