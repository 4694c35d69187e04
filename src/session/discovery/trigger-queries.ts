import type { ScaledObject, ScaleTrigger } from '../../autoscaling/objects.ts';
import type { PrometheusSignal } from '../../scenario/model.ts';
import { serviceAddress } from './service-address.ts';

/** Prometheus scrapes at best every few seconds. */
const everySeconds = 5;

/** The queries of Prometheus triggers whose server is a service of the cluster that asks nobody who he is. */
export function queriesBehind(scaledObjects: readonly ScaledObject[]): readonly PrometheusSignal[] {
  return scaledObjects.flatMap(({ metadata, spec }) =>
    spec.triggers.flatMap((trigger, index) => prometheusSignal(trigger, `${metadata.name}-query-${index}`) ?? []),
  );
}

function prometheusSignal(trigger: ScaleTrigger, id: string): PrometheusSignal | undefined {
  const { serverAddress = '', query, threshold, authModes } = trigger.metadata;
  if (trigger.type !== 'prometheus' || query === undefined || authModes !== undefined) return undefined;
  const address = serviceAddress(serverAddress);
  // Behind a path there is a gateway that serves several tenants.
  if (address?.path !== '/') return undefined;
  const { namespace, service, port } = address;
  return {
    kind: 'prometheus',
    id,
    title: trigger.name ?? `query of ${trigger.type} trigger`,
    unit: '',
    ...targetOf(trigger, threshold),
    namespace,
    service,
    port,
    query,
    everySeconds,
  };
}

/** The threshold is a line in the chart of the query only where the replicas do not share it. */
function targetOf({ metricType }: ScaleTrigger, threshold: string | undefined): { readonly target?: number } {
  const value = Number(threshold);
  return metricType === 'Value' && threshold !== undefined && Number.isFinite(value) ? { target: value } : {};
}
