/** An evaluation of a queue of 15 against 5 per pod at one replica, as a user would write it. */
export function queueDocument() {
  return {
    now: '2026-01-31T12:00:00Z',
    hpa: {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        maxReplicas: 10,
        metrics: [
          {
            type: 'External',
            external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '5' } },
          },
        ],
      },
    },
    scale: { specReplicas: 1, statusReplicas: 1, selector: 'app=web' },
    pods: [podDocument('web-1')],
    metrics: { external: [{ metric: 'queue', value: '15' }] },
  };
}

export function podDocument(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: 'web' } },
    spec: { containers: [{ name: 'app', resources: { requests: { cpu: '1' } } }] },
    status: {
      phase: 'Running',
      startTime: '2026-01-31T10:00:00Z',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-31T10:00:10Z' }],
    },
  };
}

/** A copy with the value at `path` (`hpa.spec.metrics[0].type`) replaced; undefined removes it. */
export function changed(document: object, path: string, value: unknown): object {
  const copy: unknown = structuredClone(document);
  const names = path.split(/[.[\]]+/).filter((name) => name !== '');
  const last = names.pop() ?? '';
  let place = copy as Record<string, unknown>;
  for (const name of names) place = place[name] as Record<string, unknown>;
  if (value === undefined) delete place[last];
  else place[last] = value;
  return copy as object;
}
