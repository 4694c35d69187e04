import { z } from 'zod';
import type { SecretSource, ServerAuth } from '../server-model.ts';
import { kubernetesName, portNumber, text } from './names.ts';

/** Where a secret is read from when it is needed: never written into the scenario itself. */
const secret = z
  .strictObject({ env: z.exactOptional(text), file: z.exactOptional(text) })
  .transform((written, context): SecretSource => {
    const { env, file } = written;
    if (env !== undefined && file === undefined) return { env };
    if (file !== undefined && env === undefined) return { file };
    context.issues.push({
      code: 'custom',
      input: written,
      message: '{name} names no single place to read it from',
      params: { tryThis: 'give it one of env, file' },
    });
    return z.NEVER;
  });

/** A bearer token; a password with or without a user (Redis has none by default); or a credentials file as `nsc` makes it for NATS. */
const auth = z
  .strictObject({
    bearerFrom: z.exactOptional(secret),
    user: z.exactOptional(text),
    passwordFrom: z.exactOptional(secret),
    credentialsFrom: z.exactOptional(secret),
  })
  .transform((written, context): ServerAuth => {
    const { bearerFrom, user, passwordFrom, credentialsFrom } = written;
    const ways = [bearerFrom, passwordFrom, credentialsFrom].filter((way) => way !== undefined).length;
    if (ways === 1 && (user === undefined || passwordFrom)) {
      if (bearerFrom) return { bearerFrom };
      if (credentialsFrom) return { credentialsFrom };
      if (passwordFrom) return { ...(user === undefined ? {} : { user }), passwordFrom };
    }
    context.issues.push({
      code: 'custom',
      input: written,
      message: '{name} is not one way to log in',
      params: { tryThis: 'give it bearerFrom, or user and passwordFrom, or credentialsFrom' },
    });
    return z.NEVER;
  });

/** A URL of one of some schemes. A password in it would be in every copy of the scenario, so it is refused. */
export function urlOf(...schemes: readonly [string, ...string[]]) {
  return z.string().transform((written, context): string => {
    const problem = urlProblem(written, schemes);
    if (problem) context.issues.push({ code: 'custom', input: written, ...problem });
    return written;
  });
}

function urlProblem(written: string, schemes: readonly [string, ...string[]]) {
  const form = `write e.g. "${schemes[0]}://localhost"`;
  if (!URL.canParse(written)) return { message: '{name} is not a URL', params: { tryThis: form } };
  const { protocol, username, password } = new URL(written);
  if (username !== '' || password !== '') {
    return {
      message: '{name} has a user or password in it',
      params: { tryThis: 'take it out, and name where it is in "auth:", e.g. passwordFrom: { env: NAME }' },
    };
  }
  if (schemes.includes(protocol.slice(0, -1))) return undefined;
  return { message: `{name} begins with ${protocol}//, not ${schemes.join('://, ')}://`, params: { tryThis: form } };
}

/**
 * Where a server is: behind a Service of the cluster (asked through the API server's proxy, or through a port-forward), or at a URL that
 * this machine reaches.
 */
export function serverFields(...schemes: readonly [string, ...string[]]) {
  return {
    service: z.exactOptional(kubernetesName),
    port: z.exactOptional(portNumber),
    via: z.exactOptional(z.enum(['proxy', 'port-forward'])),
    url: z.exactOptional(urlOf(...schemes)),
    auth: z.exactOptional(auth),
  };
}

interface WrittenServer {
  readonly service?: string;
  readonly port?: number;
  readonly via?: 'proxy' | 'port-forward';
  readonly url?: string;
  readonly auth?: ServerAuth;
}

/** Exactly one of a service and a URL; what belongs to the other is a mistake. */
export function checkServer(context: z.core.ParsePayload<WrittenServer>): void {
  const { service, port, via, url, auth: login } = context.value;
  const complain = (path: readonly string[], message: string, tryThis: string) =>
    context.issues.push({ code: 'custom', input: context.value, path: [...path], message, params: { tryThis } });
  if (service === undefined && url === undefined)
    complain([], '{name} does not say where its server is', 'give it service, or url');
  else if (service !== undefined && url !== undefined)
    complain(['url'], '{name} is given beside "service"', 'keep one of them');
  else if (url !== undefined && (port !== undefined || via !== undefined))
    complain([port === undefined ? 'via' : 'port'], '{name} belongs to a service', 'leave it out: the url says it all');
  else if (login && url === undefined && via !== 'port-forward')
    complain(['auth'], '{name} cannot pass the API server’s proxy', 'add "via: port-forward", or use url');
}

/** Ports of servers that keep to their defaults. */
export const defaultPorts = { 'nats-jetstream': 8222, 'redis-list': 6379, prometheus: 9090 } as const;
