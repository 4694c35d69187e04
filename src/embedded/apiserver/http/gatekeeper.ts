import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { badRequest } from '../../store/refusals.ts';
import { refusals } from '../status.ts';

/**
 * Lets a request in, or throws why not. The Host header has to be the server's own: a web page that points a name of its own at the loopback
 * address cannot use the browser as a way in.
 * @throws ClusterError 400, 401 or 403
 */
export function letIn({ headers, url = '' }: IncomingMessage, token: string, port: number): URL {
  if (headers.host !== `127.0.0.1:${port}` && headers.host !== `localhost:${port}`) throw refusals.foreignHost();
  if (!holdsToken(headers.authorization, token)) throw refusals.unauthorized();
  return plainPath(url);
}

/** Compares digests, which have one length, so that the time it takes tells nothing about the token. */
function holdsToken(authorization: string | undefined, token: string): boolean {
  const [, given] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A path has to mean what it says: no segment may climb, however it is escaped. */
function plainPath(target: string): URL {
  const [path = ''] = target.split('?', 1);
  if (!target.startsWith('/') || path.split('/').some(climbs))
    throw badRequest('the path of the request cannot be used');
  return new URL(`http://cluster${target}`);
}

function climbs(segment: string): boolean {
  try {
    const plain = decodeURIComponent(segment);
    return plain === '.' || plain === '..' || /[/\\\0]/.test(plain);
  } catch {
    return true;
  }
}
