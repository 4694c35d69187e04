import { getRaw } from '../../api/raw-requests.ts';
import { isFields } from '../../managed-fields/leaf-paths.ts';
import { badRequest, staleWrite } from '../../store/refusals.ts';
import { type Answer, json } from '../http/answer.ts';
import { parseYaml } from '../http/request-body.ts';
import { refusals } from '../status.ts';
import type { ApiContext, ObjectRequest } from './context.ts';
import { decodeBody } from './decode.ts';
import { existing } from './get.ts';
import { isApply, patchedBody } from './patch.ts';
import { writeOptions } from './write-options.ts';

/** The scale subresource: GET, PUT and PATCH. @throws ClusterError 400, 404, 405, 409, 422 */
export async function scale(context: ApiContext, request: ObjectRequest): Promise<Answer> {
  const current = readScale(context, request);
  switch (request.method) {
    case 'GET':
      return json(current);
    case 'PUT':
      return writeScale(context, request, await decodeBody(request));
    case 'PATCH':
      return isApply(request)
        ? writeScale(context, request, parseYaml(await request.body()), 'apply')
        : writeScale(context, request, patchedBody(request, current, await request.body()));
    default:
      throw refusals.methodNotAllowed();
  }
}

function writeScale(
  context: ApiContext,
  request: ObjectRequest,
  wanted: unknown,
  how: 'update' | 'apply' = 'update',
): Answer {
  const { type } = request.resource;
  const { namespace = '', name } = request;
  const { spec, metadata } = isFields(wanted) ? wanted : {};
  const replicas = isFields(spec) ? (spec.replicas ?? 0) : undefined;
  if (typeof replicas !== 'number' || !Number.isInteger(replicas) || Math.abs(replicas) > 2_147_483_647)
    throw badRequest('spec.replicas is not a number of type int32');
  const version = isFields(metadata) ? metadata.resourceVersion : undefined;
  if (version !== undefined && version !== '' && version !== existing(context, request).metadata.resourceVersion)
    throw staleWrite(type, name);
  const options = writeOptions(request);
  const ref = { apiVersion: type.apiVersion, kind: type.kind, namespace, name };
  if (how === 'apply') context.kernel.api.applyScale(ref, replicas, options);
  else context.kernel.api.scale(ref, replicas, options);
  const scaled = readScale(context, request);
  return json(options.dryRun === true ? { ...scaled, spec: { replicas } } : scaled);
}

function readScale({ kernel }: ApiContext, { url }: ObjectRequest): object {
  const body = getRaw(kernel, url.pathname);
  return isFields(body) ? body : {};
}
