/** An API path taken apart: `/apis/apps/v1/namespaces/NS/deployments/NAME/scale?labelSelector=…`. */
export interface ApiPath {
  /** `v1` or `apps/v1`. */
  readonly apiVersion: string;
  readonly namespace: string | undefined;
  readonly plural: string;
  readonly name: string | undefined;
  /** What follows the name: `scale`, `status`, the metric's name, or the rest of a proxied path. */
  readonly rest: readonly string[];
  readonly query: URLSearchParams;
}

/** Subresources of a namespace itself. */
const namespaceParts: ReadonlySet<string> = new Set(['status', 'finalize']);

/** Undefined for a path that names no resource. */
export function parseApiPath(path: string): ApiPath | undefined {
  const url = new URL(path, 'http://cluster');
  const segments = url.pathname
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeURIComponent);
  const [root] = segments;
  const versionLength = root === 'api' ? 1 : root === 'apis' ? 2 : 0;
  const apiVersion = segments.slice(1, 1 + versionLength).join('/');
  const inside = segments.slice(1 + versionLength);
  // `/api/v1/namespaces/NS` is the namespace itself and `…/NS/status` is part of it, anything else below lies in it.
  const namespaced = inside[0] === 'namespaces' && inside.length > 2 && !namespaceParts.has(inside[2] ?? '');
  const [plural, name, ...rest] = namespaced ? inside.slice(2) : inside;
  if (versionLength === 0 || plural === undefined) return undefined;
  return { apiVersion, namespace: namespaced ? inside[1] : undefined, plural, name, rest, query: url.searchParams };
}
