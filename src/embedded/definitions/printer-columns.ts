/** A column of `kubectl get`, as a CustomResourceDefinition declares it. */
export interface PrinterColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'date';
  readonly jsonPath: string;
}

const text = (name: string, jsonPath: string): PrinterColumn => ({ name, type: 'string', jsonPath });
const count = (name: string, jsonPath: string): PrinterColumn => ({ name, type: 'integer', jsonPath });
const condition = (name: string, type = name): PrinterColumn =>
  text(name, `.status.conditions[?(@.type=="${type}")].status`);
const age: PrinterColumn = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' };

/** KEDA's. */
export const scaledObjectPrinterColumns: readonly PrinterColumn[] = [
  text('ScaleTargetKind', '.status.scaleTargetKind'),
  text('ScaleTargetName', '.spec.scaleTargetRef.name'),
  count('Min', '.spec.minReplicaCount'),
  count('Max', '.spec.maxReplicaCount'),
  condition('Ready'),
  condition('Active'),
  condition('Fallback'),
  condition('Paused'),
  text('Triggers', '.status.triggersTypes'),
  text('Authentications', '.status.authenticationsTypes'),
  age,
];

/** The Vertical Pod Autoscaler's. */
export const vpaPrinterColumns: readonly PrinterColumn[] = [
  text('Mode', '.spec.updatePolicy.updateMode'),
  text('CPU', '.status.recommendation.containerRecommendations[0].target.cpu'),
  text('Mem', '.status.recommendation.containerRecommendations[0].target.memory'),
  condition('Provided', 'RecommendationProvided'),
  age,
];
