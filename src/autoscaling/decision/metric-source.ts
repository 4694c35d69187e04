import type { LabelSelector, MetricSpec, MetricStatus, MetricTarget, MetricValueStatus } from '../objects.ts';
import { formatSelector } from '../selector.ts';
import type { MetricExplanation } from './explanation.ts';

/** What a metric measures, and how to tell it from the others of its HPA. */
export interface MetricSource {
  readonly type: MetricExplanation['type'];
  /** For a pane: `cpu`, `cpu of app`, `s0-nats-jetstream-MEMES`. */
  readonly name: string;
  /** The name with what tells namesakes apart: `requests of Service/web`, `queue{list=a}`. */
  readonly longName: string;
  readonly identity: string;
}

export interface MetricAim extends MetricSource {
  readonly target: MetricTarget;
}

export interface MetricReading extends MetricSource {
  readonly current: MetricValueStatus;
}

/** The source of a metric of the spec; undefined for a type of a later API version. */
export function aimOf(spec: MetricSpec): MetricAim | undefined {
  switch (spec.type) {
    case 'Resource':
      return { ...ofResource(spec.resource), target: spec.resource.target };
    case 'ContainerResource':
      return { ...ofContainer(spec.containerResource), target: spec.containerResource.target };
    case 'Pods':
      return { ...ofMetric('Pods', spec.pods), target: spec.pods.target };
    case 'Object':
      return { ...ofObject(spec.object), target: spec.object.target };
    case 'External':
      return { ...ofMetric('External', spec.external), target: spec.external.target };
    default:
      return undefined;
  }
}

/** The source of an entry of status.currentMetrics; undefined for one that failed, which has neither type nor name. */
export function readingOf(status: MetricStatus): MetricReading | undefined {
  switch (status.type) {
    case 'Resource':
      return { ...ofResource(status.resource), current: status.resource.current };
    case 'ContainerResource':
      return { ...ofContainer(status.containerResource), current: status.containerResource.current };
    case 'Pods':
      return { ...ofMetric('Pods', status.pods), current: status.pods.current };
    case 'Object':
      return { ...ofObject(status.object), current: status.object.current };
    case 'External':
      return { ...ofMetric('External', status.external), current: status.external.current };
    default:
      return undefined;
  }
}

/** Makes identities and names unique: namesakes get their long names, and metrics on one and the same source a number. */
export function distinguish<S extends MetricSource>(sources: readonly S[]): readonly S[] {
  const identities = sources.map(({ identity }) => identity);
  const twins = new Set(repeated(identities));
  // Twins alone are told apart by their number: the long name would be the same as well.
  const shared = new Set(repeated([...new Map(sources.map(({ identity, name }) => [identity, name])).values()]));
  return sources.map((source, index) => {
    const { identity, longName } = source;
    const name = shared.has(source.name) ? longName : source.name;
    if (!twins.has(identity)) return { ...source, name };
    const nth = identities.slice(0, index + 1).filter((other) => other === identity).length;
    return { ...source, name: `${name} #${nth}`, identity: `${identity}#${nth}` };
  });
}

function repeated(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

function ofResource({ name }: { readonly name: string }): MetricSource {
  return { type: 'Resource', name, longName: name, identity: `Resource/${name}` };
}

function ofContainer({ name, container }: { readonly name: string; readonly container: string }): MetricSource {
  const long = `${name} of ${container}`;
  return { type: 'ContainerResource', name: long, longName: long, identity: `ContainerResource/${container}/${name}` };
}

interface Measured {
  readonly metric: { readonly name: string; readonly selector?: LabelSelector };
}

function ofMetric(type: 'Pods' | 'External', { metric }: Measured): MetricSource {
  const { name, selector } = metric;
  const labels = labelsOf(selector);
  return {
    type,
    name,
    longName: labels === '' ? `${name} (${type})` : name + labels,
    identity: `${type}/${name}${labels}`,
  };
}

function ofObject({
  metric,
  describedObject,
}: Measured & {
  readonly describedObject: { readonly apiVersion?: string; readonly kind: string; readonly name: string };
}): MetricSource {
  const { apiVersion = '', kind, name: object } = describedObject;
  const labels = labelsOf(metric.selector);
  return {
    type: 'Object',
    name: metric.name,
    longName: `${metric.name}${labels} of ${kind}/${object}`,
    identity: `Object/${apiVersion === '' ? '' : `${apiVersion}/`}${kind}/${object}/${metric.name}${labels}`,
  };
}

/** No selector and an empty one both select everything. */
function labelsOf(selector: LabelSelector | undefined): string {
  const text = selector === undefined ? '' : formatSelector(selector);
  return text === '' ? '' : `{${text}}`;
}
