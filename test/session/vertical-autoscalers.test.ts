import { expect, test } from 'vitest';
import type { KubernetesObject } from '../../src/autoscaling/objects.ts';
import { findings } from '../../src/session/insight/findings.ts';
import { openSession } from '../../src/session/open-session.ts';
import { demoScenario } from './demo-scenario.ts';
import { MemoryCluster } from './memory-cluster.ts';
import { hpa, web } from './objects.ts';

const vpa: KubernetesObject = {
  apiVersion: 'autoscaling.k8s.io/v1',
  kind: 'VerticalPodAutoscaler',
  metadata: { name: 'web', namespace: 'demo', uid: 'vpa-web' },
  spec: { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, updatePolicy: { updateMode: 'Auto' } },
};

test('a VPA that moves the requests an HPA divides by is named', async () => {
  const cluster = new MemoryCluster();
  cluster.put(web(1));
  cluster.put(hpa('manual'));
  const session = openSession({ cluster, scenario: demoScenario(), frames: cluster.clock });
  await cluster.pass(1);
  const named = () => findings(session.store.getState()).map(({ id }) => id);
  expect(named()).not.toContain('hpa-and-vpa');
  cluster.put(vpa);
  await cluster.pass(1);
  expect(named()).toContain('hpa-and-vpa');
  await session.close();
});
