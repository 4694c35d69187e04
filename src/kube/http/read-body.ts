import type { IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import { networkError } from './network-error.ts';

/**
 * Reads an answer to its end. `onChunk` hears of everything that arrives. Rejects with a ClusterError of code 0 when it is cut off.
 * A limit in bytes keeps what is only looked at for its first line from filling the memory.
 */
export async function readBody(
  message: IncomingMessage,
  server: URL,
  onChunk: () => void,
  limitBytes = Number.POSITIVE_INFINITY,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  message.on('data', onChunk);
  const plain = message.headers['content-encoding'] === 'gzip' ? message.pipe(createGunzip()) : message;
  // A pipe does not hand on that its source broke.
  message.once('error', (error) => plain.destroy(error));
  message.once('aborted', () => plain.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })));
  try {
    for await (const chunk of plain as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limitBytes) break;
    }
  } catch (error) {
    throw networkError(error, server);
  }
  return Buffer.concat(chunks).toString('utf8');
}
