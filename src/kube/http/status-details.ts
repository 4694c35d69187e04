import type { StatusCause, StatusDetails } from '../../cluster/port.ts';
import { redact } from '../../cluster/redact.ts';
import { type Fields, isFields } from '../config/parse-kubeconfig.ts';

/** What a `Status` says its refusal is about; undefined where it does not say. */
export function readStatusDetails(value: unknown): StatusDetails | undefined {
  if (!isFields(value)) return undefined;
  const { causes, retryAfterSeconds } = value;
  return {
    ...texts(value, ['name', 'group', 'kind', 'uid']),
    ...(Array.isArray(causes) && { causes: causes.filter(isFields).map(readCause) }),
    ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
  };
}

function readCause(cause: Fields): StatusCause {
  return texts(cause, ['reason', 'message', 'field']);
}

function texts(fields: Fields, names: readonly string[]): Readonly<Record<string, string>> {
  const read: Record<string, string> = {};
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'string') read[name] = redact(value);
  }
  return read;
}
