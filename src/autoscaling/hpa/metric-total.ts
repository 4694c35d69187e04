import type { MetricSpec } from '../objects.ts';
import { formatMilli, parseMilli } from '../quantity/milli.ts';
import { formatGoSelector } from './go-selector.ts';
import type { MeasuredMetric, MetricScene } from './metric.ts';
import { CalculationError, doing, MetricFailure, orFail } from './metric-error.ts';
import { fetchExternal, fetchObject } from './metrics-client.ts';
import { proposeExternalAverage, proposeObjectAverage, proposeValue, sumExternal } from './proposal-total.ts';

type ObjectSource = Extract<MetricSpec, { type: 'Object' }>['object'];
type ExternalSource = Extract<MetricSpec, { type: 'External' }>['external'];

/** A custom metric of one object, as a whole or per pod. Throws a MetricFailure. */
export function measureObject({ describedObject, metric, target }: ObjectSource, scene: MetricScene): MeasuredMetric {
  const { tolerance, pods, current, statusReplicas } = scene;
  const failed = 'failed to get object metric value';
  const usage = () => fetchObjectUsage({ describedObject, metric, target }, scene);
  if (target.type === 'Value' && target.value !== undefined) {
    const goal = parseMilli(target.value);
    const proposal = orFail('FailedGetObjectMetric', failed, () =>
      proposeValue(pods, current, tolerance, usage(), goal),
    );
    return {
      proposal,
      status: { type: 'Object', object: { describedObject, metric, current: { value: formatMilli(proposal.usage) } } },
    };
  }
  if (target.type === 'AverageValue' && target.averageValue !== undefined) {
    const goal = parseMilli(target.averageValue);
    const proposal = orFail('FailedGetObjectMetric', `${failed}: failed to get ${metric.name} object metric`, () =>
      proposeObjectAverage(statusReplicas, tolerance, usage(), goal),
    );
    const averageValue = formatMilli(proposal.usage);
    return { proposal, status: { type: 'Object', object: { describedObject, metric, current: { averageValue } } } };
  }
  const message = 'invalid object metric source: neither a value target nor an average value target was set';
  throw new MetricFailure('FailedGetObjectMetric', message, `${failed}: ${message}`);
}

/** The sum of an external metric, as a whole or per pod; per pod takes precedence. Throws a MetricFailure. */
export function measureExternal({ metric, target }: ExternalSource, scene: MetricScene): MeasuredMetric {
  const { tolerance, pods, current, statusReplicas } = scene;
  const failed = `failed to get ${metric.name} external metric value`;
  const usage = () => fetchExternalUsage({ metric, target }, scene);
  if (target.averageValue !== undefined) {
    const goal = parseMilli(target.averageValue);
    const proposal = orFail('FailedGetExternalMetric', `${failed}: failed to get ${metric.name} external metric`, () =>
      proposeExternalAverage(statusReplicas, tolerance, usage(), goal),
    );
    const averageValue = formatMilli(proposal.usage);
    return { proposal, status: { type: 'External', external: { metric, current: { averageValue } } } };
  }
  if (target.value !== undefined) {
    const goal = parseMilli(target.value);
    const proposal = orFail('FailedGetExternalMetric', `${failed}: failed to get external metric ${metric.name}`, () =>
      proposeValue(pods, current, tolerance, usage(), goal),
    );
    const value = formatMilli(proposal.usage);
    return { proposal, status: { type: 'External', external: { metric, current: { value } } } };
  }
  const message = 'invalid external metric source: neither a value target nor an average value target was set';
  throw new MetricFailure('FailedGetExternalMetric', message, `${failed}: ${message}`);
}

/** The controller prints the error in the place of the object's name and the other way round; so does this. */
function fetchObjectUsage({ metric, describedObject }: ObjectSource, { api, namespace }: MetricScene): bigint {
  try {
    return fetchObject(api, metric.name, describedObject, metric.selector);
  } catch (error) {
    if (!(error instanceof CalculationError)) throw error;
    const { kind, name } = describedObject;
    throw new CalculationError(`unable to get metric ${metric.name}: ${kind} on ${namespace} ${name}/${error.message}`);
  }
}

function fetchExternalUsage({ metric }: ExternalSource, { api, namespace }: MetricScene): bigint {
  const { name, selector } = metric;
  return doing(`unable to get external metric ${namespace}/${name}/${formatGoSelector(selector)}`, () =>
    sumExternal(fetchExternal(api, name, selector)),
  );
}
