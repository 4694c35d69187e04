import { ClusterError } from '../../../cluster/port.ts';
import { badRequest, fieldCause } from '../../store/refusals.ts';

/** From which state on a client wants to know. */
export interface VersionOptions {
  /** Absent: the latest; 0: any. */
  readonly resourceVersion?: string;
  readonly match?: 'Exact' | 'NotOlderThan';
  /** A watch that lists first: the objects there are, then a bookmark that says so. */
  readonly sendInitialEvents?: boolean;
}

/**
 * The options of a list or watch that concern versions. `latest` is the version the cluster is at.
 * @throws ClusterError 400, 422, 504 for a version that is still to come
 */
export function versionOptions(query: URLSearchParams, latest: number, isWatch: boolean): VersionOptions {
  const resourceVersion = query.get('resourceVersion') ?? '';
  const match = query.get('resourceVersionMatch') ?? '';
  const initial = query.get('sendInitialEvents');
  if (!/^\d*$/.test(resourceVersion)) throw badRequest(`invalid resource version "${resourceVersion}"`);
  const [problem] = problems({ resourceVersion, match, initial, isWatch });
  if (problem !== undefined) {
    const details = { group: 'meta.k8s.io', kind: 'ListOptions', causes: [fieldCause(problem)] };
    const message = `ListOptions.meta.k8s.io "" is invalid: ${problem}`;
    throw new ClusterError(422, 'Invalid', message, { details });
  }
  if (Number(resourceVersion) > latest) throw tooNew(resourceVersion, latest);
  return {
    ...(resourceVersion === '' ? {} : { resourceVersion }),
    ...(match === 'Exact' || match === 'NotOlderThan' ? { match } : {}),
    ...(initial === null ? {} : { sendInitialEvents: initial === 'true' }),
  };
}

/** apimachinery, internalversion/validation: which options go together. */
function problems({
  resourceVersion,
  match,
  initial,
  isWatch,
}: {
  readonly resourceVersion: string;
  readonly match: string;
  readonly initial: string | null;
  readonly isWatch: boolean;
}): readonly string[] {
  if (initial !== null && !isWatch) return ['sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list'];
  const path = 'resourceVersionMatch: Forbidden:';
  if (isWatch && initial === null && match !== '')
    return [`${path} resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided`];
  if (initial !== null && match !== 'NotOlderThan')
    return [`${path} sendInitialEvents requires setting resourceVersionMatch to NotOlderThan`];
  if (match !== '' && match !== 'Exact' && match !== 'NotOlderThan')
    return [`resourceVersionMatch: Unsupported value: "${match}": supported values: "Exact", "NotOlderThan", ""`];
  if (isWatch || match === '') return [];
  if (resourceVersion === '') return [`${path} resourceVersionMatch is forbidden unless resourceVersion is provided`];
  return match === 'Exact' && resourceVersion === '0'
    ? [`${path} resourceVersionMatch "exact" is forbidden for resourceVersion "0"`]
    : [];
}

function tooNew(asked: string, latest: number): ClusterError {
  const message = `Timeout: Too large resource version: ${asked}, current: ${latest}`;
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }];
  return new ClusterError(504, 'Timeout', message, { details: { causes, retryAfterSeconds: 1 } });
}
