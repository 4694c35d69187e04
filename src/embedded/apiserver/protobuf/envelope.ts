import { badRequest } from '../../store/refusals.ts';
import { refusals } from '../status.ts';
import { type ApiType, apiType } from '../types/api-types.ts';
import { parseFields } from '../types/notation.ts';
import { formats, readMessage } from './message.ts';
import { type WireField, wireFields } from './wire.ts';

/** What every protobuf body of the API begins with. */
const magic = Buffer.from('k8s\0', 'latin1');

/** `runtime.TypeMeta`, which comes before the object's own bytes in `runtime.Unknown`. */
const typeMeta: ApiType = { apiVersion: 'v1', name: 'TypeMeta', fields: parseFields('1 apiVersion, 2 kind') };

/**
 * Reads an object in the API's protobuf format, which kubectl's typed commands write (`create job`, `autoscale`, `auth can-i`).
 * @throws ClusterError 400 for bytes that are none, 415 for a kind that is not read here
 */
export function parseProtobuf(body: Buffer): unknown {
  if (!body.subarray(0, magic.length).equals(magic)) throw badRequest('a protobuf body begins with k8s');
  const parts = wireFields(body.subarray(magic.length));
  const { apiVersion, kind } = readMessage(partOf(parts, 1), typeMeta);
  const message = apiType(String(apiVersion), String(kind));
  if (message === undefined) throw refusals.unsupportedMediaType(formats.accepted);
  return { apiVersion, kind, ...readMessage(partOf(parts, 2), message) };
}

function partOf(parts: readonly WireField[], number: number): Buffer {
  const found = parts.find((part) => part.number === number)?.value;
  return typeof found === 'object' ? found : Buffer.alloc(0);
}
