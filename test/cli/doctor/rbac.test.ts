import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { neededRights } from '../../../src/cli/doctor/needed-rights.ts';
import { type Rights, rbacCommand } from '../../../src/cli/doctor/rbac-command.ts';
import { type Access, ClusterError } from '../../../src/cluster/port.ts';
import { resources } from '../../../src/cluster/resources.ts';
import type { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import type { Scenario } from '../../../src/scenario/model.ts';
import { kubectlIsThere, openKubectlBench } from '../../embedded/apiserver/kubectl.ts';
import { altered, findingOf, findingsOn, listing, openCluster, scenario } from './examined-cluster.ts';

let cluster: EmbeddedCluster;

beforeAll(async () => {
  cluster = await openCluster();
});
afterAll(() => cluster.close());

/** The cluster for someone who may not do some things. */
function denying(isDenied: (access: Access) => boolean, reason = '') {
  return altered(cluster, {
    accessReview: async (access) => ({ allowed: !isDenied(access), reason: isDenied(access) ? reason : '' }),
  });
}

describe('rights', () => {
  test('that are missing fail, with the command that gives them', async () => {
    const on = denying(({ verb, resource }) => verb === 'patch' && resource === 'scaledobjects', 'no rule matches');
    expect(findingOf(await findingsOn(on), 'rbac.scaledobjects.keda.sh.meme-generator')).toEqual({
      id: 'rbac.scaledobjects.keda.sh.meme-generator',
      level: 'fail',
      seen: 'may not patch scaledobjects.keda.sh in meme-generator: no rule matches',
      fix: 'kubectl create role harmony-scaledobjects -n meme-generator --verb=patch --resource=scaledobjects.keda.sh && kubectl create rolebinding harmony-scaledobjects -n meme-generator --role=harmony-scaledobjects --user=USER  # USER: as kubectl auth whoami says',
    });
  });

  test('name the user where a refusal told who it is', async () => {
    const refusal = new ClusterError(
      403,
      'Forbidden',
      'nodes is forbidden: User "jane@example.com" cannot list resource "nodes"',
    );
    const on = altered(listing(cluster, { nodes: refusal }), {
      accessReview: async ({ resource }) => ({ allowed: resource !== 'nodes', reason: '' }),
    });
    expect(findingOf(await findingsOn(on), 'rbac.nodes')).toMatchObject({
      // Without nodes a pane stays empty, and that is all.
      level: 'warn',
      seen: 'may not list, watch nodes',
      fix: expect.stringMatching(/clusterrole harmony-nodes --verb=list,watch .* --user=jane@example\.com$/) as string,
    });
  });

  test('that cannot be asked for', async () => {
    const on = altered(cluster, {
      accessReview: async () => Promise.reject(new ClusterError(403, 'Forbidden', 'not even that')),
    });
    expect(findingOf(await findingsOn(on), 'rbac.pods.meme-generator')).toMatchObject({
      level: 'warn',
      seen: 'rights on pods in meme-generator cannot be asked for: not even that',
      fix: 'kubectl auth can-i list pods -n meme-generator',
    });
  });

  test('are asked for in the words of the API', async () => {
    const asked: Access[] = [];
    await findingsOn(
      altered(cluster, {
        async accessReview(access) {
          asked.push(access);
          return { allowed: true, reason: '' };
        },
      }),
    );
    const namespace = 'meme-generator';
    expect(asked).toEqual(
      expect.arrayContaining([
        { verb: 'watch', group: '', resource: 'pods', namespace },
        { verb: 'list', group: '', resource: 'nodes' },
        { verb: 'delete', group: 'autoscaling', resource: 'horizontalpodautoscalers', namespace },
        { verb: 'update', group: 'autoscaling', resource: 'horizontalpodautoscalers', namespace },
        { verb: 'create', group: 'coordination.k8s.io', resource: 'leases', namespace },
        { verb: 'create', group: 'batch', resource: 'jobs', namespace },
        { verb: 'patch', group: 'apps', resource: 'deployments', subresource: 'scale', namespace },
        { verb: 'get', group: '', resource: 'services', subresource: 'proxy', namespace: 'monitoring' },
        {
          verb: 'get',
          group: 'custom.metrics.k8s.io',
          resource: 'pods',
          subresource: 'memegenerator_pod_cpu_rate',
          namespace,
        },
        { verb: 'list', group: 'metrics.k8s.io', resource: 'pods', namespace },
      ]),
    );
    const keys = asked.map((access) => JSON.stringify(access));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('to change anything are not needed to look', () => {
    const looking: Scenario = { ...scenario, modes: [], loads: [], signals: { metrics: [] } };
    const verbs = neededRights(looking, [resources.scaledObjects]).flatMap((rights) => rights.verbs);
    expect([...new Set(verbs)].toSorted()).toEqual(['list', 'watch']);
  });
});

describe('the commands that give all rights of the scenario', () => {
  const all = neededRights(scenario, [resources.scaledObjects, resources.verticalPodAutoscalers]);
  const metric: Rights = {
    group: 'external.metrics.k8s.io',
    resource: 's0-x',
    verbs: ['list'],
    namespace: 'meme-generator',
  };

  test('make a role of its own for each', () => {
    const names = [...all, metric].map(
      (rights) => `${rights.namespace} ${/--(?:cluster)?role=(\S+)/.exec(rbacCommand(rights))?.[1]}`,
    );
    expect(new Set(names).size).toBe(names.length);
  });

  test.skipIf(!kubectlIsThere)('are taken by the real kubectl', async () => {
    const bench = await openKubectlBench('meme-generator');
    try {
      for (const command of all.map((rights) => rbacCommand(rights, 'jane'))) {
        for (const part of command.split(' && ').filter((each) => each.startsWith('kubectl create'))) {
          const args = part.split(' ').slice(1);
          expect(await bench.run([...args, '--dry-run=client', '-o', 'name'])).toMatchObject({ status: 0, stderr: '' });
        }
      }
    } finally {
      await bench.close();
    }
  });
});

test('the command for a subresource and for the whole cluster', () => {
  const user = 'system:serviceaccount:ci:robot';
  expect(
    rbacCommand(
      { group: 'apps', resource: 'deployments', subresource: 'scale', verbs: ['patch'], namespace: 'a' },
      user,
    ),
  ).toBe(
    `kubectl create role harmony-deployments-scale -n a --verb=patch --resource=deployments.apps/scale && kubectl create rolebinding harmony-deployments-scale -n a --role=harmony-deployments-scale --user=${user}`,
  );
  expect(rbacCommand({ group: '', resource: 'nodes', verbs: ['list'] }, user)).toBe(
    `kubectl create clusterrole harmony-nodes --verb=list --resource=nodes && kubectl create clusterrolebinding harmony-nodes --clusterrole=harmony-nodes --user=${user}`,
  );
});

test('the command for a metric, which kubectl makes no role for by itself', () => {
  const metric = { group: 'external.metrics.k8s.io', resource: 's0-LAG', verbs: ['list'], namespace: 'shop' };
  const command = rbacCommand(metric, 'jane');
  const [, role = ''] = /^echo '(.*)' \| kubectl apply -f - && /.exec(command) ?? [];
  expect(JSON.parse(role)).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'harmony-s0-lag-metrics', namespace: 'shop' },
    rules: [{ apiGroups: ['external.metrics.k8s.io'], resources: ['s0-LAG'], verbs: ['list'] }],
  });
  expect(command).toMatch(
    / && kubectl create rolebinding harmony-s0-lag-metrics -n shop --role=harmony-s0-lag-metrics --user=jane$/,
  );
});
