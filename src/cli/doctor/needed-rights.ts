import type { ObjectRef, ResourceType } from '../../cluster/port.ts';
import { resourceOf, resources } from '../../cluster/resources.ts';
import type { Scenario } from '../../scenario/model.ts';
import type { Rights } from './rbac-command.ts';

/** Rights, and whether the scenario can do without them: then a pane stays empty, and that is all. */
export interface NeededRights extends Rights {
  readonly isOptional: boolean;
}

const looked: readonly (readonly [ResourceType, isOptional: boolean])[] = [
  [resources.pods, false],
  [resources.deployments, false],
  [resources.horizontalPodAutoscalers, false],
  [resources.replicaSets, true],
  [resources.jobs, true],
  [resources.events, true],
  [resources.nodes, true],
];

/** Everything a run of the scenario asks an API server for, each resource once. `served` tells which of KEDA's and VPA's kinds there are. */
export function neededRights(scenario: Scenario, served: readonly ResourceType[]): readonly NeededRights[] {
  const { namespace } = scenario.target;
  const watched = [...looked, ...served.map((type) => [type, false] as const)].map(
    ([type, isOptional]): NeededRights => ({
      ...rightsOn(type, ['list', 'watch'], type.namespaced ? namespace : undefined),
      isOptional,
    }),
  );
  const needed = [...watched, ...signalRights(scenario), ...changeRights(scenario)];
  return [...Map.groupBy(needed, keyOf).values()].flatMap(merged);
}

function signalRights({ signals }: Scenario): readonly NeededRights[] {
  const { queue, metrics, throttling } = signals;
  const isOptional = false;
  return [...(queue ? [queue] : []), ...metrics, ...(throttling ? [throttling] : [])].flatMap(
    (signal): readonly NeededRights[] => {
      const { namespace } = signal;
      switch (signal.kind) {
        case 'resource':
          return [{ group: 'metrics.k8s.io', resource: 'pods', verbs: ['list'], namespace, isOptional }];
        case 'custom': {
          const resource = 'podSelector' in signal ? 'pods' : 'object' in signal ? signal.object.resource : 'metrics';
          const [plural = resource] = resource.split('.', 1);
          const place = { group: 'custom.metrics.k8s.io', resource: plural, subresource: signal.metric };
          return [{ ...place, verbs: ['get'], namespace, isOptional }];
        }
        case 'external':
          return [
            { group: 'external.metrics.k8s.io', resource: signal.metric, verbs: ['list'], namespace, isOptional },
          ];
        default:
          if ('url' in signal) return [];
          return signal.via === 'port-forward'
            ? [{ group: '', resource: 'pods', subresource: 'portforward', verbs: ['create'], namespace, isOptional }]
            : [{ group: '', resource: 'services', subresource: 'proxy', verbs: ['get'], namespace, isOptional }];
      }
    },
  );
}

/** Server-side apply of an object that may not be there yet is a patch and a create; to put one back as it was is an update. */
function changeRights({ modes, loads, target }: Scenario): readonly NeededRights[] {
  const jobs = loads.flatMap((load) => (load.kind === 'job' ? [load.job.object] : []));
  const changed = [...modes.flatMap((mode) => [...mode.apply, ...mode.delete].map(({ object }) => object)), ...jobs];
  const rights = changed.map(
    ({ apiVersion, kind, metadata }): NeededRights => ({
      ...rightsOn(
        typeOf({ apiVersion, kind, name: metadata.name }),
        ['get', 'create', 'update', 'patch', 'delete'],
        target.namespace,
      ),
      isOptional: false,
    }),
  );
  if (modes.some(({ replicas }) => replicas !== undefined)) {
    const scale = { ...rightsOn(resources.deployments, ['patch'], target.namespace), subresource: 'scale' };
    rights.push({ ...scale, isOptional: false });
  }
  // By its Lease another cockpit knows that this target is taken; without one they do not see each other.
  if (changed.length > 0)
    rights.push({
      ...rightsOn(resources.leases, ['get', 'create', 'patch', 'delete'], target.namespace),
      isOptional: true,
    });
  if (jobs.length > 0)
    rights.push({ ...rightsOn(resources.pods, ['get'], target.namespace), subresource: 'log', isOptional: true });
  return rights;
}

function rightsOn({ apiVersion, plural }: ResourceType, verbs: readonly string[], namespace?: string): Rights {
  const group = apiVersion.includes('/') ? (apiVersion.split('/', 1)[0] ?? '') : '';
  return { group, resource: plural, verbs, ...(namespace === undefined ? {} : { namespace }) };
}

/** Kinds that Harmony does not know have regular plurals. */
function typeOf(ref: ObjectRef): ResourceType {
  return resourceOf(ref) ?? { ...ref, plural: `${ref.kind.toLowerCase()}s`, namespaced: true };
}

function keyOf({ group, resource, subresource = '', namespace = '' }: Rights): string {
  return [group, resource, subresource, namespace].join('/');
}

function merged(rights: readonly NeededRights[]): readonly NeededRights[] {
  const [first] = rights;
  const verbs = [...new Set(rights.flatMap((each) => each.verbs))];
  return first ? [{ ...first, verbs, isOptional: rights.every((each) => each.isOptional) }] : [];
}
