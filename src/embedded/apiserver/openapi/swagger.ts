import { ClusterError } from '../../../cluster/port.ts';
import { catalogue } from '../catalogue.ts';
import { pathsOf, schemasOf } from './documents.ts';

const accepted = 'application/json';

/**
 * `/openapi/v2`: every kind in one Swagger document, as JSON. kubectl asks for protobuf, which it is refused; it reads version 3 instead.
 * @throws ClusterError 406 when the client does not take JSON
 */
export function swaggerDocument(accept: readonly string[]): unknown {
  const takesJson = accept.some((type) => type === '' || ['*/*', 'application/*', accepted].includes(mediaType(type)));
  if (!takesJson)
    throw new ClusterError(406, 'NotAcceptable', `only the following media types are accepted: ${accepted}`);
  const document = {
    swagger: '2.0',
    info: { title: 'Kubernetes', version: 'v1.36.2' },
    paths: Object.fromEntries(catalogue.flatMap(pathsOf).map(([path, item]) => [path, item])),
    definitions: Object.fromEntries(catalogue.flatMap(({ type }) => schemasOf(type))),
  };
  return JSON.parse(JSON.stringify(document, asSwagger));
}

/** What version 2 spells differently: where schemas lie, and how parameters and answers name theirs. */
function asSwagger(name: string, value: unknown): unknown {
  if (name === '$ref' && typeof value === 'string') return value.replace('#/components/schemas/', '#/definitions/');
  if (name === 'parameters' && Array.isArray(value))
    return value.map(({ name: parameter, in: place }) => ({ name: parameter, in: place, type: 'string' }));
  if (name === 'responses') {
    const { 200: ok } = value as { 200: { description: string; content: Record<string, { schema: unknown }> } };
    return { 200: { description: ok.description, schema: ok.content[accepted]?.schema } };
  }
  return value;
}

function mediaType(written: string): string {
  return written.split(';', 1)[0] ?? '';
}
