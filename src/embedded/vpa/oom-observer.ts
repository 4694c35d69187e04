import type { ContainerStatus, Pod } from '../../autoscaling/objects.ts';
import { parseMilli } from '../../autoscaling/quantity/milli.ts';
import { parseTime } from '../../autoscaling/units.ts';
import type { UsageFact } from '../../autoscaling/vpa/usage-history.ts';
import type { Cancel } from '../../cluster/clock.ts';
import { resources } from '../../cluster/resources.ts';
import type { ObjectStore } from '../world.ts';
import { containerId } from './usage-facts.ts';

/** Tells of each container that was started again after it had been killed for lack of memory. */
export function observeOomKills(store: ObjectStore, tell: (fact: UsageFact) => void): Cancel {
  return store.subscribe(resources.pods, ({ type, object, previous }) => {
    if (type !== 'MODIFIED' || previous === undefined) return;
    for (const fact of oomFacts(object as Pod, previous as Pod)) tell(fact);
  });
}

function oomFacts(pod: Pod, previous: Pod): readonly UsageFact[] {
  return (pod.status?.containerStatuses ?? []).flatMap((status): readonly UsageFact[] => {
    const killed = status.lastState?.terminated;
    const before = previous.status?.containerStatuses?.find(({ name }) => name === status.name);
    if (killed?.reason !== 'OOMKilled' || !isRestarted(status, before)) return [];
    const at = parseTime(killed.finishedAt);
    if (at === undefined) return [];
    const container = containerId(pod, status.name);
    return [{ kind: 'oom', container, at, requestBytes: memoryRequestBytes(pod, status.name) }];
  });
}

function isRestarted(status: ContainerStatus, before: ContainerStatus | undefined): boolean {
  return before !== undefined && status.restartCount > before.restartCount;
}

function memoryRequestBytes({ spec }: Pod, name: string): number {
  const request = spec.containers.find((container) => container.name === name)?.resources?.requests?.memory;
  return request === undefined ? 0 : Number(parseMilli(request) / 1000n);
}
