import type { HttpLoad } from '../../scenario/model.ts';
import type { LoadListener, RunningLoad } from '../../session/loads/load-runner.ts';
import { everyMs, monotonicMs, pauseMs } from '../real-time.ts';
import { durationText } from './figures-text.ts';
import { HttpFigures } from './http-figures.ts';

const tellEveryMs = 250;

/** Requests that wait for their answers at the same time, at a rate the server does not keep up with; more are counted as not sent. */
const mostOpen = 5000;

/** Sends requests for the load's duration, over connections that are kept alive. */
export function startHttp(load: HttpLoad, listener: LoadListener): RunningLoad {
  const startedAt = monotonicMs();
  const figures = new HttpFigures();
  const stopped = new AbortController();
  let isStopped = false;
  const elapsedSeconds = () => (monotonicMs() - startedAt) / 1000;
  const stopTelling = everyMs(tellEveryMs, () => {
    const left = load.durationSeconds - elapsedSeconds();
    listener.progressed(elapsedSeconds() / load.durationSeconds);
    listener.said(`${figures.text(elapsedSeconds())}, ${durationText(left)} left`);
  });
  const shared = { load, figures, ended: stopped.signal };
  const sending = load.ratePerSecond === undefined ? sendAsUsers(shared) : sendAtRate(shared, load.ratePerSecond);
  const timeUp = pauseMs(load.durationSeconds * 1000, stopped.signal).then(() => stopped.abort());
  const ended = Promise.all([sending, timeUp]).then(() => {
    stopTelling();
    const line = figures.text(elapsedSeconds());
    const isFine = !isStopped && figures.answered > 0;
    listener.ended({ state: isFine ? 'complete' : 'failed', line: isStopped ? `stopped: ${line}` : line });
  });
  return {
    async stop() {
      isStopped = !stopped.signal.aborted;
      stopped.abort();
      await ended;
    },
  };
}

interface Shared {
  readonly load: HttpLoad;
  readonly figures: HttpFigures;
  readonly ended: AbortSignal;
}

/** Each user sends its next request when the last one was answered. */
async function sendAsUsers(shared: Shared): Promise<void> {
  const user = async () => {
    while (!shared.ended.aborted) await sendOne(shared);
  };
  await Promise.all(Array.from({ length: shared.load.users ?? 1 }, user));
}

/** Each request has its moment, whatever the answers take: as people come who do not know of each other. There are as many as fit the duration. */
async function sendAtRate(shared: Shared, ratePerSecond: number): Promise<void> {
  const open = new Set<Promise<void>>();
  const startedAt = monotonicMs();
  const count = ratePerSecond * shared.load.durationSeconds;
  for (let index = 0; index < count && !shared.ended.aborted; index += 1) {
    const waitMs = startedAt + (index * 1000) / ratePerSecond - monotonicMs();
    // Even when late the answers get their turn to be read.
    await pauseMs(Math.max(0, waitMs), shared.ended);
    if (shared.ended.aborted) break;
    if (open.size >= mostOpen) {
      shared.figures.failed('not sent');
      continue;
    }
    const request: Promise<void> = sendOne(shared).finally(() => open.delete(request));
    open.add(request);
  }
  await Promise.all(open);
}

async function sendOne({ load, figures, ended }: Shared): Promise<void> {
  const { url, method, body, timeoutSeconds } = load;
  const late = AbortSignal.timeout(timeoutSeconds * 1000);
  const startedAt = monotonicMs();
  try {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      signal: AbortSignal.any([ended, late]),
      ...(body === undefined ? {} : { body }),
    });
    await response.arrayBuffer();
    figures.answeredWith(response.status, monotonicMs() - startedAt);
  } catch (error) {
    // What is under way when the time is up is no error of the server.
    if (ended.aborted) return;
    figures.failed(late.aborted ? 'timeout' : codeOf(error));
    // A server that refuses at once would otherwise be asked as fast as this machine can.
    await pauseMs(10, ended);
  }
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'failed';
}
