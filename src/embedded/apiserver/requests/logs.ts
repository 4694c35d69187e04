import { readLogs } from '../../api/pod-logs.ts';
import { badRequest } from '../../store/refusals.ts';
import { type Answer, plainText } from '../http/answer.ts';
import type { ApiContext, ObjectRequest } from './context.ts';
import { isOn } from './selection.ts';

/** What would need more than the lines themselves. */
const unserved = ['previous', 'timestamps', 'sinceSeconds', 'sinceTime', 'limitBytes'];

/** GET of a pod's log, to its present end or for as long as the container writes. @throws ClusterError 400, 404 */
export async function logs(context: ApiContext, request: ObjectRequest): Promise<Answer> {
  const query = request.url.searchParams;
  for (const name of unserved) {
    if (query.has(name) && query.get(name) !== 'false')
      throw badRequest(`${name} is not served by an embedded cluster`);
  }
  const pod = { namespace: request.namespace ?? '', name: request.name };
  const container = query.get('container');
  const of = container ? { container } : {};
  const lines = await linesSoFar(context, pod, of);
  const skipped = Math.max(0, lines.length - tailLines(query));
  if (!isOn(query, 'follow')) return plainText(lines.slice(skipped).map(terminated).join(''));
  return {
    type: 'stream',
    contentType: 'text/plain; charset=utf-8',
    open(stream) {
      let seen = 0;
      return readLogs({ ...context.kernel, outbox: context.outbox }, pod, {
        ...of,
        follow: true,
        onLine(line) {
          seen += 1;
          if (seen > skipped) stream.write(terminated(line));
        },
        onEnd: () => stream.end(),
      });
    },
  };
}

function linesSoFar(
  { kernel, outbox }: ApiContext,
  pod: { readonly namespace: string; readonly name: string },
  of: { readonly container?: string },
): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    readLogs({ ...kernel, outbox }, pod, {
      ...of,
      onLine: (line) => lines.push(line),
      onEnd: (error) => (error === undefined ? resolve(lines) : reject(error)),
    });
  });
}

function tailLines(query: URLSearchParams): number {
  const written = query.get('tailLines');
  if (written === null) return Number.POSITIVE_INFINITY;
  const lines = Number(written);
  if (!Number.isInteger(lines) || lines < 0) throw badRequest('tailLines must be a non-negative integer');
  return lines;
}

function terminated(line: string): string {
  return `${line}\n`;
}
