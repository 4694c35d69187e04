import { redact } from '../cluster/redact.ts';
import type { GrafanaChoice } from './grafana-options.ts';
import { connectionError } from './outside/connection-error.ts';
import { readSecret } from './outside/secret.ts';

/** An annotation of the whole organisation, as Grafana's HTTP API takes it. */
export interface GrafanaAnnotation {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly tags: readonly string[];
  readonly text: string;
}

/** Grafana has read the annotation and does not want it: asking again would not help. */
export class GrafanaRefusal extends Error {}

const timeoutMs = 5000;

/**
 * Creates an annotation: `POST /api/annotations`. The token is read anew each time, and is in the request and nowhere else.
 *
 * @throws GrafanaRefusal when Grafana says no, Error with a sentence when it cannot be asked
 */
export async function postAnnotation(
  { url, token: source }: GrafanaChoice,
  annotation: GrafanaAnnotation,
  ended?: AbortSignal,
): Promise<void> {
  const address = new URL(url);
  address.pathname = `${address.pathname.replace(/\/+$/, '')}/api/annotations`;
  const token = await readSecret(source);
  const limit = AbortSignal.timeout(timeoutMs);
  const { status, body } = await fetch(address, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(annotation),
    // A redirect could lead anywhere, and the token with it.
    redirect: 'manual',
    signal: ended ? AbortSignal.any([limit, ended]) : limit,
  })
    .then(async (response) => ({ status: response.status, body: await response.text() }))
    .catch((error: unknown) => {
      throw connectionError(error, address.host);
    });
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400)
    throw new GrafanaRefusal(`${address.host} sends to another address: HTTP ${status}`);
  const message = `${address.host} answers with HTTP ${status}${reasonIn(body, token)}`;
  throw status < 500 && status !== 429 ? new GrafanaRefusal(message) : new Error(message);
}

/** What Grafana says in JSON, without a token that it may repeat. */
function reasonIn(body: string, token: string): string {
  try {
    const { message } = JSON.parse(body) as { readonly message?: unknown };
    return typeof message === 'string' ? `: ${redact(message.replaceAll(token, '[redacted]')).slice(0, 200)}` : '';
  } catch {
    return '';
  }
}
