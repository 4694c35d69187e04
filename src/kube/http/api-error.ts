import { ClusterError, type StatusDetails } from '../../cluster/port.ts';
import { redact } from '../../cluster/redact.ts';
import { isFields } from '../config/parse-kubeconfig.ts';
import { firstLine } from './first-line.ts';
import { readStatusDetails } from './status-details.ts';

/** An answer that refuses, with what its headers say besides. */
export class ApiError extends ClusterError {
  /** How long the server asks to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(code: number, reason: string, message: string, retryAfterMs?: number, details?: StatusDetails) {
    super(code, reason, message, details && { details });
    this.retryAfterMs = retryAfterMs;
  }
}

const reasons: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  410: 'Expired',
  415: 'UnsupportedMediaType',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  502: 'ServiceUnavailable',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

/** An error answer: a `Status` object where it is one, else the beginning of whatever text it is. */
export function errorOfAnswer(code: number, body: string, retryAfter?: string): ApiError {
  const status = statusIn(body);
  const seconds = Number(retryAfter);
  const retryAfterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
  if (status !== undefined) return errorOfStatus({ code, ...status }, retryAfterMs);
  const text = firstLine(body);
  return new ApiError(code, reasons[code] ?? 'Unknown', text === '' ? `HTTP ${code}` : text, retryAfterMs);
}

/** A `Status` object as the error it tells of. */
export function errorOfStatus(status: Readonly<Record<string, unknown>>, retryAfterMs?: number): ApiError {
  const code = typeof status.code === 'number' ? status.code : 500;
  const reason = typeof status.reason === 'string' && status.reason !== '' ? status.reason : reasons[code];
  const message = typeof status.message === 'string' && status.message !== '' ? status.message : `HTTP ${code}`;
  const details = readStatusDetails(status.details);
  const waitMs = retryAfterMs ?? (details?.retryAfterSeconds ? details.retryAfterSeconds * 1000 : undefined);
  return new ApiError(code, reason ?? 'Unknown', redact(message), waitMs, details);
}

function statusIn(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isFields(parsed) && parsed.kind === 'Status' ? parsed : undefined;
  } catch {
    return undefined;
  }
}
