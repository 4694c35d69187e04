import { stringify } from 'yaml';
import type { Answers } from './answers.ts';
import { manifestText } from './manifest-text.ts';
import type { ScenarioFiles } from './write-scenario.ts';

/** Users of the load that keep the CPU of one pod busy several times over. */
const usersPerReplica = 50;

/** A small whole scenario: one Deployment behind a Service, one HPA, a load, and two acts with what they promise. */
export function freshScenario(name: string, answers: Answers): ScenarioFiles {
  return {
    'scenario.yaml': scenarioYaml(answers),
    'cluster/namespace.yaml': manifestText(namespace(answers)),
    'cluster/workload.yaml': manifestText(deployment(answers), service(answers)),
    'autoscalers/hpa-cpu.yaml': manifestText(hpa(answers)),
    'loads/visitors.yaml': manifestText(job(answers)),
    'README.md': readme(name, answers),
  };
}

function scenarioYaml({ title, minReplicas, maxReplicas, cpuPercent, ...names }: Answers): string {
  // A name may read as something else than a text, for example `null` or `1e3`.
  const [place, workload] = [names.namespace, names.workload].map((name) => stringify(name).trim());
  return `apiVersion: harmony/v1
title: ${JSON.stringify(title)}

target:
  namespace: ${place}
  workloads:
    - { kind: Deployment, name: ${workload} }
  # Contexts of your kubeconfig whose cluster may be changed. Everything else is only looked at.
  allowedContexts: ["harmony-*", "kind-*", "minikube"]

signals:
  metrics:
    - kind: resource
      id: cpu
      title: CPU per pod
      unit: cores
      # ${cpuPercent} % of the 100m that a pod requests.
      target: ${cpuPercent / 1000}
      resource: cpu
      podSelector: ${stringify(`app=${names.workload}`).trim()}

# Each mode is a set of autoscalers, and a letter that switches to it.
baseline: fixed
modes:
  - id: fixed
    key: b
    title: No autoscaler
    apply: []
    replicas: ${minReplicas}
  - id: cpu
    key: c
    title: HPA on CPU
    colour: calm
    apply: [autoscalers/hpa-cpu.yaml]
    replicas: ${minReplicas}

# Each load is a Job, and a digit that starts it.
loads:
  - { id: visitors, key: 1, title: Visitors for two minutes, kind: job, job: loads/visitors.yaml }

acts:
  - id: calm
    title: Calm
    from: 0:00
    to: 0:30
    mode: fixed
    notes: Nothing to do, and nothing happens.
    cues:
      - say: A quiet morning.
        wait: { min: 0:10 }
    expect:
      - rescales == 0
  - id: rush
    title: Rush
    from: 0:30
    to: 3:30
    mode: cpu
    notes: Visitors come, CPU rises, pods follow.
    cues:
      - say: And here they come.
        do: { load: visitors }
      - say: The pods follow.
        wait: { until: replicas.peak > ${minReplicas}, max: 2:00 }
    expect:
      - replicas.peak > ${minReplicas}
      - replicas.peak <= ${maxReplicas}
      - loads.completed == 1

# What stands in for a real cluster where there is none.
embedded:
  seed: 1
  objects: [cluster/namespace.yaml, cluster/workload.yaml]
  nodes:
    - { name: pool-1, count: ${2 + Math.ceil(maxReplicas / 20)}, cpu: "4", memory: 16Gi }
  imagePullSeconds: 3
  workloads:
    - namespace: ${place}
      deployment: ${workload}
      startup: { cpuSeconds: 0.3, threads: 1 }
      idle: { cpuMillicores: 2, memory: 60Mi }
      http:
        service: ${workload}
        port: 80
        cpuMillisPerRequest: 5
        ioMillisPerRequest: { median: 20, sigma: 0.4 }
        concurrency: 32
        backlog: 64
        threads: 1
`;
}

function namespace({ namespace: name }: Answers): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

function deployment({ namespace: place, workload, minReplicas }: Answers): object {
  const labels = { app: workload };
  const container = {
    name: workload,
    image: 'registry.k8s.io/hpa-example',
    ports: [{ name: 'http', containerPort: 80 }],
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '500m', memory: '128Mi' } },
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: workload, namespace: place, labels },
    spec: {
      replicas: minReplicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [container] } },
    },
  };
}

function service({ namespace: place, workload }: Answers): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: workload, namespace: place },
    spec: { selector: { app: workload }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  };
}

function hpa({ namespace: place, workload, minReplicas, maxReplicas, cpuPercent }: Answers): object {
  const target = { type: 'Utilization', averageUtilization: cpuPercent };
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: workload, namespace: place },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: workload },
      minReplicas,
      maxReplicas,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }],
      behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
    },
  };
}

function job({ namespace: place, workload, minReplicas }: Answers): object {
  const users = String(usersPerReplica * minReplicas);
  const url = `http://${workload}.${place}.svc.cluster.local/`;
  const container = {
    name: 'load',
    image: 'williamyeh/hey',
    command: ['hey', '-z', '2m', '-c', users, '-q', '4', url],
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'visitors', namespace: place, labels: { app: 'visitors' } },
    spec: {
      backoffLimit: 0,
      ttlSecondsAfterFinished: 600,
      template: {
        metadata: { labels: { app: 'visitors' } },
        spec: { restartPolicy: 'Never', containers: [container] },
      },
    },
  };
}

function readme(name: string, { title }: Answers): string {
  return `# ${title}

\`\`\`sh
harmony run ./${name}
harmony rehearse ./${name}
harmony scenarios validate ./${name}
\`\`\`

On a real cluster, first apply what the demo is about, then name its context:

\`\`\`sh
kubectl apply -f ${name}/cluster/
harmony run ./${name} --context kind-demo
\`\`\`
`;
}
