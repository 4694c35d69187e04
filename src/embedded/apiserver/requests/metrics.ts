import { getRaw } from '../../api/raw-requests.ts';
import { isFields } from '../../managed-fields/leaf-paths.ts';
import { type Answer, json } from '../http/answer.ts';
import type { ApiRequest } from '../http/request.ts';
import { type MeasuredObject, metricsTable } from '../tables/metrics-table.ts';
import type { ApiContext } from './context.ts';
import { wantedTable } from './table-request.ts';

/** GET of one of the metrics APIs; usage comes as a table to who wants one. @throws ClusterError 404 */
export function metrics({ kernel }: ApiContext, request: ApiRequest): Answer {
  const { pathname, search } = request.url;
  const body = getRaw(kernel, pathname + search);
  const include = wantedTable(request);
  if (include === undefined || !isFields(body)) return json(body);
  switch (body.kind) {
    case 'NodeMetricsList':
    case 'PodMetricsList':
      return json(metricsTable(body.items as readonly MeasuredObject[], include));
    case 'NodeMetrics':
    case 'PodMetrics':
      return json(metricsTable([body as unknown as MeasuredObject], include));
    default:
      return json(body);
  }
}
