import { isAbsolute, resolve } from 'node:path';
import { KubeconfigError } from './kubeconfig-error.ts';
import { type Entry, type Fields, isFields } from './parse-kubeconfig.ts';
import type { ExecPlugin, TargetCluster, TargetUser } from './target.ts';

/** A cluster entry as it is used. @throws KubeconfigError when it has no server that requests can go to */
export function readCluster({ name, fields, folder, place }: Entry): TargetCluster {
  const server = text(fields, 'server');
  const url = server === undefined ? undefined : URL.parse(server.includes('://') ? server : `http://${server}`);
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new KubeconfigError(
      `${place}: cluster "${name}" has ${server === undefined ? 'no server' : 'a server that is no URL'}`,
      'A server is an address like https://10.0.0.1:6443.',
    );
  return {
    name,
    server: url,
    skipTlsVerify: fields['insecure-skip-tls-verify'] === true,
    ...optional('caFile', path(fields, 'certificate-authority', folder)),
    ...optional('caData', text(fields, 'certificate-authority-data')),
    ...optional('tlsServerName', text(fields, 'tls-server-name')),
    ...optional('proxyUrl', text(fields, 'proxy-url')),
  };
}

/** A user entry as it is used. @throws KubeconfigError when its credential plugin has no command */
export function readUser({ name, fields, folder, place }: Entry): TargetUser {
  const provider = fields['auth-provider'];
  const groups = fields['as-groups'];
  return {
    name,
    impersonatedGroups: Array.isArray(groups) ? groups.map(written) : [],
    ...optional('certFile', path(fields, 'client-certificate', folder)),
    ...optional('certData', text(fields, 'client-certificate-data')),
    ...optional('keyFile', path(fields, 'client-key', folder)),
    ...optional('keyData', text(fields, 'client-key-data')),
    ...optional('token', text(fields, 'token')),
    ...optional('tokenFile', path(fields, 'tokenFile', folder)),
    ...optional('username', text(fields, 'username')),
    ...optional('password', text(fields, 'password')),
    ...optional('exec', isFields(fields.exec) ? readPlugin(fields.exec, name, folder, place) : undefined),
    ...optional('authProvider', isFields(provider) ? provider : undefined),
    ...optional('impersonated', text(fields, 'as')),
  };
}

function readPlugin(exec: Fields, user: string, folder: string, place: string): ExecPlugin {
  const command = text(exec, 'command');
  if (command === undefined)
    throw new KubeconfigError(
      `${place}: the credential plugin of user "${user}" has no command`,
      'exec.command is the program to run, for example gke-gcloud-auth-plugin.',
    );
  const env = Array.isArray(exec.env) ? exec.env.filter(isFields) : [];
  return {
    apiVersion: text(exec, 'apiVersion') ?? 'client.authentication.k8s.io/v1',
    // A bare name is looked for on the PATH; anything with a slash starts from the kubeconfig's folder.
    command: /[/\\]/.test(command) ? resolve(folder, command) : command,
    args: Array.isArray(exec.args) ? exec.args.map(written) : [],
    env: env.map(({ name, value }) => ({ name: written(name), value: written(value) })),
    provideClusterInfo: exec.provideClusterInfo === true,
    ...optional('installHint', text(exec, 'installHint')),
  };
}

/** A number or a boolean as it stands; what is no scalar is no text, and may not even have one. */
function written(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function text(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function path(fields: Fields, name: string, folder: string): string | undefined {
  const value = text(fields, name);
  return value === undefined || isAbsolute(value) ? value : resolve(folder, value);
}

function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [key in Name]: Value });
}
