import type { IncomingMessage } from 'node:http';
import { parseJson } from '../slack/fields';
import type { Upload } from './asked';

export interface Received {
  readonly json: unknown;
  readonly files: readonly Upload[];
  /** The body as text, without the files. */
  readonly text: string;
}

const readAll = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** JSON, or a form with payload_json and files[n], in the order of n. */
export const readRequest = async (request: IncomingMessage): Promise<Received> => {
  const body = await readAll(request);
  const contentType = request.headers['content-type'] ?? '';
  if (!contentType.startsWith('multipart/form-data')) {
    const text = body.toString();
    return { json: parseJson(text), files: [], text };
  }
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
  const files: Upload[] = [];
  for (const value of form.values()) {
    if (typeof value === 'string') continue;
    const content = await value.text();
    files.push({ name: value.name, contentType: value.type, content, size: value.size });
  }
  const text = String(form.get('payload_json') ?? '{}');
  return { json: parseJson(text), files, text };
};
