import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

/** Text that waits for a client which does not read; one that falls further behind is cut off and has to begin again. */
const backlogLimitBytes = 16 * 1024 * 1024;

/** Sends an answer. */
export function send(response: ServerResponse, answer: Answer): void {
  switch (answer.type) {
    case 'json':
      if (answer.retryAfterSeconds !== undefined) response.setHeader('retry-after', answer.retryAfterSeconds);
      sendText(response, answer.code, answer.contentType ?? 'application/json', `${JSON.stringify(answer.body)}\n`);
      return;
    case 'text':
      sendText(response, answer.code, answer.contentType ?? 'text/plain; charset=utf-8', answer.text);
      return;
    case 'stream':
      sendStream(response, answer);
      return;
    default:
      answer satisfies never;
  }
}

function sendText(response: ServerResponse, code: number, contentType: string, text: string): void {
  const body = Buffer.from(text, 'utf8');
  response.writeHead(code, {
    'content-type': contentType,
    'content-length': body.length,
    'cache-control': 'no-cache, private',
  });
  response.end(body);
}

function sendStream(response: ServerResponse, { contentType, open }: Extract<Answer, { type: 'stream' }>): void {
  response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-cache, private' });
  // The client learns that its watch stands before anything happens.
  response.flushHeaders();
  const close = open({
    write(text) {
      if (response.destroyed || response.writableEnded) return;
      response.write(text);
      if (response.writableLength > backlogLimitBytes) response.destroy();
    },
    end: () => response.end(),
  });
  if (response.destroyed) close();
  response.once('close', close);
}
