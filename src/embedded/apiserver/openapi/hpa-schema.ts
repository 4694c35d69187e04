import { closed, listOf, open, type Schema, textField, textMap, wholeNumber } from './schema.ts';

const quantity = textField;

const labelSelector = closed('Selects by labels: every requirement has to hold.', {
  matchLabels: textMap('Labels and the values they must have.'),
  matchExpressions: listOf(
    'Requirements on single labels.',
    closed(
      'One requirement.',
      {
        key: textField('The label.'),
        operator: textField('In, NotIn, Exists or DoesNotExist.'),
        values: listOf('The values of In and NotIn.', { type: 'string' }),
      },
      ['key', 'operator'],
    ),
  ),
});

const objectReference = closed(
  'Names an object by kind.',
  {
    apiVersion: textField('Group and version of the object.'),
    kind: textField('Kind of the object.'),
    name: textField('Name of the object.'),
  },
  ['kind', 'name'],
);

const target = closed(
  'The value the metric is held at.',
  {
    type: textField('Utilization, Value or AverageValue.'),
    averageUtilization: wholeNumber('Average over the pods, as a percentage of their requests.'),
    averageValue: quantity('Average over the pods, as a quantity.'),
    value: quantity('The value itself, as a quantity.'),
  },
  ['type'],
);

const metric = closed('Names a metric.', { name: textField('Name of the metric.'), selector: labelSelector }, ['name']);

const metricSpec = closed(
  'A metric and its target; the field named after the type holds the rest.',
  {
    type: textField('Resource, ContainerResource, Pods, Object or External.'),
    resource: closed('CPU or memory of the pods.', { name: textField('cpu or memory.'), target }, ['name', 'target']),
    containerResource: closed(
      'CPU or memory of one container of each pod.',
      { name: textField('cpu or memory.'), container: textField('Name of the container.'), target },
      ['name', 'container', 'target'],
    ),
    pods: closed('A custom metric of each pod.', { metric, target }, ['metric', 'target']),
    object: closed('A custom metric of one object.', { describedObject: objectReference, metric, target }, [
      'describedObject',
      'metric',
      'target',
    ]),
    external: closed('A metric from outside of the cluster.', { metric, target }, ['metric', 'target']),
  },
  ['type'],
);

const rules = (description: string): Schema =>
  closed(description, {
    stabilizationWindowSeconds: wholeNumber('How far back recommendations are looked at, in seconds.'),
    selectPolicy: textField('Max, Min or Disabled: which of the policies counts.'),
    policies: listOf(
      'How fast the count may change.',
      closed(
        'One limit of speed.',
        {
          type: textField('Pods or Percent.'),
          value: wholeNumber('How much may change in the period.'),
          periodSeconds: wholeNumber('Length of the period, in seconds.'),
        },
        ['type', 'value', 'periodSeconds'],
      ),
    ),
    tolerance: quantity('How far usage may be off the target, as a share, before anything is scaled.'),
  });

/** `spec` of an `autoscaling/v2` HorizontalPodAutoscaler. */
export const hpaSpec: Schema = closed(
  'What is scaled, within which bounds, and by which metrics.',
  {
    scaleTargetRef: objectReference,
    minReplicas: wholeNumber('Never fewer than these; 1 where it is left out.'),
    maxReplicas: wholeNumber('Never more than these.'),
    metrics: listOf('Of what the metrics propose, the largest count wins.', metricSpec),
    behavior: closed('How fast it scales in each direction.', {
      scaleUp: rules('Rules for adding pods.'),
      scaleDown: rules('Rules for removing pods.'),
    }),
  },
  ['scaleTargetRef', 'maxReplicas'],
);

/** `status` of an `autoscaling/v2` HorizontalPodAutoscaler. */
export const hpaStatus: Schema = open('What the controller saw and decided last.', {
  currentReplicas: wholeNumber('Replicas there were.'),
  desiredReplicas: wholeNumber('Replicas it asked for.'),
  lastScaleTime: textField('When it last changed the count.'),
});
