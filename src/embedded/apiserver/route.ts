import { parseApiPath } from '../api/api-path.ts';
import { expositionType } from '../exposition/metric-family.ts';
import { unknownPath } from '../store/refusals.ts';
import { servedAt } from './catalogue.ts';
import { aggregatedDiscovery, aggregatedType } from './discovery/aggregated-discovery.ts';
import { discoveredVersions } from './discovery/api-groups.ts';
import { discoveryDocument } from './discovery/discovery.ts';
import { type Answer, json, plainText } from './http/answer.ts';
import type { ApiRequest } from './http/request.ts';
import { openApiDocument } from './openapi/documents.ts';
import { swaggerDocument } from './openapi/swagger.ts';
import type { ApiContext } from './requests/context.ts';
import { metrics } from './requests/metrics.ts';
import { isReviewPath, review } from './requests/self-reviews.ts';
import { routeObjects } from './route-objects.ts';
import { refusals } from './status.ts';
import { routeConverted } from './versions/served-version.ts';

const healthPaths = ['/healthz', '/livez', '/readyz'];

/** Answers a request. @throws ClusterError */
export async function route(context: ApiContext, request: ApiRequest): Promise<Answer> {
  const { pathname } = request.url;
  const path = parseApiPath(pathname + request.url.search);
  const resource = path && servedAt(path.apiVersion, path.plural);
  if (path !== undefined && resource !== undefined) {
    const { conversion, isReadOnly } = resource;
    if (isReadOnly && request.method !== 'GET') throw refusals.methodNotAllowed();
    return conversion === undefined
      ? routeObjects(context, request, resource, path)
      : routeConverted(context, request, { ...resource, conversion }, path);
  }
  if (request.method === 'POST' && isReviewPath(pathname)) return review(request);
  if (request.method !== 'GET') throw path === undefined ? refusals.methodNotAllowed() : unknownPath();
  if (healthPaths.includes(pathname)) return plainText('ok');
  if (pathname === '/metrics') return plainText(context.kernel.world.exporters.text(), expositionType);
  const known = discovered(context, request);
  if (known !== undefined) return known;
  if (path === undefined) throw unknownPath();
  return metrics(context, request);
}

function discovered({ kernel }: ApiContext, { url, accept }: ApiRequest): Answer | undefined {
  const versions = discoveredVersions(kernel.metrics);
  const pathname = url.pathname.replace(/\/$/, '');
  const aggregated = accept.includes(aggregatedType) ? aggregatedDiscovery(pathname, versions) : undefined;
  if (aggregated !== undefined) return { type: 'json', code: 200, body: aggregated, contentType: aggregatedType };
  if (pathname === '/openapi/v2') return json(swaggerDocument(accept));
  const document = discoveryDocument(pathname, versions) ?? openApiDocument(pathname);
  return document === undefined ? undefined : json(document);
}
