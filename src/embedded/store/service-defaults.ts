import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { isFields } from '../managed-fields/leaf-paths.ts';
import { fill } from './fill.ts';

/** What the API server fills in for a Service, but for the address, which has to be one nobody has. (pkg/apis/core/v1/defaults.go) */
export function serviceDefaults(service: KubernetesObject): KubernetesObject {
  const { spec } = service;
  if (!isFields(spec)) return service;
  const isExternalName = spec.type === 'ExternalName';
  const isExposed = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
  const filled = fill(
    { ...spec, ...(Array.isArray(spec.ports) ? { ports: spec.ports.map(portDefaults) } : {}) },
    {
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ...(isExternalName
        ? {}
        : { internalTrafficPolicy: 'Cluster', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' }),
      ...(isExposed ? { externalTrafficPolicy: 'Cluster' } : {}),
      ...(spec.type === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: true } : {}),
      ...(spec.sessionAffinity === 'ClientIP'
        ? { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10_800 } } }
        : {}),
    },
  );
  return { ...service, spec: filled, ...(service.status === undefined ? { status: { loadBalancer: {} } } : {}) };
}

function portDefaults(port: unknown): unknown {
  return isFields(port) ? fill(port, { protocol: 'TCP', targetPort: port.port }) : port;
}
