import type { KubernetesObject } from '../../../autoscaling/objects.ts';
import { isFields } from '../../managed-fields/leaf-paths.ts';
import { badRequest } from '../../store/refusals.ts';
import type { ApiRequest } from '../http/request.ts';
import { parseJson, parseYaml } from '../http/request-body.ts';
import { requireKnownFields } from '../openapi/field-validation.ts';
import { requireTypes } from '../openapi/type-validation.ts';
import { parseProtobuf } from '../protobuf/envelope.ts';
import { formats } from '../protobuf/message.ts';
import { refusals } from '../status.ts';
import type { ResourceRequest } from './context.ts';

const jsonTypes = ['', 'application/json'];
const yamlTypes = ['application/yaml', 'application/x-yaml'];

/** A body of JSON, YAML or, for some kinds, protobuf. @throws ClusterError 400, 413, 415 */
export async function decodeBody(request: ApiRequest): Promise<unknown> {
  const { contentType } = request;
  if (jsonTypes.includes(contentType)) return parseJson(await request.body());
  if (yamlTypes.includes(contentType)) return parseYaml(await request.body());
  if (contentType === formats.protobuf) return parseProtobuf(await request.bytes());
  throw refusals.unsupportedMediaType(formats.accepted);
}

/**
 * What a client sent as the object the request's address says: of that type, in that namespace, and named so where a name is given. Null
 * fields count as absent.
 * @throws ClusterError 400 when body and address disagree
 */
export function asObject(
  body: unknown,
  { resource, namespace, url, warn }: ResourceRequest,
  name?: string,
): KubernetesObject {
  const { apiVersion, kind, namespaced } = resource.type;
  const object = withoutNulls(body);
  if (!isFields(object)) throw badRequest('the body of the request is not an object');
  for (const field of ['kind', 'apiVersion'])
    if (object[field] !== undefined && typeof object[field] !== 'string')
      throw badRequest(`the ${field} of the data is not a string`);
  if (object.kind !== undefined && object.kind !== kind)
    throw badRequest(`the kind in the data (${object.kind}) does not match the expected kind (${kind})`);
  if (object.apiVersion !== undefined && object.apiVersion !== apiVersion)
    throw badRequest(
      `the API version in the data (${object.apiVersion}) does not match the expected API version (${apiVersion})`,
    );
  requireKnownFields(object, resource.type, { url, warn });
  const metadata = isFields(object.metadata) ? object.metadata : {};
  const { namespace: written, ...others } = metadata;
  if (namespaced && written !== undefined && written !== '' && written !== namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  const own = others.name ?? '';
  if (typeof own !== 'string') throw badRequest('metadata.name is not a string');
  if (name !== undefined && own !== '' && own !== name)
    throw badRequest(`the name of the object (${own}) does not match the name on the URL (${name})`);
  const found = {
    ...object,
    apiVersion,
    kind,
    metadata: { ...others, name: name ?? own, ...(namespaced && namespace !== undefined ? { namespace } : {}) },
  };
  requireTypes(found);
  return found;
}

/** A null is an absent field in every type of the API; in lists it stays, for validation to find. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isFields(value)) return value;
  const present = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(present.map(([name, inner]) => [name, withoutNulls(inner)]));
}
