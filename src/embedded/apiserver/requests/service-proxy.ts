import { isFields } from '../../managed-fields/leaf-paths.ts';
import { badRequest } from '../../store/refusals.ts';
import { type Answer, json, plainText } from '../http/answer.ts';
import { refusals } from '../status.ts';
import type { ApiContext, ObjectRequest } from './context.ts';
import { existing } from './get.ts';

/** GET through the proxy of a service: `[http:]NAME[:PORT]`, the port by number or name. @throws ClusterError 400, 404, 405, 503 */
export function serviceProxy(context: ApiContext, request: ObjectRequest, path: readonly string[]): Answer {
  if (request.method !== 'GET') throw refusals.methodNotAllowed();
  const parts = request.name.split(':');
  const [name = '', port = ''] = parts.length === 3 ? parts.slice(1) : parts;
  const service = existing(context, { ...request, name });
  const number = portNumber(portsOf(service.spec), port);
  if (number === undefined) throw badRequest(`no service port "${port}" found for service "${name}"`);
  const target = `/${path.map(encodeURIComponent).join('/')}${request.url.search}`;
  const body = context.kernel.services.call({ namespace: request.namespace ?? '', name, port: number }, target);
  return typeof body === 'string' ? plainText(body) : json(body);
}

function portsOf(spec: unknown): readonly Readonly<Record<string, unknown>>[] {
  const { ports } = isFields(spec) ? spec : {};
  return Array.isArray(ports) ? ports.filter(isFields) : [];
}

/** No port at all means the only one there is. */
function portNumber(ports: readonly Readonly<Record<string, unknown>>[], wanted: string): number | undefined {
  const found =
    wanted === '' && ports.length === 1
      ? ports[0]
      : ports.find(({ port, name }) => String(port) === wanted || (wanted !== '' && name === wanted));
  return typeof found?.port === 'number' ? found.port : undefined;
}
