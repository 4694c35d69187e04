import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseTarget, type TargetChoice } from '../../../src/kube/config/choose-target.ts';

let folder: string;
const at = (...names: readonly string[]): string => join(folder, ...names);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harmony-kubeconfig-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const stage = `apiVersion: v1
kind: Config
current-context: stage
clusters:
- name: gke
  cluster: {server: 'https://10.0.0.1:6443', certificate-authority: certs/ca.crt}
users:
- name: jane
  user: {tokenFile: jane.token}
contexts:
- name: stage
  context: {cluster: gke, user: jane, namespace: shop}
- name: staging-eu
  context: {cluster: gke, user: jane}
`;

const work = `clusters:
- name: gke
  cluster: {server: 'https://other:6443'}
- name: work
  cluster: {server: 'https://work.example', insecure-skip-tls-verify: true}
users:
- name: bot
  user: {exec: {command: ./plugin, apiVersion: client.authentication.k8s.io/v1, args: [login]}}
contexts:
- name: work
  context: {cluster: work, user: bot}
current-context: work
`;

function place(name: string, text: string): string {
  mkdirSync(join(at(name), '..'), { recursive: true });
  writeFileSync(at(name), text);
  return at(name);
}

function choose(choice: Partial<TargetChoice>) {
  return chooseTarget({ environment: { HOME: folder }, serviceAccountFolder: at('account'), ...choice });
}

/** The message a choice fails with, without the folder of the test. */
function refusal(choice: Partial<TargetChoice>): string {
  try {
    choose(choice);
  } catch (error) {
    expect(error).toMatchObject({ name: 'KubeconfigError', exitCode: 2 });
    return (error as Error).message.replaceAll(`${folder}/`, '');
  }
  throw new Error('the kubeconfig was taken');
}

describe('a kubeconfig', () => {
  test('is ~/.kube/config, with its current context and that one’s namespace', () => {
    place('.kube/config', stage);
    expect(choose({})).toMatchObject({
      context: 'stage',
      namespace: 'shop',
      cluster: { name: 'gke', server: new URL('https://10.0.0.1:6443'), caFile: at('.kube/certs/ca.crt') },
      user: { name: 'jane', tokenFile: at('.kube/jane.token') },
    });
  });

  test('is the flag’s file before those of KUBECONFIG, and these before the one at home', () => {
    place('.kube/config', stage);
    const listed = place('listed', work);
    const flagged = place('flagged', stage);
    const environment = { HOME: folder, KUBECONFIG: listed };
    expect(choose({ environment }).context).toBe('work');
    expect(choose({ environment, kubeconfig: flagged }).context).toBe('stage');
  });

  test('is merged from the files of KUBECONFIG, the first of which wins, whole; a missing one is passed over', () => {
    const KUBECONFIG = [place('a/one', stage), at('missing'), place('b/two', work)].join(delimiter);
    const environment = { HOME: folder, KUBECONFIG };
    expect(choose({ environment })).toMatchObject({ context: 'stage', cluster: { server: { host: '10.0.0.1:6443' } } });
    expect(choose({ environment, context: 'work' })).toMatchObject({
      namespace: 'default',
      cluster: { skipTlsVerify: true },
      user: { exec: { command: at('b/plugin'), args: ['login'] } },
    });
  });

  test('is asked for another context and another namespace', () => {
    place('.kube/config', stage);
    expect(choose({ context: 'staging-eu' })).toMatchObject({ context: 'staging-eu', namespace: 'default' });
    expect(choose({ namespace: 'other' })).toMatchObject({ context: 'stage', namespace: 'other' });
  });

  test('may be JSON, and a context may do without a user', () => {
    const config = {
      clusters: [{ name: 'c', cluster: { server: 'http://localhost:8001' } }],
      contexts: [{ name: 'proxy', context: { cluster: 'c' } }],
      'current-context': 'proxy',
    };
    place('.kube/config', JSON.stringify(config));
    expect(choose({})).toMatchObject({ cluster: { server: { protocol: 'http:' } }, user: { name: '' } });
  });

  test('gives way to the service account of a pod where there is none', () => {
    place('account/token', 'abc');
    place('account/namespace', 'autoscaling\n');
    const environment = { HOME: folder, KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' };
    expect(choose({ environment })).toMatchObject({
      context: 'in-cluster',
      namespace: 'autoscaling',
      cluster: { server: { hostname: '[fd00::1]' }, caFile: at('account/ca.crt') },
      user: { tokenFile: at('account/token') },
    });
  });
});

describe('a kubeconfig that cannot be used says what is wrong, where, and what would be right', () => {
  test.each<[string, string, Partial<TargetChoice>, string]>([
    [
      'that is not YAML',
      'clusters:\n- name: [a\n',
      {},
      '.kube/config:3:1: the kubeconfig is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]\nMend that line, or name another file with --kubeconfig.',
    ],
    [
      'that is a text',
      'hello',
      {},
      '.kube/config:1:1: the kubeconfig cannot be read\nThere, a kubeconfig is a map with clusters, users and contexts.',
    ],
    [
      'whose clusters are no list',
      'clusters: 3',
      {},
      '.kube/config:1:11: the kubeconfig cannot be read\nThere, clusters is a list.',
    ],
    [
      'with a user without a name',
      'users:\n- user: {}\n',
      {},
      '.kube/config:2:3: the kubeconfig cannot be read\nThere, users[0] needs a name.',
    ],
    [
      'without the context asked for',
      stage,
      { context: 'stagging' },
      '.kube/config: context "stagging" does not exist\nKnown contexts, nearest first: stage, staging-eu.',
    ],
    [
      'without the current context',
      stage.replace('current-context: stage', 'current-context: gone'),
      {},
      '.kube/config: the current context "gone" does not exist\nKnown contexts, nearest first: stage, staging-eu.',
    ],
    [
      'without a current context',
      stage.replace('current-context: stage', ''),
      {},
      '.kube/config: no context is current\nName one with --context, or run: kubectl config use-context NAME. Known contexts, nearest first: stage, staging-eu.',
    ],
    [
      'with a context whose cluster is missing',
      stage.replace('{cluster: gke, user: jane, namespace: shop}', '{cluster: gkee, user: jane}'),
      {},
      '.kube/config:11:3: context "stage" names cluster "gkee", which does not exist\nKnown clusters, nearest first: gke.',
    ],
    [
      'with a context whose user is missing',
      stage.replace('{cluster: gke, user: jane, namespace: shop}', '{cluster: gke, user: joe}'),
      {},
      '.kube/config:11:3: context "stage" names user "joe", which does not exist\nKnown users, nearest first: jane.',
    ],
    [
      'with a cluster without a server',
      stage.replace("server: 'https://10.0.0.1:6443', ", ''),
      {},
      '.kube/config:5:3: cluster "gke" has no server\nA server is an address like https://10.0.0.1:6443.',
    ],
  ])('%s', (_, text, choice, message) => {
    place('.kube/config', text);
    expect(refusal(choice)).toBe(message);
  });

  test('that is not there', () => {
    expect(refusal({})).toBe(
      'there is no kubeconfig: .kube/config does not exist\nName one with --kubeconfig or in KUBECONFIG.',
    );
    expect(refusal({ kubeconfig: at('mine') })).toBe(
      'the kubeconfig mine does not exist\nName a kubeconfig that can be read with --kubeconfig or in KUBECONFIG.',
    );
  });

  test('that is a folder', () => {
    mkdirSync(at('.kube/config'), { recursive: true });
    expect(refusal({})).toContain('cannot be read (EISDIR)');
  });
});
