import { hpaSpec, hpaStatus } from './hpa-schema.ts';
import { closed, flag, listOf, open, type Schema, textField, textMap, wholeNumber } from './schema.ts';

const metadata = open('Name, labels and what else every object has.', {
  name: textField('Name, unique among objects of the type in the namespace.'),
  generateName: textField('Beginning of the name the server makes up when there is none.'),
  namespace: textField('Namespace the object lives in.'),
  labels: textMap('What the object is selected by.'),
  annotations: textMap('Anything else tools want to note.'),
  uid: textField('Tells objects of the same name apart over time.'),
  resourceVersion: textField('Changes with every write.'),
  creationTimestamp: textField('When the object was made.'),
  finalizers: listOf('What has to be done before the object may go.', { type: 'string' }),
  ownerReferences: listOf(
    'Whom the object belongs to.',
    closed(
      'An owner.',
      {
        apiVersion: textField('Group and version of the owner.'),
        kind: textField('Kind of the owner.'),
        name: textField('Name of the owner.'),
        uid: textField('Uid of the owner.'),
        controller: flag('The owner manages this object.'),
        blockOwnerDeletion: flag('The owner waits for this object when it is deleted in the foreground.'),
      },
      ['apiVersion', 'kind', 'name', 'uid'],
    ),
  ),
});

const selector = open('Selects the pods.', {
  matchLabels: textMap('Labels and the values they must have.'),
  matchExpressions: listOf(
    'Requirements on single labels.',
    open('One requirement.', { key: textField('The label.'), values: listOf('Its values.', { type: 'string' }) }),
  ),
});

const container = open('One program.', {
  name: textField('Name, unique in the pod.'),
  image: textField('What it runs.'),
  command: listOf('The program, in place of that of the image.', { type: 'string' }),
  args: listOf('Its arguments.', { type: 'string' }),
  env: listOf('Its environment.', open('One variable.', { name: textField('Name.'), value: textField('Value.') })),
  resources: open('What it asks for and may use at most.', {
    requests: open('By resource.'),
    limits: open('By resource.'),
  }),
  readinessProbe: open('When it is ready.'),
});

const podSpec = open('Containers and how they run.', {
  containers: listOf('The programs.', container),
  initContainers: listOf('What runs before them, in order.', container),
  nodeName: textField('Node it was assigned to.'),
  nodeSelector: textMap('Labels a node must have.'),
  tolerations: listOf('Taints that are put up with.', open('One toleration.')),
  volumes: listOf('Volumes.', open('One volume.')),
  restartPolicy: textField('Always, OnFailure or Never.'),
  terminationGracePeriodSeconds: wholeNumber('Seconds from SIGTERM to SIGKILL.'),
});

const template = open('What the pods are made from.', {
  metadata: open('Labels and annotations of the pods.', {
    labels: textMap('Labels.'),
    annotations: textMap('Annotations.'),
  }),
  spec: podSpec,
});

const withSpec = (spec: Schema, status: Schema = open('As it was last seen.')): Readonly<Record<string, Schema>> => ({
  spec,
  status,
});

const data = textMap('Entries by name.');

/** What objects of each kind have besides `apiVersion`, `kind` and `metadata`. */
const fieldsByKind: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
  Namespace: withSpec(open('How the namespace is finalized.')),
  Node: withSpec(open('How the node may be used.')),
  Pod: withSpec(podSpec),
  Service: withSpec(open('Ports, and the pods behind them.', { selector: textMap('Labels of the pods behind it.') })),
  ConfigMap: { data, binaryData: data, immutable: flag('Data may not change.') },
  Secret: {
    data,
    stringData: textMap('Entries as plain text.'),
    type: textField('What the secret is for.'),
    immutable: flag('Data may not change.'),
  },
  Deployment: withSpec(
    open('How many pods of which template.', {
      replicas: wholeNumber('Pods wanted.'),
      selector,
      template,
      strategy: open('How pods are replaced by new ones.', {
        type: textField('RollingUpdate or Recreate.'),
        rollingUpdate: open('How many at a time.'),
      }),
      paused: flag('A new template is not rolled out yet.'),
    }),
  ),
  ReplicaSet: withSpec(
    open('How many pods of which template.', { replicas: wholeNumber('Pods wanted.'), selector, template }),
  ),
  Job: withSpec(
    open('Pods that run to their end.', {
      parallelism: wholeNumber('Pods at the same time.'),
      completions: wholeNumber('Pods that have to succeed.'),
      backoffLimit: wholeNumber('Failures before the Job fails.'),
      ttlSecondsAfterFinished: wholeNumber('Seconds after its end until the Job is removed.'),
      template,
    }),
  ),
  HorizontalPodAutoscaler: withSpec(hpaSpec, hpaStatus),
  ScaledObject: withSpec(
    open('What KEDA scales, and by which triggers.', {
      scaleTargetRef: open('The workload.', { name: textField('Its name.'), kind: textField('Its kind.') }),
      pollingInterval: wholeNumber('Seconds between two looks at the triggers.'),
      cooldownPeriod: wholeNumber('Seconds from the last active trigger to zero replicas.'),
      minReplicaCount: wholeNumber('Fewest replicas.'),
      maxReplicaCount: wholeNumber('Most replicas.'),
      triggers: listOf('What scales it.', {
        ...open('One trigger.', { type: textField('Kind of trigger.'), metadata: textMap('Its settings.') }),
        required: ['type', 'metadata'],
      }),
    }),
  ),
  VerticalPodAutoscaler: withSpec(open('Whose requests are recommended, and how they are applied.')),
};

/** The schema of a kind. Kinds without one of their own have fields of any name. */
export function schemaOf(kind: string): Schema {
  const apiVersion = textField('Group and version of the schema.');
  const common = { apiVersion, kind: textField('What the object is.'), metadata };
  const fields = fieldsByKind[kind];
  const description = `${kind}, as far as the embedded cluster knows it.`;
  if (fields === undefined) return open(description, common);
  return { description, type: 'object', properties: { ...common, ...fields } };
}
