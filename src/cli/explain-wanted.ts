import type { HorizontalPodAutoscaler } from '../autoscaling/objects.ts';
import { UsageError } from './errors.ts';

/** The HPA of that name, or all of them. @throws UsageError when there is none */
export function wantedHpas(
  hpas: readonly HorizontalPodAutoscaler[],
  namespace: string,
  name: string | undefined,
): readonly HorizontalPodAutoscaler[] {
  const wanted = name === undefined ? hpas : hpas.filter(({ metadata }) => metadata.name === name);
  if (wanted.length > 0) return wanted;
  const there = hpas.map(({ metadata }) => metadata.name).join(', ') || 'none';
  const what = name === undefined ? 'there is no HPA' : `there is no HPA ${name}`;
  throw new UsageError(`${what} in namespace ${namespace}`, name === undefined ? undefined : `Its HPAs: ${there}`);
}
