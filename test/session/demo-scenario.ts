import type { KubernetesObject } from '../../src/autoscaling/objects.ts';
import type { Act, Load, ManifestObject, Mode, Scenario } from '../../src/scenario/model.ts';
import { hpa } from './objects.ts';

const scaledObject: KubernetesObject = {
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  metadata: { name: 'web' },
  spec: { scaleTargetRef: { name: 'web' }, triggers: [] },
};

const job: KubernetesObject = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'burst' },
  spec: { template: {} },
};

const manifest = (file: string, object: KubernetesObject): ManifestObject => ({ file, object });
const mode = (id: string, apply: readonly ManifestObject[], change: Partial<Mode> = {}): Mode => ({
  id,
  key: id.charAt(0),
  title: id,
  colour: 'neutral',
  settleSeconds: 0,
  apply,
  delete: [],
  ...change,
});

const manualHpa = manifest('hpa.yaml', hpa('manual'));
const lag = manifest('lag.yaml', scaledObject);

export const burst: Load = { id: 'burst', key: '1', title: 'Burst', kind: 'job', job: manifest('burst.yaml', job) };

/** One Deployment `web` in namespace `demo`, scaled by hand-made HPA, by KEDA, or by both. */
export function demoScenario(acts: readonly Act[] = []): Scenario {
  return {
    name: 'demo',
    file: '/demo/scenario.yaml',
    title: 'Demo',
    target: {
      namespace: 'demo',
      workloads: [{ kind: 'Deployment', name: 'web' }],
      allowedContexts: [],
      failOverAfterSeconds: 15,
    },
    signals: { metrics: [] },
    modes: [
      mode('baseline', [manualHpa], { replicas: 1 }),
      mode('keda', [lag], { replicas: 2 }),
      mode('both', [lag, manualHpa]),
    ],
    baseline: 'baseline',
    loads: [burst],
    acts,
    embedded: {
      seed: 1,
      profile: 'gke',
      objects: [],
      model: { nodes: [], imagePullSeconds: 0, queues: [], workloads: [], podsMetrics: [] },
    },
  };
}

export function act(id: string, change: Partial<Act> = {}): Act {
  return { id, title: id, fromSeconds: 0, toSeconds: 60, mode: 'baseline', notes: '', cues: [], expect: [], ...change };
}
