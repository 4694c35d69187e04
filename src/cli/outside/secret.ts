import { readFile } from 'node:fs/promises';
import type { SecretSource, ServerAuth } from '../../signals/outside.ts';

/**
 * Reads a secret where it is named, each time anew: a token that is renewed in its file is found. It goes into requests and nowhere else.
 *
 * @throws Error that names the place, never what is there
 */
export async function readSecret(source: SecretSource, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  if ('env' in source) {
    const value = env[source.env];
    if (value === undefined || value === '') throw new Error(`the environment variable ${source.env} is not set`);
    return value;
  }
  const text = await readFile(source.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${source.file} cannot be read: ${error.code ?? 'unknown reason'}`);
  });
  const secret = text.trim();
  if (secret === '') throw new Error(`${source.file} is empty`);
  return secret;
}

/** The Authorization header of HTTP; undefined where nobody logs in. */
export async function authorization(auth: ServerAuth | undefined): Promise<string | undefined> {
  if (!auth) return undefined;
  if ('bearerFrom' in auth) return `Bearer ${await readSecret(auth.bearerFrom)}`;
  if ('credentialsFrom' in auth) throw new Error('a credentials file is for nats:// only');
  const password = await readSecret(auth.passwordFrom);
  return `Basic ${Buffer.from(`${auth.user ?? ''}:${password}`).toString('base64')}`;
}
