import { type LogSelection, readLogs } from '../../api/pod-logs.ts';
import { type Answer, plainText } from '../http/answer.ts';
import type { ApiContext, ObjectRequest } from './context.ts';
import { type PodLogOptions, podLogOptions } from './log-options.ts';

/** GET of a pod's log, to its present end or for as long as the container writes. @throws ClusterError 400, 404, 422 */
export async function logs(context: ApiContext, request: ObjectRequest): Promise<Answer> {
  const options = podLogOptions(request, context.kernel.clock.now());
  const pod = { namespace: request.namespace ?? '', name: request.name };
  // What is there already is read first: a refusal cannot come once the stream has begun.
  const soFar = await textSoFar(context, pod, { ...options, follow: false });
  if (options.follow !== true) return plainText(soFar);
  return {
    type: 'stream',
    contentType: 'text/plain; charset=utf-8',
    open(stream) {
      const limiter = new ByteLimit(options.limitBytes);
      return readLogs({ ...context.kernel, outbox: context.outbox }, pod, {
        ...options,
        onLine(line) {
          stream.write(limiter.pass(`${line}\n`));
          if (limiter.isSpent) stream.end();
        },
        onEnd: () => stream.end(),
      });
    },
  };
}

function textSoFar(
  { kernel, outbox }: ApiContext,
  pod: { readonly namespace: string; readonly name: string },
  options: Omit<LogSelection, 'onLine' | 'onEnd'> & PodLogOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const limiter = new ByteLimit(options.limitBytes);
    const parts: string[] = [];
    readLogs({ ...kernel, outbox }, pod, {
      ...options,
      onLine: (line) => parts.push(limiter.pass(`${line}\n`)),
      onEnd: (error) => (error === undefined ? resolve(parts.join('')) : reject(error)),
    });
  });
}

/** Lets text through as far as a number of bytes goes. */
class ByteLimit {
  #left: number;

  constructor(bytes = Number.POSITIVE_INFINITY) {
    this.#left = bytes;
  }

  get isSpent(): boolean {
    return this.#left <= 0;
  }

  pass(text: string): string {
    const bytes = Buffer.from(text, 'utf8');
    const allowed = bytes.subarray(0, Math.min(this.#left, bytes.length));
    this.#left -= allowed.length;
    return allowed.toString('utf8');
  }
}
