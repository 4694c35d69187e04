import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HpaEvent } from '../../../src/autoscaling/decision/seen.ts';
import type { HorizontalPodAutoscaler } from '../../../src/autoscaling/objects.ts';

/** An API server on loopback that has nothing but HPAs and their events, for clients that only read. */
export interface HpaApi {
  readonly url: string;
  close(): Promise<void>;
}

export interface Served {
  readonly hpa: HorizontalPodAutoscaler;
  readonly events: readonly HpaEvent[];
}

/** Starts it on a free port. All HPAs lie in the namespace `shop`. */
export async function serveHpas(served: readonly Served[]): Promise<HpaApi> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const body = answer(served, pathname, searchParams.get('fieldSelector') ?? '');
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? notFound));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => closed(server) };
}

const hpas = '/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers';
const notFound = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 };
const version = { groupVersion: 'autoscaling/v2', version: 'v2' };

function answer(served: readonly Served[], path: string, fieldSelector: string): object | undefined {
  if (path.startsWith(`${hpas}/`))
    return served.find(({ hpa }) => hpa.metadata.name === path.slice(hpas.length + 1))?.hpa;
  switch (path) {
    case '/version':
      return { major: '1', minor: '36', gitVersion: 'v1.36.2' };
    case '/api':
      return { kind: 'APIVersions', versions: ['v1'] };
    case '/api/v1':
      return resources('v1', []);
    case '/apis':
      return {
        kind: 'APIGroupList',
        apiVersion: 'v1',
        groups: [{ name: 'autoscaling', versions: [version], preferredVersion: version }],
      };
    case '/apis/autoscaling/v2':
      return resources('autoscaling/v2', [
        {
          name: 'horizontalpodautoscalers',
          singularName: 'horizontalpodautoscaler',
          shortNames: ['hpa'],
          kind: 'HorizontalPodAutoscaler',
          namespaced: true,
          verbs: ['get', 'list'],
        },
      ]);
    case hpas:
      return list(
        'autoscaling/v2',
        'HorizontalPodAutoscalerList',
        served.map(({ hpa }) => hpa),
      );
    case '/api/v1/namespaces/shop/events':
      return list('v1', 'EventList', eventsOf(served, fieldSelector));
    default:
      return undefined;
  }
}

function eventsOf(served: readonly Served[], fieldSelector: string): readonly object[] {
  const name = /involvedObject\.name=([^,]+)/.exec(fieldSelector)?.[1];
  const about = served.find(({ hpa }) => hpa.metadata.name === name);
  return (about?.events ?? []).map((event, index) => ({
    metadata: { name: `${name}.${index}`, namespace: 'shop' },
    ...event,
  }));
}

function resources(groupVersion: string, entries: readonly object[]): object {
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: entries };
}

function list(apiVersion: string, kind: string, items: readonly object[]): object {
  return { apiVersion, kind, metadata: { resourceVersion: '1' }, items };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
