import type { HorizontalPodAutoscaler } from '../../autoscaling/objects.ts';
import type { Cancel } from '../../cluster/clock.ts';
import type { DecidedHpa, DecisionHandler } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import type { Kernel } from '../world/create-world.ts';
import type { Outbox } from './outbox.ts';

/** The latest decision about each HPA, then every new one, told to someone outside of the cluster. */
export function watchDecisions(
  { store, hpaController }: Pick<Kernel, 'store' | 'hpaController'>,
  outbox: Outbox,
  handler: DecisionHandler,
): Cancel {
  let open = true;
  const tell: Parameters<typeof hpaController.subscribe>[0] = (hpa, decision) =>
    outbox.post(() => {
      if (open) handler(decidedHpa(hpa), decision);
    });
  for (const hpa of store.list<HorizontalPodAutoscaler>(resources.horizontalPodAutoscalers)) {
    const decision = hpaController.decisions().get(hpa.metadata.uid ?? '');
    if (decision) tell(hpa, decision);
  }
  const unsubscribe = hpaController.subscribe(tell);
  return () => {
    open = false;
    unsubscribe();
  };
}

function decidedHpa({ metadata: { namespace = '', name, uid = '' } }: HorizontalPodAutoscaler): DecidedHpa {
  return { namespace, name, uid };
}
