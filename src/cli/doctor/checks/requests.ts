import type { Deployment } from '../../../cluster/objects.ts';
import { longRunningContainers } from '../../../session/discovery/pod-request.ts';
import { type Finding, fail, pass } from '../finding.ts';
import type { Patient } from '../patient.ts';
import { type WantedAutoscalers, wantedAutoscalers } from '../wanted.ts';
import type { Check } from './check.ts';

/** What to ask for where nothing is known yet: little enough to fit anywhere. */
const placeholder: Readonly<Record<string, string>> = { cpu: '100m', memory: '128Mi' };

/** Whether containers request what utilizations are a share of: without the request of one of them an HPA has no metric at all. */
export const requests: Check = {
  id: 'workload.requests',
  run(patient): readonly Finding[] {
    const wanted = wantedAutoscalers(patient);
    return targets(patient).flatMap((deployment) =>
      utilized(wanted, deployment.metadata.name).map((use) => examine(deployment, use)),
    );
  },
};

/** The scenario's workloads that are there. */
export function targets({ objects, scenario }: Pick<Patient, 'objects' | 'scenario'>): readonly Deployment[] {
  return scenario.target.workloads.flatMap(
    ({ name }) => objects.deployments.find(({ metadata }) => metadata.name === name) ?? [],
  );
}

interface Use {
  readonly resource: string;
  /** The one container that is looked at; absent: all of them. */
  readonly container?: string;
}

/** What HPAs take as a share of a request, each once. */
function utilized({ hpas, scaledObjects }: WantedAutoscalers, workload: string): readonly Use[] {
  const ofHpas = hpas
    .filter(({ spec }) => spec.scaleTargetRef.name === workload)
    .flatMap(({ spec }) => spec.metrics ?? [])
    .flatMap((metric): readonly Use[] => {
      if (metric.type === 'Resource' && metric.resource.target.type === 'Utilization')
        return [{ resource: metric.resource.name }];
      if (metric.type === 'ContainerResource' && metric.containerResource.target.type === 'Utilization')
        return [{ resource: metric.containerResource.name, container: metric.containerResource.container }];
      return [];
    });
  const ofTriggers = scaledObjects
    .filter(({ spec }) => spec.scaleTargetRef.name === workload)
    .flatMap(({ spec }) => spec.triggers)
    .filter(({ type, metricType }) => (type === 'cpu' || type === 'memory') && metricType === 'Utilization')
    .map(
      ({ type, metadata: { containerName } }): Use => ({
        resource: type,
        ...(containerName === undefined ? {} : { container: containerName }),
      }),
    );
  return [
    ...new Map([...ofHpas, ...ofTriggers].map((use) => [`${use.resource}/${use.container ?? ''}`, use])).values(),
  ];
}

function examine({ metadata, spec }: Deployment, { resource, container }: Use): Finding {
  const { name, namespace } = metadata;
  const id = `workload.requests.${name}.${resource}`;
  const pod = spec.template.spec;
  const own = container === undefined ? pod.resources?.requests?.[resource] : undefined;
  const looked = longRunningContainers(pod).filter((each) => container === undefined || each.name === container);
  const without = looked.filter(({ resources }) => resources?.requests?.[resource] === undefined);
  if (own !== undefined || without.length === 0) return pass(id, `every container of ${name} requests ${resource}`);
  const names = without.map((each) => each.name).join(',');
  return fail(
    id,
    `container ${names} of Deployment ${name} requests no ${resource}, and an HPA goes by its utilization`,
    `kubectl -n ${namespace} set resources deployment/${name} -c ${names} --requests=${resource}=${placeholder[resource] ?? '1'}`,
  );
}
