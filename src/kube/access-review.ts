import type { Access, AccessAnswer } from '../cluster/port.ts';
import { isFields } from './config/parse-kubeconfig.ts';
import type { ApiClient } from './http/api-client.ts';

const apiVersion = 'authorization.k8s.io/v1';

/** Asks the server's authorizers about the one who asks. Every authenticated user may. */
export async function reviewAccess(client: ApiClient, resourceAttributes: Access): Promise<AccessAnswer> {
  const answer = await client.json({
    method: 'POST',
    path: `/apis/${apiVersion}/selfsubjectaccessreviews`,
    contentType: 'application/json',
    body: JSON.stringify({ apiVersion, kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } }),
  });
  const status = isFields(answer) && isFields(answer.status) ? answer.status : {};
  return { allowed: status.allowed === true, reason: typeof status.reason === 'string' ? status.reason : '' };
}
