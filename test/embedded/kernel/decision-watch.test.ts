import { expect, it } from 'vitest';
import type { HpaDecision } from '../../../src/autoscaling/hpa/contract.ts';
import { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import { deployment, hpa, namespace } from './objects.ts';
import { running } from './running.ts';

it('tells the latest decision to who joins late, then each as it is made, in plain JSON, until it is stopped', async () => {
  const kernel = running([deployment(1), hpa()]);
  const cluster = new EmbeddedCluster(kernel);
  await kernel.pass(20);
  const heard: HpaDecision[] = [];
  const stop = cluster.watchDecisions((about, decision) => {
    expect(about).toMatchObject({ namespace, name: 'web' });
    heard.push(decision);
  });
  await kernel.pass(1);
  expect(heard).toHaveLength(1);
  await kernel.pass(30);
  expect(heard).toHaveLength(3);
  expect(JSON.parse(JSON.stringify(heard))).toEqual(heard);
  stop();
  await kernel.pass(30);
  expect(heard).toHaveLength(3);
});
