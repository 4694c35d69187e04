import type { IncomingMessage } from 'node:http';
import { parse, parseAllDocuments } from 'yaml';
import { badRequest } from '../../store/refusals.ts';
import { refusals } from '../status.ts';

/** The API server's own limit, in bytes. */
export const bodyLimit = 3 * 1024 * 1024;

/** Levels of objects and lists in each other; no object of the API comes near. */
const deepest = 100;

/** Reads a body, and no more of it than allowed. @throws ClusterError 413 */
export async function readBody(message: IncomingMessage): Promise<Buffer> {
  if (Number(message.headers['content-length'] ?? 0) > bodyLimit) throw refusals.tooLarge(bodyLimit);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) throw refusals.tooLarge(bodyLimit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Parses JSON. @throws ClusterError 400 */
export function parseJson(text: string): unknown {
  try {
    return shallow(JSON.parse(text));
  } catch (error) {
    throw unreadable('json', error);
  }
}

/** Parses one YAML document; JSON is one, too. Aliases are limited, so that a small body cannot grow without end. @throws ClusterError 400 */
export function parseYaml(text: string): unknown {
  if (parseAllDocuments(text, { logLevel: 'error' }).length > 1)
    throw badRequest('error decoding YAML: one document is expected');
  try {
    return shallow(parse(text, { maxAliasCount: 100, logLevel: 'error' }));
  } catch (error) {
    throw unreadable('yaml', error);
  }
}

/** Whoever walks an object later on can do so without running out of stack. */
function shallow(value: unknown): unknown {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) throw new Error(`exceeded max depth of ${deepest}`);
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return value;
}

function unreadable(format: string, error: unknown): Error {
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
  return badRequest(`the object provided is unrecognized (must be of type ${format}): ${reason}`);
}
