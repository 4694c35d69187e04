import { formatQuantity } from '../../../autoscaling/quantity/format.ts';
import { parseQuantity } from '../../../autoscaling/quantity/quantity.ts';

type Amounts = Readonly<Record<string, string>>;

/** An entry of `metrics.k8s.io`: a node has one usage, a pod that of each container. */
export interface MeasuredObject {
  readonly metadata: { readonly name: string };
  readonly window: string;
  readonly usage?: Amounts;
  readonly containers?: readonly { readonly usage: Amounts }[];
}

const measured = ['cpu', 'memory'];

/** The table metrics-server answers `kubectl get pods.metrics.k8s.io` with: usage by resource, and over which time. */
export function metricsTable(objects: readonly MeasuredObject[], include: 'None' | 'Metadata' | 'Object'): unknown {
  const columns = ['Name', ...measured, 'Window'];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: {},
    columnDefinitions: columns.map((name) => ({
      name,
      type: 'string',
      format: name === 'Name' ? 'name' : '',
      description: '',
      priority: 0,
    })),
    rows: objects.map((object) => ({
      cells: [object.metadata.name, ...measured.map((resource) => total(object, resource)), object.window],
      ...(include === 'None' ? {} : { object: include === 'Object' ? object : partial(object) }),
    })),
  };
}

function total({ usage, containers = [] }: MeasuredObject, resource: string): string {
  const amounts = usage === undefined ? containers.map((container) => container.usage) : [usage];
  const parsed = amounts.map((amount) => parseQuantity(amount[resource] ?? '0'));
  const nano = parsed.reduce((sum, quantity) => sum + quantity.nano, 0n);
  return formatQuantity({ nano, format: parsed[0]?.format ?? 'DecimalSI' });
}

function partial({ metadata }: MeasuredObject): unknown {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
}
