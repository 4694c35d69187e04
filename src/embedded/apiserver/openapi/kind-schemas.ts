import { hpaSpec, hpaStatus } from './hpa-schema.ts';
import { flag, listOf, open, type Schema, textField, textMap, wholeNumber } from './schema.ts';

const metadata = open('Name, labels and what else every object has.', {
  name: textField('Name, unique among objects of the type in the namespace.'),
  generateName: textField('Beginning of the name the server makes up when there is none.'),
  namespace: textField('Namespace the object lives in.'),
  labels: textMap('What the object is selected by.'),
  annotations: textMap('Anything else tools want to note.'),
  uid: textField('Tells objects of the same name apart over time.'),
  resourceVersion: textField('Changes with every write.'),
  creationTimestamp: textField('When the object was made.'),
});

const selector = open('Selects the pods.', { matchLabels: textMap('Labels and the values they must have.') });
const template = open('What the pods are made from.', { metadata, spec: open('Containers and how they run.') });

const withSpec = (spec: Schema, status: Schema = open('As it was last seen.')): Readonly<Record<string, Schema>> => ({
  spec,
  status,
});

const data = textMap('Entries by name.');

/** What objects of each kind have besides `apiVersion`, `kind` and `metadata`. */
const fieldsByKind: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
  Namespace: withSpec(open('How the namespace is finalized.')),
  Node: withSpec(open('How the node may be used.')),
  Pod: withSpec(
    open('Containers and how they run.', {
      containers: listOf('The programs.', open('One program.')),
      initContainers: listOf('What runs before them, in order.', open('One program.')),
      nodeName: textField('Node it was assigned to.'),
      restartPolicy: textField('Always, OnFailure or Never.'),
      terminationGracePeriodSeconds: wholeNumber('Seconds from SIGTERM to SIGKILL.'),
    }),
  ),
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
      strategy: open('How pods are replaced by new ones.'),
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
      scaleTargetRef: open('The workload.'),
      pollingInterval: wholeNumber('Seconds between two looks at the triggers.'),
      cooldownPeriod: wholeNumber('Seconds from the last active trigger to zero replicas.'),
      minReplicaCount: wholeNumber('Fewest replicas.'),
      maxReplicaCount: wholeNumber('Most replicas.'),
      triggers: listOf('What scales it.', open('One trigger.')),
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
