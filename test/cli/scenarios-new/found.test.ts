import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { openEmbedded } from '../../../src/cli/open-embedded.ts';
import { rehearse } from '../../../src/cli/rehearse.ts';
import { foundScenario } from '../../../src/cli/scenarios-new/found-scenario.ts';
import { writeScenario } from '../../../src/cli/scenarios-new/write-scenario.ts';
import { serveApi } from '../../../src/embedded/apiserver/api-server.ts';
import type { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import type { Scenario } from '../../../src/scenario/model.ts';
import { readNamespace } from '../../../src/session/discovery/read-namespace.ts';
import { placeKubeconfig } from '../../kube/served-cluster.ts';
import { deployment, hpa, namespaceOf } from '../../session/discovery/objects.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';
import { runProgram } from '../invoke.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A cluster in a scenario's mode; the one that is there first unless told. */
async function clusterOf(name: string, mode?: string): Promise<EmbeddedCluster> {
  const scenario = loadScenario(name);
  const played: Scenario = { ...scenario, baseline: mode ?? scenario.baseline };
  const { cluster, close } = await openEmbedded(played, { scenario: name, speed: 'max', debug: false });
  closing.push(close);
  return cluster;
}

async function find(name: string, mode?: string): Promise<{ folder: string; scenario: Scenario }> {
  const cluster = await clusterOf(name, mode);
  const folder = join(scratchFolder(), 'found');
  writeScenario(folder, foundScenario('Found', await readNamespace(cluster, name), 'prod').files);
  return { folder, scenario: loadScenario(folder) };
}

describe('the scenario of a namespace', () => {
  test.each([
    ['meme-generator', 'hpa-only'],
    ['meme-generator', 'keda-only'],
    ['meme-generator', 'conflict'],
    ['meme-generator', 'harmony'],
    ['meme-guide', undefined],
    ['celery-workers', undefined],
    ['right-sized-web', 'dynamic'],
  ])('%s in mode %s is valid and can be rehearsed', async (name, mode) => {
    const { folder } = await find(name, mode);
    const lines: string[] = [];
    const options = { scenario: folder, speed: 'max', json: true, debug: false } as const;
    expect(await rehearse(options, { write: (text) => lines.push(text) })).toBe(0);
    const course = JSON.parse(lines.join('')) as { acts: readonly { id: string; seconds: number }[] };
    expect(course.acts).toMatchObject([{ id: 'look', seconds: 120 }]);
  });

  test('has the autoscalers as somebody wrote them, and not the HPA that KEDA makes', async () => {
    const { scenario, folder } = await find('meme-generator', 'keda-only');
    const names = scenario.modes[0]?.apply.map(({ object }) => `${object.kind} ${object.metadata.name}`);
    expect(names).toEqual(['ScaledObject meme-backend', 'HorizontalPodAutoscaler meme-frontend']);
    const texts = readdirSync(join(folder, 'autoscalers')).map((file) =>
      readFileSync(join(folder, 'autoscalers', file), 'utf8'),
    );
    for (const text of texts) expect(text).not.toMatch(/status:|resourceVersion|managedFields|uid:|last-applied/);
  });

  test('reads the same queue, and may change no cluster', async () => {
    const { scenario } = await find('meme-generator', 'keda-only');
    expect(scenario.signals.queue).toMatchObject({ service: 'nats', stream: 'MEMES', consumer: 'meme-generator' });
    expect(scenario.target.allowedContexts).toEqual([]);
    expect(scenario.target.workloads[0]?.name).toBe('meme-backend');
  });

  test('leaves commands, variables and volumes where they are', () => {
    const plain = deployment('web');
    const secretive = {
      name: 'web',
      image: 'web:1',
      command: ['serve', '--key=hunter2'],
      env: [{ name: 'DATABASE_URL', value: 'postgres://joe:hunter2@db' }],
      resources: { requests: { cpu: '100m' } },
    };
    const template = { ...plain.spec.template, spec: { containers: [secretive] } };
    const objects = namespaceOf({
      deployments: [{ ...plain, spec: { ...plain.spec, template } }],
      hpas: [hpa('web', 'web')],
    });
    const { files } = foundScenario('Shop', objects, 'prod');
    expect(JSON.stringify(files)).not.toContain('hunter2');
    expect(files['cluster/workloads.yaml']).toContain('cpu: 100m');
  });

  test('leaves out what an embedded cluster cannot play, and says so', () => {
    const scaled = hpa('web', 'web');
    const metric = {
      type: 'Object',
      object: {
        describedObject: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'front' },
        metric: { name: 'requests' },
        target: { type: 'Value', value: '100' },
      },
    } as const;
    const objects = namespaceOf({
      deployments: [deployment('web')],
      hpas: [{ ...scaled, spec: { ...scaled.spec, metrics: [metric] } }],
    });
    const { files, remarks } = foundScenario('Shop', objects, 'prod');
    expect(remarks).toContain('left out, for an embedded cluster cannot play it: requests of Ingress front');
    writeScenario(join(scratchFolder(), 'shop'), files);
  });
});

describe('harmony scenarios new --from-namespace', () => {
  test('writes what a served cluster holds, through the real client, and changes nothing there', async () => {
    const cluster = await clusterOf('meme-guide');
    const server = await serveApi({ kernel: cluster.kernel });
    closing.push(() => server.close());
    const kubeconfig = placeKubeconfig(server);
    closing.push(() => kubeconfig.remove());
    const folder = scratchFolder();
    const before = await versions(cluster);
    const args = ['scenarios', 'new', 'mine', '--dir', folder, '--from-namespace', 'meme-guide'];
    const result = await runProgram(...args, '--kubeconfig', kubeconfig.path);
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.stdout).toContain('note: no real cluster is changed before target.allowedContexts names its context');
    expect(loadScenario(join(folder, 'mine')).target.namespace).toBe('meme-guide');
    expect(await versions(cluster)).toEqual(before);
  });

  test('says what it looked for where nothing scales', async () => {
    const cluster = await clusterOf('meme-guide');
    const server = await serveApi({ kernel: cluster.kernel });
    closing.push(() => server.close());
    const kubeconfig = placeKubeconfig(server);
    closing.push(() => kubeconfig.remove());
    const args = ['scenarios', 'new', 'mine', '--dir', scratchFolder(), '--from-namespace', 'kube-system'];
    const { status, stderr } = await runProgram(...args, '--kubeconfig', kubeconfig.path);
    expect(stderr).toMatch(/no Deployment in namespace kube-system has an autoscaler\. Looked for:/);
    expect(status).toBe(2);
  });
});

/** Generations of what could have been written to: only a change of an object's spec moves them. */
async function versions(cluster: EmbeddedCluster): Promise<readonly (readonly [name: string, generation: unknown])[]> {
  const { hpas, scaledObjects, vpas, deployments } = await readNamespace(cluster, 'meme-guide');
  const all: readonly KubernetesObject[] = [...hpas, ...scaledObjects, ...vpas, ...deployments];
  return all.map(({ kind, metadata }) => [`${kind} ${metadata.name}`, metadata.generation]);
}
