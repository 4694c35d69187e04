import { expect, test } from 'vitest';
import { ClusterError, type ResourceType } from '../../../src/cluster/port.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { failedHealth } from '../../../src/kube/watch/failed-health.ts';

const refusedTo = (user: string) =>
  new ClusterError(403, 'Forbidden', `things is forbidden: User "${user}" cannot list`);
const missing = new ClusterError(404, 'NotFound', 'the server could not find the requested resource');

test.each<[string, ClusterError, ResourceType, string | undefined]>([
  [
    'a kind of a namespace that a person may not read',
    refusedTo('jane@example.com'),
    resources.scaledObjects,
    'kubectl create role harmony-scaledobjects -n shop --verb=get,list,watch --resource=scaledobjects.keda.sh && kubectl create rolebinding harmony-scaledobjects -n shop --role=harmony-scaledobjects --user=jane@example.com',
  ],
  [
    'a kind of the whole cluster that a service account may not read',
    refusedTo('system:serviceaccount:tools:harmony'),
    resources.nodes,
    'kubectl create clusterrole harmony-nodes --verb=get,list,watch --resource=nodes && kubectl create clusterrolebinding harmony-nodes --clusterrole=harmony-nodes --serviceaccount=tools:harmony',
  ],
  [
    'KEDA that is not installed',
    missing,
    resources.scaledObjects,
    'helm repo add kedacore https://kedacore.github.io/charts && helm install keda kedacore/keda -n keda --create-namespace',
  ],
  [
    'another API that is not served',
    missing,
    resources.jobs,
    'See what the cluster serves: kubectl api-resources | grep jobs',
  ],
  ['a server that fails', new ClusterError(500, 'InternalError', 'oops'), resources.pods, undefined],
])('the health of %s names what would mend it', (_, error, type, fix) => {
  expect(failedHealth(error, type, { namespace: 'shop' })).toEqual({
    state: 'failed',
    reason: error.message,
    ...(fix !== undefined && { fix }),
  });
});
