import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KubeCluster } from '../../../src/kube/kube-cluster.ts';
import { openKubeCluster } from '../../../src/kube/open-kube-cluster.ts';
import { openStubServer, type StubServer } from '../stub-server.ts';

let folder: string;
let server: StubServer;
/** The only token the server takes; undefined takes anything. */
let accepted: string | undefined;
const opened: KubeCluster[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'harmony-credentials-'));
  accepted = undefined;
  server = await openStubServer(({ headers }, response) => {
    if (accepted === undefined || headers.authorization === `Bearer ${accepted}`) return { major: '1' };
    response.statusCode = 401;
    return { kind: 'Status', code: 401, reason: 'Unauthorized', message: 'Unauthorized' };
  });
});

afterEach(async () => {
  for (const cluster of opened.splice(0)) await cluster.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function writeConfig(user: object): string {
  const config = {
    clusters: [{ name: 'c', cluster: { server: server.url } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  };
  const path = join(folder, 'config');
  writeFileSync(path, JSON.stringify(config));
  return path;
}

async function open(user: object): Promise<KubeCluster> {
  const cluster = await openKubeCluster({ kubeconfig: writeConfig(user) });
  opened.push(cluster);
  return cluster;
}

const authorizations = () => server.received.map(({ headers }) => headers.authorization);

/** A plugin that counts its runs and prints the token of a file. */
function placePlugin(script = '', token = 'first'): { readonly runs: () => number; readonly exec: object } {
  const counter = join(folder, 'runs');
  const tokenFile = join(folder, 'token');
  appendFileSync(counter, '');
  writeFileSync(tokenFile, token);
  const program = `#!/bin/sh
echo "$KUBERNETES_EXEC_INFO $FLAVOUR $1" >> ${counter}
${script}
printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"%s"}}' "$(cat ${tokenFile})"
`;
  writeFileSync(join(folder, 'plugin'), program, { mode: 0o755 });
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: './plugin',
    args: ['login'],
    env: [{ name: 'FLAVOUR', value: 'sweet' }],
    interactiveMode: 'Never',
  };
  return { exec, runs: () => readFileSync(counter, 'utf8').split('\n').length - 1 };
}

describe('a user', () => {
  test('with a token, and one with a password', async () => {
    await (await open({ token: 'abc' })).getRaw('/version');
    await (await open({ username: 'jane', password: 'secret' })).getRaw('/version');
    expect(authorizations()).toEqual(['Bearer abc', `Basic ${Buffer.from('jane:secret').toString('base64')}`]);
  });

  test('without anything asks as nobody, and one that impersonates says so', async () => {
    await (await open({})).getRaw('/version');
    await (await open({ token: 't', as: 'joe', 'as-groups': ['ops', 'dev'] })).getRaw('/version');
    expect(server.received.map(({ headers }) => [headers['impersonate-user'], headers['impersonate-group']])).toEqual([
      [undefined, undefined],
      ['joe', 'ops, dev'],
    ]);
  });

  test('with a token file, which is read again when the server no longer takes the token', async () => {
    const file = join(folder, 'token');
    writeFileSync(file, 'old\n');
    accepted = 'old';
    const cluster = await open({ tokenFile: 'token', token: 'unused' });
    await cluster.getRaw('/version');
    writeFileSync(file, 'new\n');
    accepted = 'new';
    await cluster.getRaw('/version');
    expect(authorizations()).toEqual(['Bearer old', 'Bearer old', 'Bearer new']);
  });

  test('whose credentials were renewed in the kubeconfig is let in again; writes are not refused either', async () => {
    accepted = 'one';
    const cluster = await open({ token: 'one' });
    accepted = 'two';
    writeConfig({ token: 'two' });
    const written = await cluster.delete({ apiVersion: 'v1', kind: 'Pod', namespace: 'n', name: 'p' });
    expect(written).toBe(true);
    expect(authorizations()).toEqual(['Bearer one', 'Bearer two']);
  });

  test('whose credentials stay wrong is refused after one more attempt', async () => {
    accepted = 'other';
    const cluster = await open({ token: 'mine' });
    await expect(cluster.getRaw('/version')).rejects.toMatchObject({ code: 401, reason: 'Unauthorized' });
    expect(server.received).toHaveLength(2);
  });
});

describe('a credential plugin', () => {
  test('runs once for many requests, with its arguments, its environment and KUBERNETES_EXEC_INFO', async () => {
    const { exec, runs } = placePlugin();
    const cluster = await open({ exec });
    await Promise.all(Array.from({ length: 9 }, () => cluster.getRaw('/version')));
    expect(new Set(authorizations())).toEqual(new Set(['Bearer first']));
    expect(runs()).toBe(1);
    expect(readFileSync(join(folder, 'runs'), 'utf8')).toMatch(/^\{.*"kind":"ExecCredential".*\} sweet login$/m);
  });

  test('runs again, once for all, when the server no longer takes its token', async () => {
    const { exec, runs } = placePlugin();
    const cluster = await open({ exec });
    await cluster.getRaw('/version');
    writeFileSync(join(folder, 'token'), 'second');
    accepted = 'second';
    await Promise.all([cluster.getRaw('/version'), cluster.getRaw('/version'), cluster.getRaw('/version')]);
    expect(runs()).toBe(2);
  });

  test('is not shared by two kubeconfigs whose users have one name', async () => {
    const { exec } = placePlugin();
    await (await open({ exec })).getRaw('/version');
    writeFileSync(join(folder, 'token'), 'second');
    await (await open({ exec })).getRaw('/version');
    expect(authorizations()).toEqual(['Bearer first', 'Bearer second']);
  });

  test('that is not installed says how to install it', async () => {
    const cluster = await open({ exec: { command: 'no-such-plugin', installHint: 'apt-get install it' } });
    await expect(cluster.getRaw('/version')).rejects.toMatchObject({
      name: 'ClusterError',
      code: 0,
      message: 'the credential plugin no-such-plugin was not found; apt-get install it',
    });
  });

  test('that fails is quoted, but for its secrets', async () => {
    const { exec } = placePlugin('echo "login with refresh_token=s3cret failed" >&2; exit 1');
    const cluster = await open({ exec });
    await expect(cluster.getRaw('/version')).rejects.toMatchObject({
      reason: 'CredentialsFailed',
      message: `the credential plugin ${join(folder, 'plugin')} failed: login with refresh_token=[redacted] failed`,
    });
  });

  test('that prints something else is not believed', async () => {
    const { exec } = placePlugin("echo '{}'; exit 0");
    const cluster = await open({ exec });
    await expect(cluster.getRaw('/version')).rejects.toMatchObject({ reason: 'CredentialsFailed' });
  });
});
