import type { HpaEvaluation, ScaleSubresource } from '../hpa/contract.ts';
import { defaultControllerOptions } from '../hpa/default-options.ts';
import { Field } from './field.ts';
import { present } from './present-fields.ts';
import { readController } from './read-controller.ts';
import { readHistory } from './read-history.ts';
import { readHpa } from './read-hpa.ts';
import { readMetrics } from './read-metrics.ts';
import { readPod } from './read-pod.ts';

/**
 * What one pass of the HPA controller sees, from a document of the form that `harmony explain -f` takes, already parsed from JSON or YAML.
 * Throws an EvaluationError with the path of the first field that cannot be used.
 */
export function readEvaluation(document: unknown): HpaEvaluation {
  const root = new Field(document);
  refuseManifest(root.get('kind'));
  const now = root.get('now').time();
  const options = root.get('controller').optional(readController) ?? defaultControllerOptions;
  const hpa = readHpa(root.get('hpa'), options);
  const { namespace = 'default' } = hpa.metadata;
  const scale = root.get('scale');
  return present({
    now,
    options,
    hpa,
    scale: readScale(scale),
    pods: (root.get('pods').optional((field) => field.list()) ?? []).map(readPod),
    metrics: readMetrics(root.get('metrics'), now),
    otherHpas: (root.get('otherHpas').optional((field) => field.list()) ?? []).map((other) => ({
      namespace: other.get('namespace').optional((field) => field.name()) ?? namespace,
      name: other.get('name').name(),
      selector: other.get('selector').string(),
    })),
    history: root.get('history').optional(readHistory),
    writeScale: writeOf(scale),
  });
}

/** An object of the API, given for what an evaluation sees of it, would otherwise be told that its time is missing. */
function refuseManifest(kind: Field): void {
  if (!kind.isAbsent) throw kind.fail('a manifest is only a part of what an evaluation sees: put the HPA under `hpa`');
}

/** `{error}` in its place: the scale subresource could not be read. */
function readScale(scale: Field): ScaleSubresource {
  const error = scale.get('error').optional((field) => field.string());
  if (error !== undefined) return { error };
  const specReplicas = scale.get('specReplicas').integer();
  return {
    specReplicas,
    statusReplicas: scale.get('statusReplicas').optional((field) => field.integer()) ?? specReplicas,
    selector: scale.get('selector').optional((field) => field.string()) ?? '',
  };
}

/** `writeError`: the API refuses the new count with this text. */
function writeOf(scale: Field): HpaEvaluation['writeScale'] {
  const refusal = scale.get('writeError').optional((field) => field.string());
  return () => refusal;
}
