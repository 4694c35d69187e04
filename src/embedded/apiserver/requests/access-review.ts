import { isFields } from '../../managed-fields/leaf-paths.ts';
import { badRequest } from '../../store/refusals.ts';
import { type Answer, json } from '../http/answer.ts';
import type { ApiRequest } from '../http/request.ts';
import { decodeBody } from './decode.ts';

export const accessReviewPath = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/** POST of a SelfSubjectAccessReview: whoever holds the token may do everything. @throws ClusterError 400 */
export async function reviewAccess(request: ApiRequest): Promise<Answer> {
  const review = await decodeBody(request);
  if (!isFields(review) || !isFields(review.spec)) throw badRequest('a SelfSubjectAccessReview needs a spec');
  const answer = { ...review, kind: 'SelfSubjectAccessReview', apiVersion: 'authorization.k8s.io/v1' };
  return json({ ...answer, status: { allowed: true, reason: 'the holder of the token may do everything' } }, 201);
}
