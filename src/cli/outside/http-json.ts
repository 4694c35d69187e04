import { redact } from '../../cluster/redact.ts';
import type { DirectServer } from '../../signals/outside.ts';
import { connectionError } from './connection-error.ts';
import { authorization } from './secret.ts';

const timeoutMs = 5000;

/** GET of a path of a server; connections are kept for the next one. @throws Error with a sentence for the screen */
export async function getJson(server: DirectServer, path: string): Promise<unknown> {
  const url = new URL(server.url.replace(/\/$/, '') + path);
  const login = await authorization(server.auth);
  const headers = { accept: 'application/json', ...(login === undefined ? {} : { authorization: login }) };
  // A redirect could lead anywhere, and the login with it.
  const request = { headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) } as const;
  const { status, body } = await fetch(url, request)
    .then(async (response) => ({ status: response.status, body: await response.text() }))
    .catch((error: unknown) => {
      throw connectionError(error, url.host);
    });
  if (status === 401 || status === 403) throw new Error(`${url.host} refuses: HTTP ${status}, ${loginHint(login)}`);
  if (status >= 300 && status < 400) throw new Error(`${url.host} sends to another address: HTTP ${status}`);
  if (status < 200 || status >= 300) throw new Error(`${url.host} answers with HTTP ${status}${reasonIn(body)}`);
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new Error(`${url.host} answers with something that is not JSON`, { cause: error });
  }
}

function loginHint(login: string | undefined): string {
  return login === undefined ? 'it wants a login (see "auth:")' : 'the login is not accepted';
}

/** Prometheus says in JSON why it refuses. */
function reasonIn(body: string): string {
  try {
    const { error } = JSON.parse(body) as { readonly error?: unknown };
    return typeof error === 'string' ? `: ${redact(error).slice(0, 300)}` : '';
  } catch {
    return '';
  }
}
