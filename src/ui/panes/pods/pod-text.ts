import type { Pod } from '../../../autoscaling/objects.ts';
import { podStage, podStatusText } from '../../facts/pod-stage.ts';

/** What a filter looks at: a pod's name, its status as kubectl prints it, the stage of its life, and its node. */
export function podText(pod: Pod): string {
  return `${pod.metadata.name} ${podStatusText(pod)} ${podStage(pod)} ${pod.spec.nodeName ?? ''}`;
}

/** What tells one pod from its siblings: its template, environment included, is the Deployment's and nobody's business on a projector. */
export function podJson({ metadata, spec, status }: Pod): object {
  const { nodeName } = spec;
  return { metadata, spec: { ...(nodeName !== undefined && { nodeName }) }, status };
}
