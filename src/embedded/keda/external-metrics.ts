import { compositeMetricName } from '../../autoscaling/keda/generated-hpa.ts';
import { milliQuantity } from '../../autoscaling/keda/metric-quantity.ts';
import { kedaKeys, usesScalingModifiers } from '../../autoscaling/keda/settings.ts';
import type { LabelSelector, ScaledObject } from '../../autoscaling/objects.ts';
import { selectorOf } from '../../autoscaling/selector.ts';
import { formatTime } from '../../autoscaling/units.ts';
import { resources } from '../../cluster/resources.ts';
import type { World } from '../world.ts';
import { externalTriggers, readTriggers } from './metric-reader.ts';
import type { TriggerScalers } from './trigger-scalers.ts';

export interface ExternalMetricValue {
  readonly value: string;
  readonly timestamp: string;
}

/**
 * KEDA's metrics adapter: each query reads the source live; the polling interval has no part in it.
 * @throws Error with the text the HPA's client gets
 */
export function externalMetricValues(
  world: World,
  scalersOf: (scaledObject: ScaledObject) => TriggerScalers | undefined,
  namespace: string,
  metric: string,
  selector: LabelSelector,
): readonly ExternalMetricValue[] {
  const name = exactValue(selector, kedaKeys.ownerLabel);
  if (name === undefined) throw new Error('scaledObject name is not specified');
  const scaledObject = world.store.get<ScaledObject>(resources.scaledObjects, namespace, name);
  if (!scaledObject) throw rpcError(`ScaledObject.keda.sh "${name}" not found`);
  const scalers = scalersOf(scaledObject);
  const composite = usesScalingModifiers(scaledObject) && metric === compositeMetricName;
  const metrics = externalTriggers(scaledObject).filter((each) => composite || each.metricName === metric);
  if (!scalers || metrics.length === 0) throw rpcError(`no matching metrics found for ${metric}`);
  const round = readTriggers(world, scaledObject, metrics, (each) => scalers.serve(each));
  const [reading] = round.readings;
  const value = composite ? round.composite : reading && 'value' in reading ? reading.value : undefined;
  if (value === undefined) throw rpcError(`error when getting metric values metric:${metric} encountered error`);
  return [{ value: milliQuantity(value), timestamp: formatTime(world.clock.now()) }];
}

/** The one value a selector lets a label have, however it says so: an HPA's has labels to match, one of a query has requirements. */
function exactValue(selector: LabelSelector, label: string): string | undefined {
  const exact = selectorOf(selector).requirements.filter(
    ({ key, operator, values }) => key === label && (operator === '=' || operator === 'in') && values.length === 1,
  );
  return exact[0]?.values[0];
}

/** As the operator's answer reaches the HPA, through the adapter's gRPC client. */
function rpcError(message: string): Error {
  return new Error(`rpc error: code = Unknown desc = ${message}`);
}
