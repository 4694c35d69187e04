import { humanDuration } from '../../autoscaling/kubectl/human-duration.ts';
import { summarizePod } from '../../autoscaling/kubectl/pod-summary.ts';
import type { Pod } from '../../autoscaling/objects/pod.ts';
import { type EpochMs, parseTime } from '../../autoscaling/units.ts';
import { tabbed } from './tab-writer.ts';

const heading = [
  'NAME',
  'READY',
  'STATUS',
  'RESTARTS',
  'AGE',
  'IP',
  'NODE',
  'NOMINATED NODE',
  'READINESS GATES',
] as const;

/** What `kubectl get pods -o wide` prints of a namespace's pods, in the order of their names. */
export function podsTable(pods: Iterable<Pod>, namespace: string, now: EpochMs): string {
  const rows = [...pods]
    .toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
    .map((pod) => row(pod, now).join('\t'));
  if (rows.length === 0) return `No resources found in ${namespace} namespace.\n`;
  return tabbed(`${[heading.join('\t'), ...rows].join('\n')}\n`, { minWidth: 6, padding: 3 });
}

function row(pod: Pod, now: EpochMs): readonly string[] {
  const { metadata, spec, status } = pod;
  const { ready, status: text, restarts } = summarizePod(pod, now);
  const bornAt = parseTime(metadata.creationTimestamp);
  const age = bornAt === undefined ? '<unknown>' : humanDuration(now - bornAt);
  // Of nominations and readiness gates Harmony watches nothing, and few pods have any.
  const unwatched = '<none>';
  return [
    metadata.name,
    ready,
    text,
    restarts,
    age,
    status?.podIP || '<none>',
    spec.nodeName || '<none>',
    unwatched,
    unwatched,
  ];
}
