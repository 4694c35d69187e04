import { isFields } from '../../managed-fields/leaf-paths.ts';
import { badRequest } from '../../store/refusals.ts';
import { type Answer, json } from '../http/answer.ts';
import type { ApiRequest } from '../http/request.ts';
import { decodeBody } from './decode.ts';

/** What anyone may ask about himself, by the path it is asked at. Whoever holds the token may do everything. */
const reviews: Readonly<Record<string, (body: unknown) => object>> = {
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews': (body) => ({
    ...reviewed(body, 'SelfSubjectAccessReview', 'authorization.k8s.io/v1', true),
    status: { allowed: true, reason: 'the holder of the token may do everything' },
  }),
  '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews': (body) => ({
    ...reviewed(body, 'SelfSubjectRulesReview', 'authorization.k8s.io/v1', true),
    status: {
      resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
      nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
      incomplete: false,
    },
  }),
  '/apis/authentication.k8s.io/v1/selfsubjectreviews': (body) => ({
    ...reviewed(body, 'SelfSubjectReview', 'authentication.k8s.io/v1', false),
    status: { userInfo: { username: 'harmony', groups: ['system:masters', 'system:authenticated'] } },
  }),
};

/** Whether a path is that of a review. */
export function isReviewPath(pathname: string): boolean {
  return Object.hasOwn(reviews, pathname);
}

/** POST of a review. @throws ClusterError 400 */
export async function review(request: ApiRequest): Promise<Answer> {
  const answer = reviews[request.url.pathname];
  const body = await decodeBody(request);
  return json(answer?.(body), 201);
}

function reviewed(body: unknown, kind: string, apiVersion: string, needsSpec: boolean): object {
  if (!isFields(body) || (needsSpec && !isFields(body.spec))) throw badRequest(`a ${kind} needs a spec`);
  const metadata = isFields(body.metadata) ? body.metadata : {};
  return { ...body, kind, apiVersion, metadata };
}
