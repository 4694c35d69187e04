import type { KubernetesObject } from '../../../autoscaling/objects.ts';
import type { ApiPath } from '../../api/api-path.ts';
import { isFields } from '../../managed-fields/leaf-paths.ts';
import type { ServedResource, VersionConversion } from '../catalogue.ts';
import type { Answer } from '../http/answer.ts';
import type { ApiRequest } from '../http/request.ts';
import { parseYaml } from '../http/request-body.ts';
import type { ApiContext, ObjectRequest } from '../requests/context.ts';
import { asObject, decodeBody } from '../requests/decode.ts';
import { existing } from '../requests/get.ts';
import { patchedBody } from '../requests/patch.ts';
import { routeObjects } from '../route-objects.ts';

const applyType = 'application/apply-patch+yaml';

/**
 * Answers a request for objects in a version other than the one that is stored: what comes in is converted to that one, what goes out is
 * converted back, and in between nobody knows. Versions, uids and watches are those of the stored object. @throws ClusterError
 */
export async function routeConverted(
  context: ApiContext,
  request: ApiRequest,
  resource: ServedResource & { readonly conversion: VersionConversion },
  path: ApiPath,
): Promise<Answer> {
  const { conversion } = resource;
  const stored: ServedResource = { ...resource, type: conversion.stored };
  const incoming = await inStoredVersion(context, { ...request, resource, namespace: path.namespace }, stored, path);
  return inOwnVersion(await routeObjects(context, incoming, stored, path), conversion);
}

async function inStoredVersion(
  context: ApiContext,
  request: Omit<ObjectRequest, 'name'> & { readonly resource: { readonly conversion: VersionConversion } },
  stored: ServedResource,
  { name }: ApiPath,
): Promise<ApiRequest> {
  const { method, contentType, resource } = request;
  const { toStored, fromStored } = resource.conversion;
  const replaced = (object: KubernetesObject, change: Partial<ApiRequest>): ApiRequest => {
    const text = JSON.stringify(toStored(object));
    return { ...request, ...change, body: async () => text, bytes: async () => Buffer.from(text) };
  };
  const json = { contentType: 'application/json' };
  if (method === 'POST') return replaced(asObject(await decodeBody(request), request), json);
  if (name === undefined) return request;
  if (method === 'PUT') return replaced(asObject(await decodeBody(request), request, name), json);
  if (method !== 'PATCH') return request;
  const text = await request.body();
  if (contentType === applyType) return replaced(asObject(parseYaml(text), request, name), {});
  // A patch is written for the version it is sent to.
  const live = fromStored(existing(context, { ...request, resource: stored, name }));
  return replaced(asObject(patchedBody({ ...request, name }, live, text), request, name), { ...json, method: 'PUT' });
}

function inOwnVersion(answer: Answer, conversion: VersionConversion): Answer {
  switch (answer.type) {
    case 'json':
      return { ...answer, body: converted(answer.body, conversion) };
    case 'text':
      return answer;
    case 'stream':
      return {
        ...answer,
        open: (stream) =>
          answer.open({ ...stream, end: () => stream.end(), write: (line) => stream.write(event(line, conversion)) }),
      };
    default:
      return answer satisfies never;
  }
}

/** One line of a watch. */
function event(line: string, conversion: VersionConversion): string {
  const parsed = JSON.parse(line) as { readonly object: unknown };
  return `${JSON.stringify({ ...parsed, object: converted(parsed.object, conversion) })}\n`;
}

/** An object, a list of them or a table with them in it; anything else stays as it is. */
function converted(body: unknown, conversion: VersionConversion): unknown {
  if (!isFields(body)) return body;
  const { stored, apiVersion, fromStored } = conversion;
  const isOfGroup = body.apiVersion === stored.apiVersion;
  if (isOfGroup && body.kind === stored.kind) {
    // A bookmark has a version and nothing else.
    return body.spec === undefined ? { ...body, apiVersion } : fromStored(body as unknown as KubernetesObject);
  }
  if (isOfGroup && Array.isArray(body.items))
    return { ...body, apiVersion, items: body.items.map((item) => converted(item, conversion)) };
  if (body.kind !== 'Table' || !Array.isArray(body.rows)) return body;
  const rows = body.rows.map((row: { readonly object?: unknown }) =>
    row.object === undefined ? row : { ...row, object: converted(row.object, conversion) },
  );
  return { ...body, rows };
}
