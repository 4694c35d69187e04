import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { describeNamespace } from '../../session/discovery/describe-workload.ts';
import type { NamespaceObjects } from '../../session/discovery/namespace-objects.ts';
import { scaledWorkloads } from '../../session/discovery/scaled-workloads.ts';
import { guessedModel } from './guessed-model.ts';
import { manifestText, yamlText } from './manifest-text.ts';
import { plainAutoscaler, plainDeployment } from './plain-manifest.ts';
import { type PlayableSignals, playableSignals } from './playable-signals.ts';
import type { ScenarioFiles } from './write-scenario.ts';

/** A scenario of what is there, and what its user should know of it. */
export interface FoundScenario {
  readonly files: ScenarioFiles;
  readonly remarks: readonly string[];
}

/** The scenario of a namespace: its workloads with autoscalers, their signals, and one mode in which everything is as it was found. */
export function foundScenario(title: string, objects: NamespaceObjects, context: string): FoundScenario {
  const { namespace } = objects;
  const scaled = scaledWorkloads(objects).filter(({ autoscalerCount }) => autoscalerCount > 0);
  const deployments = scaled.map(({ deployment }) => deployment);
  const playable = playableSignals(describeNamespace(objects).signals, objects);
  const autoscalers = scaled.flatMap(({ hpas, scaledObjects, vpas }) => [
    ...scaledObjects,
    ...hpas.filter((hpa) => !isMadeByKeda(hpa)),
    ...vpas,
  ]);
  const applied = autoscalers.map((object) => [fileOf(object), manifestText(plainAutoscaler(object))] as const);
  const scenario = {
    apiVersion: 'harmony/v1',
    title,
    target: {
      namespace,
      workloads: deployments.map(({ metadata }) => ({ kind: 'Deployment', name: metadata.name })),
      allowedContexts: [],
    },
    signals: playable.signals,
    modes: [{ id: 'as-found', key: 'f', title: 'As it was found', apply: applied.map(([file]) => file) }],
    acts: [{ id: 'look', title: 'As it was found', from: '0:00', to: '2:00', mode: 'as-found' }],
    embedded: {
      objects: ['cluster/around.yaml', 'cluster/workloads.yaml'],
      ...guessedModel({ objects, deployments, playable }),
    },
  };
  return {
    files: {
      'scenario.yaml': `${heading(namespace, context)}${yamlText(scenario)}`,
      'cluster/around.yaml': manifestText(...around(namespace, playable)),
      'cluster/workloads.yaml': manifestText(...deployments.map(plainDeployment)),
      ...Object.fromEntries(applied),
    },
    remarks: remarksOn(playable),
  };
}

/** What people read first when they open it. */
function heading(namespace: string, context: string): string {
  return `# Namespace ${namespace} of context ${context}, as far as scaling goes.
# target.allowedContexts is empty: no real cluster is changed before you name one there.
# What a namespace does not tell is guessed in "embedded": how much work a message or request is. Measure it, and correct it.
`;
}

function remarksOn({ leftOut, queries, podsMetrics, externalMetrics }: PlayableSignals): readonly string[] {
  const guessed = [...queries, ...podsMetrics, ...externalMetrics].length;
  return [
    'how much work a message or a request is was guessed, see "embedded"',
    ...(guessed > 0 ? [`what ${guessed} of its metrics measure was guessed: CPU per second`] : []),
    ...leftOut.map((title) => `left out, for an embedded cluster cannot play it: ${title}`),
    'no real cluster is changed before target.allowedContexts names its context',
  ];
}

/** Namespaces, and the Services through which signals are read: where a queue and Prometheus are asked. */
function around(namespace: string, { signals: { queue }, prometheus }: PlayableSignals): readonly object[] {
  const places = [queue && 'service' in queue ? queue : undefined, prometheus].filter((place) => place !== undefined);
  const namespaces = [...new Set([namespace, ...places.map((place) => place.namespace)])];
  return [
    ...namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    ...places.map((place) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: place.service, namespace: place.namespace },
      spec: { selector: { app: place.service }, ports: [{ name: 'http', port: place.port, targetPort: place.port }] },
    })),
  ];
}

function fileOf({ kind, metadata }: KubernetesObject): string {
  return `autoscalers/${kind.toLowerCase()}-${metadata.name}.yaml`;
}

function isMadeByKeda({ metadata }: KubernetesObject): boolean {
  return metadata.ownerReferences?.some(({ kind }) => kind === 'ScaledObject') === true;
}
