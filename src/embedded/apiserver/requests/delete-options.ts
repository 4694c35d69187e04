import type { KubernetesObject } from '../../../autoscaling/objects.ts';
import { ClusterError } from '../../../cluster/port.ts';
import { isFields } from '../../managed-fields/leaf-paths.ts';
import { type Deletion, type PropagationPolicy, propagationPolicies } from '../../store/graceful-deletion.ts';
import { badRequest, conflict, fieldCause } from '../../store/refusals.ts';
import type { ObjectRequest, ResourceRequest } from './context.ts';
import { decodeBody } from './decode.ts';
import { isDryRun } from './write-options.ts';

export interface DeleteOptions extends Deletion {
  readonly dryRun: boolean;
  readonly preconditions: { readonly uid?: unknown; readonly resourceVersion?: unknown };
}

/** The options of a DELETE. @throws ClusterError 400, 415, 422 */
export async function deleteOptions(request: ResourceRequest): Promise<DeleteOptions> {
  const query = request.url.searchParams;
  const bytes = await request.bytes();
  const text = async (): Promise<string> => bytes.toString('utf8');
  const body = bytes.length === 0 ? {} : await decodeBody({ ...request, bytes: async () => bytes, body: text });
  if (!isFields(body)) throw badRequest('the body of a delete is DeleteOptions');
  return readDeleteOptions(body, query);
}

/** Options as a body and a query have them; the body comes first. @throws ClusterError 400, 422 */
export function readDeleteOptions(body: Readonly<Record<string, unknown>>, query: URLSearchParams): DeleteOptions {
  const grace = body.gracePeriodSeconds ?? query.get('gracePeriodSeconds');
  const graceSeconds = grace === null || grace === undefined ? undefined : Number(grace);
  if (graceSeconds !== undefined && !(Number.isInteger(graceSeconds) && graceSeconds >= 0))
    throw badRequest('gracePeriodSeconds must be a non-negative integer');
  const propagation = propagationOf(body, query);
  const written = Array.isArray(body.dryRun) ? body.dryRun.map(String) : [];
  return {
    dryRun: isDryRun([...written, ...query.getAll('dryRun')]),
    ...(propagation === undefined ? {} : { propagation }),
    ...(graceSeconds === undefined ? {} : { graceSeconds }),
    preconditions: isFields(body.preconditions) ? body.preconditions : {},
  };
}

/** The older `orphanDependents` says the same as two of the policies. Absent: as the object's finalizers say. @throws ClusterError 400, 422 */
function propagationOf(body: Readonly<Record<string, unknown>>, query: URLSearchParams): PropagationPolicy | undefined {
  const policy = body.propagationPolicy ?? query.get('propagationPolicy') ?? undefined;
  const orphan = body.orphanDependents ?? query.get('orphanDependents') ?? undefined;
  const problem = (field: string, text: string): ClusterError =>
    new ClusterError(422, 'Invalid', `DeleteOptions.meta.k8s.io "" is invalid: ${field}: ${text}`, {
      details: { group: 'meta.k8s.io', kind: 'DeleteOptions', causes: [fieldCause(`${field}: ${text}`)] },
    });
  if (policy !== undefined && orphan !== undefined) {
    const text = `Invalid value: ${JSON.stringify(policy)}: orphanDependents and deletionPropagation cannot be both set`;
    throw problem('propagationPolicy', text);
  }
  if (orphan !== undefined) return String(orphan) === 'true' ? 'Orphan' : 'Background';
  const known = propagationPolicies.find((each) => each === policy);
  if (policy !== undefined && known === undefined) {
    const supported = 'supported values: "Foreground", "Background", "Orphan", "nil"';
    throw problem('propagationPolicy', `Unsupported value: ${JSON.stringify(policy)}: ${supported}`);
  }
  return known;
}

/** @throws ClusterError 409 when the object is not the one that is meant */
export function requirePreconditions(
  { resource, name }: ObjectRequest,
  { metadata }: KubernetesObject,
  wanted: DeleteOptions['preconditions'],
): void {
  for (const field of ['uid', 'resourceVersion'] as const) {
    if (wanted[field] === undefined || wanted[field] === metadata[field]) continue;
    const what = field === 'uid' ? 'UID' : 'ResourceVersion';
    const differs = `Precondition failed: ${what} in precondition: ${String(wanted[field])}, ${what} in object meta: ${metadata[field]}`;
    throw conflict(resource.type, name, differs);
  }
}
