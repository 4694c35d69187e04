import type { Cancel } from '../../../cluster/clock.ts';

/** Where a streamed answer goes. Writing after the client has gone does nothing. */
export interface AnswerStream {
  write(text: string): void;
  end(): void;
}

/** What a request is answered with. A stream ends when either side ends it; `open` returns what then closes its source. */
export type Answer =
  | {
      readonly type: 'json';
      readonly code: number;
      readonly body: unknown;
      /** Absent: plain JSON. */
      readonly contentType?: string;
      readonly retryAfterSeconds?: number;
    }
  | {
      readonly type: 'text';
      readonly code: number;
      readonly text: string;
      /** Absent: plain text. */
      readonly contentType?: string;
    }
  | { readonly type: 'stream'; readonly contentType: string; readonly open: (stream: AnswerStream) => Cancel };

export function json(body: unknown, code = 200): Answer {
  return { type: 'json', code, body };
}

export function plainText(text: string, contentType?: string): Answer {
  return { type: 'text', code: 200, text, ...(contentType !== undefined && { contentType }) };
}
