import type { KubernetesObject } from '../../../autoscaling/objects.ts';
import { notFound } from '../../store/refusals.ts';
import { type Answer, json } from '../http/answer.ts';
import { tableOf } from '../tables/table.ts';
import type { ApiContext, ObjectRequest } from './context.ts';
import { wantedTable } from './table-request.ts';

/** GET of one object. @throws ClusterError 404 */
export function get(context: ApiContext, request: ObjectRequest): Answer {
  return shown(context, request, existing(context, request));
}

/** An object as the client wants it. */
export function shown({ kernel }: ApiContext, request: ObjectRequest, object: KubernetesObject): Answer {
  const include = wantedTable(request);
  if (include === undefined) return json(object);
  const { resourceVersion } = object.metadata;
  const metadata = resourceVersion === undefined ? {} : { resourceVersion };
  return json(tableOf(request.resource.type.kind, [object], { metadata, include, now: kernel.clock.now() }));
}

/** The object a request is about. @throws ClusterError 404 */
export function existing({ kernel }: ApiContext, { resource, namespace, name }: ObjectRequest): KubernetesObject {
  const object = kernel.store.get(resource.type, namespace, name);
  if (object === undefined) throw notFound(resource.type, name);
  return object;
}
