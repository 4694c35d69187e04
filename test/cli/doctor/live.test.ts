import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TerminalFacts } from '../../../src/cli/doctor/checks/terminal-fit.ts';
import type { Finding } from '../../../src/cli/doctor/finding.ts';
import { runDoctor } from '../../../src/cli/doctor/run-doctor.ts';
import { serveApi } from '../../../src/embedded/apiserver/api-server.ts';
import type { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import { openKubeCluster } from '../../../src/kube/open-kube-cluster.ts';
import type { Scenario } from '../../../src/scenario/model.ts';
import { type FaultProxy, openFaultProxy } from '../../kube/faults/fault-proxy.ts';
import { placeKubeconfig, type TestKubeconfig } from '../../kube/served-cluster.ts';
import { findingOf, openCluster, roomyTerminal, scenario } from './examined-cluster.ts';

let embedded: EmbeddedCluster;
let server: Awaited<ReturnType<typeof serveApi>>;
let proxy: FaultProxy;
let kubeconfig: TestKubeconfig;

beforeEach(async () => {
  embedded = await openCluster();
  server = await serveApi({ kernel: embedded.kernel });
  proxy = await openFaultProxy(server);
  kubeconfig = placeKubeconfig(proxy.address());
});

afterEach(async () => {
  kubeconfig.remove();
  await proxy.close();
  await server.close();
  await embedded.close();
});

/** What `harmony doctor --json` prints and ends with, through the real client. */
async function doctor(about: Scenario = scenario, terminal: TerminalFacts = roomyTerminal) {
  const cluster = await openKubeCluster({ kubeconfig: kubeconfig.path });
  let printed = '';
  try {
    const status = await runDoctor(
      { cluster, scenario: async () => about },
      { json: true, inColour: false, terminal, print: (text) => (printed += text) },
    );
    const { findings } = JSON.parse(printed) as { readonly findings: readonly Finding[] };
    return { status, findings };
  } finally {
    await cluster.close();
  }
}

function status(code: number, reason: string, message: string) {
  return { code, body: JSON.stringify({ kind: 'Status', apiVersion: 'v1', code, reason, message }) };
}

describe('over HTTP, with the real client', () => {
  test('what is there is found', async () => {
    const { findings } = await doctor();
    for (const id of ['api.version', 'context.allowed', 'rbac.pods.meme-generator', 'signal.queue', 'keda.crd'])
      expect(findingOf(findings, id)).toMatchObject({ level: 'pass' });
    expect(findingOf(findings, 'clock.skew').seen).toMatch(/clock/);
  });

  test('nothing is sent but questions', async () => {
    const sent = new Set<string>();
    proxy.refuse((path, method) => {
      if (method !== 'GET') sent.add(`${method} ${path}`);
      return undefined;
    });
    await doctor();
    expect([...sent]).toEqual(['POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews']);
  });

  test('a 403 on one kind shows who may not do what, and the command that allows it', async () => {
    const user = 'system:serviceaccount:ci:robot';
    const message = `scaledobjects.keda.sh is forbidden: User "${user}" cannot list resource "scaledobjects"`;
    const denied = {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      status: { allowed: false },
    };
    proxy.refuse((path) => {
      if (path.includes('/scaledobjects')) return status(403, 'Forbidden', message);
      return path.includes('selfsubjectaccessreviews') ? { code: 201, body: JSON.stringify(denied) } : undefined;
    });
    const { status: ended, findings } = await doctor();
    expect(ended).toBe(1);
    expect(findingOf(findings, 'rbac.scaledobjects.keda.sh.meme-generator')).toMatchObject({
      level: 'fail',
      fix: expect.stringContaining(`--role=harmony-scaledobjects --user=${user}`) as string,
    });
  });

  test('a service proxy that is refused fails the queue alone', async () => {
    proxy.refuse((path) =>
      path.includes('nats:8222') ? status(403, 'Forbidden', 'services "nats" is forbidden') : undefined,
    );
    const { status: ended, findings } = await doctor();
    expect(ended).toBe(1);
    expect(findingOf(findings, 'signal.queue')).toMatchObject({ level: 'fail' });
    expect(findingOf(findings, 'signal.cpu')).toMatchObject({ level: 'pass' });
  });

  test('a server that is not there is the only finding, and status 3', async () => {
    await proxy.close();
    const { status: ended, findings } = await doctor();
    expect(ended).toBe(3);
    expect(findings).toEqual([
      {
        id: 'api.reachable',
        level: 'fail',
        seen: expect.stringMatching(/^context harmony-embedded: connection refused/) as string,
        fix: 'kubectl --context harmony-embedded version',
      },
    ]);
  });

  test('credentials that are not taken are the only finding, and status 1', async () => {
    proxy.renewToken();
    const { status: ended, findings } = await doctor();
    expect(ended).toBe(1);
    expect(findings).toMatchObject([
      { id: 'api.reachable', level: 'fail', fix: expect.stringMatching(/^Log in again/) as string },
    ]);
  });
});
