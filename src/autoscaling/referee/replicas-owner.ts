import type { ManagedFieldsEntry } from '../objects.ts';
import { parseTime } from '../units.ts';
import type { RefereeFacts, ScalableWorkload } from './facts.ts';

/** The entry of managedFields that made spec.replicas what it is; undefined where they do not tell. */
export function replicasOwner({ metadata }: ScalableWorkload): ManagedFieldsEntry | undefined {
  // Several managers share a field when they agree on its value; the latest of them made it so.
  return (metadata.managedFields ?? [])
    .filter(({ fieldsV1 }) => ownsReplicas(fieldsV1))
    .reduce<ManagedFieldsEntry | undefined>(
      (newest, owner) => (newest && (parseTime(newest.time) ?? 0) > (parseTime(owner.time) ?? 0) ? newest : owner),
      undefined,
    );
}

/** Who a field manager, or a writer of a path, is; undefined for the autoscalers and for Harmony itself. */
export type Writer = 'reconciler' | 'proportional' | 'manifest' | 'person' | 'other';

/** What is known of a writer of spec.replicas by its name. */
export function writerOf({ ownManagers = [] }: RefereeFacts, manager: string): Writer | undefined {
  if (['hpa', 'action', 'harmony', 'kube-controller-manager', ...ownManagers].includes(manager)) return undefined;
  if (manager.startsWith('keda')) return undefined;
  return kinds.find(({ pattern }) => pattern.test(manager))?.writer ?? 'other';
}

const kinds: readonly { readonly pattern: RegExp; readonly writer: Writer }[] = [
  { pattern: /^(argocd|argo-cd|kustomize-controller|helm-controller|flux|fleet)/i, writer: 'reconciler' },
  { pattern: /proportional-autoscaler/, writer: 'proportional' },
  { pattern: /^kubectl-(scale|edit|patch|replace)/, writer: 'person' },
  // `kubectl apply --server-side` goes by the name of kubectl itself.
  { pattern: /^(kubectl|kubectl-client-side-apply|kubectl-create|helm|terraform|pulumi)/i, writer: 'manifest' },
  { pattern: /^(k9s|lens|openlens|headlamp|dashboard)/i, writer: 'person' },
];

function ownsReplicas(fields: Readonly<Record<string, unknown>> | undefined): boolean {
  const spec = fields?.['f:spec'];
  return typeof spec === 'object' && spec !== null && 'f:replicas' in spec;
}
