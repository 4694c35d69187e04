import { describe, expect, it } from 'vitest';
import { parseTime } from '../../../src/autoscaling/units.ts';
import type { Deployment } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { writeScale } from '../../../src/embedded/scale/scale-subresource.ts';
import { deployment, namespace } from '../kernel/objects.ts';
import { type Running, running } from '../kernel/running.ts';

const target = { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: 'web' };
const readinessProbe = { initialDelaySeconds: 2, periodSeconds: 1 };

function change(kernel: Running, spec: Partial<Deployment['spec']>): void {
  const current = kernel.deployment();
  kernel.store.update<Deployment>({ ...current, spec: { ...current.spec, ...spec } });
}

function setImage(kernel: Running, image: string): void {
  const { template } = kernel.deployment().spec;
  const containers = template.spec.containers.map((container) => ({ ...container, image }));
  change(kernel, { template: { ...template, spec: { ...template.spec, containers } } });
}

const images = (kernel: Running) => kernel.pods().map(({ spec }) => spec.containers[0]?.image);
const sizes = (kernel: Running) => kernel.replicaSets().map(({ spec }) => spec.replicas);
const annotation = (name: string) => (object: { metadata: { annotations?: Readonly<Record<string, string>> } }) =>
  object.metadata.annotations?.[`deployment.kubernetes.io/${name}`];

/** `Progressing` and the like as STATUS, REASON and message. */
function condition(kernel: Running, type: string): string {
  const { status, reason, message } = kernel.deployment().status?.conditions?.find((each) => each.type === type) ?? {};
  return `${status} ${reason}: ${message}`;
}

/** Most pods that were wanted, and fewest that were available, while something happened. */
async function bounds(kernel: Running, seconds: number): Promise<{ readonly most: number; readonly least: number }> {
  let [most, least] = [0, Number.POSITIVE_INFINITY];
  const stop = kernel.store.subscribe(resources.replicaSets, () => {
    const sets = kernel.replicaSets();
    most = Math.max(
      most,
      sets.reduce((sum, { spec }) => sum + (spec.replicas ?? 0), 0),
    );
    least = Math.min(
      least,
      sets.reduce((sum, { status }) => sum + (status?.availableReplicas ?? 0), 0),
    );
  });
  await kernel.pass(seconds);
  stop();
  return { most, least };
}

describe('a rolling update', () => {
  it.each([
    [
      { maxSurge: 2, maxUnavailable: 0 },
      { most: 12, least: 10 },
    ],
    [
      { maxSurge: 0, maxUnavailable: 3 },
      { most: 10, least: 7 },
    ],
    [
      { maxSurge: '25%', maxUnavailable: '25%' },
      { most: 13, least: 8 },
    ],
    [
      { maxSurge: 0, maxUnavailable: '1%' },
      { most: 10, least: 9 },
    ],
    [
      { maxSurge: '100%', maxUnavailable: 0 },
      { most: 20, least: 10 },
    ],
  ])('of ten pods with %j keeps within %j', async (rollingUpdate, expected) => {
    const strategy = { type: 'RollingUpdate', rollingUpdate } as const;
    const kernel = running([deployment(10, { container: { readinessProbe }, spec: { strategy } })]);
    await kernel.pass(30);
    setImage(kernel, 'web:2');
    expect(await bounds(kernel, 300)).toEqual(expected);
    expect(images(kernel)).toEqual(Array(10).fill('web:2'));
  });

  it('goes on only when a new pod has been ready for minReadySeconds', async () => {
    const kernel = running([deployment(2, { spec: { minReadySeconds: 20, progressDeadlineSeconds: 600 } })]);
    await kernel.pass(15);
    expect(kernel.deployment().status).toMatchObject({
      readyReplicas: 2,
      availableReplicas: 0,
      unavailableReplicas: 2,
    });
    expect(condition(kernel, 'Available')).toBe(
      'False MinimumReplicasUnavailable: Deployment does not have minimum availability.',
    );
    await kernel.pass(15);
    expect(kernel.deployment().status?.availableReplicas).toBe(2);
    setImage(kernel, 'web:2');
    await kernel.pass(20);
    expect(sizes(kernel)).toEqual([2, 1]);
    await kernel.pass(60);
    expect(sizes(kernel)).toEqual([0, 2]);
  });

  it('says in its conditions how far it is', async () => {
    const kernel = running([deployment(2, { container: { readinessProbe } })]);
    const seen: string[] = [];
    kernel.store.subscribe(resources.deployments, () => {
      const now = condition(kernel, 'Progressing');
      if (now !== seen.at(-1)) seen.push(now);
    });
    await kernel.pass(30);
    const name = kernel.replicaSets()[0]?.metadata.name;
    expect(seen).toEqual([
      `True NewReplicaSetCreated: Created new replica set "${name}"`,
      `True ReplicaSetUpdated: ReplicaSet "${name}" is progressing.`,
      `True NewReplicaSetAvailable: ReplicaSet "${name}" has successfully progressed.`,
    ]);
  });

  it('shares a change of the count between old and new while an HPA scales', async () => {
    const kernel = running([deployment(10, { container: { readinessProbe: { initialDelaySeconds: 60 } } })]);
    await kernel.pass(90);
    setImage(kernel, 'web:2');
    await kernel.pass(5);
    expect(sizes(kernel)).toEqual([8, 5]);
    writeScale(kernel, target, 20, 'horizontal-pod-autoscaler');
    await kernel.pass(0.05);
    expect(sizes(kernel)).toEqual([15, 10]);
    await kernel.pass(400);
    expect(sizes(kernel)).toEqual([0, 20]);
  });
});

describe('a rollout that does not progress', () => {
  const stuck = async () => {
    const kernel = running([deployment(3, { spec: { progressDeadlineSeconds: 60 } })]);
    await kernel.pass(30);
    setImage(kernel, 'web:does-not-exist');
    return kernel;
  };

  it('is given up on after its deadline, but keeps what is available', async () => {
    const kernel = await stuck();
    await kernel.pass(55);
    const name = kernel.replicaSets()[1]?.metadata.name;
    expect(condition(kernel, 'Progressing')).toMatch(/^True ReplicaSetUpdated/);
    await kernel.pass(10);
    expect(condition(kernel, 'Progressing')).toBe(
      `False ProgressDeadlineExceeded: ReplicaSet "${name}" has timed out progressing.`,
    );
    expect(condition(kernel, 'Available')).toBe('True MinimumReplicasAvailable: Deployment has minimum availability.');
    expect(sizes(kernel)).toEqual([3, 1]);
  });

  it('recovers when a template works', async () => {
    const kernel = await stuck();
    await kernel.pass(70);
    setImage(kernel, 'web:3');
    await kernel.pass(30);
    expect(condition(kernel, 'Progressing')).toMatch(/^True NewReplicaSetAvailable/);
    expect(sizes(kernel)).toEqual([0, 0, 3]);
  });

  it('has no deadline when that is the largest number there is', async () => {
    const kernel = running([deployment(1, { spec: { progressDeadlineSeconds: 2_147_483_647 } })]);
    await kernel.pass(30);
    expect(kernel.deployment().status?.conditions?.map(({ type }) => type)).toEqual(['Available']);
  });
});

describe('a paused Deployment', () => {
  it('scales, but rolls nothing out until it is resumed', async () => {
    const kernel = running([deployment(2)]);
    await kernel.pass(10);
    change(kernel, { paused: true });
    await kernel.pass(1);
    expect(condition(kernel, 'Progressing')).toBe('Unknown DeploymentPaused: Deployment is paused');
    setImage(kernel, 'web:2');
    writeScale(kernel, target, 4, 'kubectl');
    await kernel.pass(700);
    expect(images(kernel)).toEqual(Array(4).fill('web:1'));
    expect(condition(kernel, 'Progressing')).toBe('Unknown DeploymentPaused: Deployment is paused');
    change(kernel, { paused: false });
    await kernel.pass(60);
    expect(images(kernel)).toEqual(Array(4).fill('web:2'));
    expect(condition(kernel, 'Progressing')).toMatch(/^True NewReplicaSetAvailable/);
  });
});

describe('revisions', () => {
  it('a rollback by a client that writes empty fields out takes the earlier ReplicaSet again', async () => {
    const kernel = running([deployment(1)]);
    await kernel.pass(10);
    setImage(kernel, 'web:2');
    await kernel.pass(30);
    const [first] = kernel.replicaSets();
    const { 'pod-template-hash': _hash, ...labels } = first?.spec.template.metadata?.labels ?? {};
    const spec = first?.spec.template.spec;
    const metadata = { creationTimestamp: null, labels };
    if (spec) change(kernel, { template: { metadata, spec: { ...spec, initContainers: [] } } });
    await kernel.pass(30);
    expect(sizes(kernel)).toEqual([1, 0]);
    expect(kernel.replicaSets().map(annotation('revision'))).toEqual(['3', '2']);
    expect(kernel.replicaSets().map(annotation('revision-history'))).toEqual(['1', undefined]);
    expect(annotation('revision')(kernel.deployment())).toBe('3');
  });

  it('keep their change cause', async () => {
    const first = deployment(1);
    const because = (cause: string): Deployment['metadata'] => ({
      ...first.metadata,
      annotations: { 'kubernetes.io/change-cause': cause },
    });
    const kernel = running([{ ...first, metadata: because('first try') }]);
    await kernel.pass(10);
    kernel.store.update<Deployment>({ ...kernel.deployment(), metadata: because('a fix') });
    setImage(kernel, 'web:2');
    await kernel.pass(30);
    const causes = kernel.replicaSets().map(({ metadata }) => metadata.annotations?.['kubernetes.io/change-cause']);
    expect(causes).toEqual(['first try', 'a fix']);
  });

  it('beyond revisionHistoryLimit are forgotten', async () => {
    const kernel = running([deployment(1, { spec: { revisionHistoryLimit: 1 } })]);
    for (const image of ['web:2', 'web:3', 'web:4']) {
      await kernel.pass(30);
      setImage(kernel, image);
    }
    await kernel.pass(30);
    expect(kernel.replicaSets().map(annotation('revision'))).toEqual(['3', '4']);
  });
});

describe('a restarting container', () => {
  it('takes its pod out of the available ones', async () => {
    const command = ['sh', '-c', 'sleep 30; exit 1'];
    const kernel = running([deployment(1, { container: { command }, spec: { minReadySeconds: 5 } })]);
    await kernel.pass(20);
    expect(kernel.deployment().status?.availableReplicas).toBe(1);
    await kernel.pass(50);
    const since = kernel.deployment().status?.conditions?.find(({ type }) => type === 'Available');
    expect(parseTime(since?.lastTransitionTime)).toBeDefined();
    expect(kernel.deployment().status?.availableReplicas ?? 0).toBe(0);
  });
});
