import type { Cluster } from '../../cluster/port.ts';
import { Answer } from '../answer.ts';
import type { Outside } from '../outside.ts';
import { directServer, getJson, type ServerPlace } from '../server-place.ts';

/** The monitoring endpoint of one NATS server: GET of a path, the JSON of the answer. */
export type MonitoringNode = (path: string) => Promise<unknown>;

/** The monitoring endpoints of a NATS cluster: the one that was named, and from there the others. */
export interface Monitoring {
  readonly entry: MonitoringNode;
  /** Names of the servers the entry knows of. */
  peerNames(): Promise<readonly string[]>;
  /** The server of that name; undefined where none is found. */
  named(name: string): Promise<MonitoringNode | undefined>;
}

export function monitoringAt(cluster: Cluster, outside: Outside, place: ServerPlace): Monitoring {
  const entry: MonitoringNode = (path) => getJson(cluster, outside, place, path);
  return 'service' in place ? inCluster(cluster, outside, place, entry) : atUrl(outside, place, entry);
}

/** Servers of a StatefulSet are named like their pods, and a pod can be asked without its Service, which would choose one by chance. */
function inCluster(
  cluster: Cluster,
  outside: Outside,
  place: Extract<ServerPlace, { readonly service: string }>,
  entry: MonitoringNode,
): Monitoring {
  const { namespace, port, via, auth } = place;
  const pod =
    (name: string): MonitoringNode =>
    async (path) => {
      if (via !== 'port-forward')
        return cluster.getRaw(`/api/v1/namespaces/${namespace}/pods/${name}:${port}/proxy${path}`);
      const near = await outside.forward({ namespace, kind: 'pod', name, port });
      return outside.getJson({ url: `http://${near}`, ...(auth && { auth }) }, path);
    };
  return {
    entry,
    peerNames: async () => routes(await readVarz(entry)).map((host) => firstLabel(host)),
    named: async (name) => pod(name),
  };
}

/** Servers tell at which addresses clients reach the others; their monitoring is at the port of the one we know. */
function atUrl(
  outside: Outside,
  place: Extract<ServerPlace, { readonly url: string }>,
  entry: MonitoringNode,
): Monitoring {
  const node =
    (url: string): MonitoringNode =>
    async (path) =>
      outside.getJson({ ...(await directServer(outside, place, 'http')), url }, path);
  const peers = async (): Promise<ReadonlyMap<string, MonitoringNode>> => {
    const varz = await readVarz(entry);
    const own = [nameIn(varz), entry] as const;
    const others = peerUrls(place.url, varz).map(async (url) => {
      // One that is down, or answers with something else, is one that does not lead.
      const name = await readVarz(node(url))
        .then(nameIn)
        .catch(() => undefined);
      return name === undefined ? [] : [[name, node(url)] as const];
    });
    return new Map([own, ...(await Promise.all(others)).flat()]);
  };
  return {
    entry,
    peerNames: async () => [...(await peers()).keys()],
    named: async (name) => (await peers()).get(name),
  };
}

async function readVarz(node: MonitoringNode): Promise<Answer> {
  return new Answer(await node('/varz'), '/varz');
}

function nameIn(varz: Answer): string {
  return varz.field('server_name').text();
}

/** As KEDA looks for them: what clients are told, else the first label of each route, beside the host of the endpoint. */
function peerUrls(url: string, varz: Answer): readonly string[] {
  const advertised = varz.field('connect_urls').listOrEmpty();
  const hosts =
    advertised.length > 0
      ? advertised.map((each) => hostOf(each.text()))
      : routes(varz).map((host) => `${firstLabel(host)}.${new URL(url).hostname}`);
  return [...new Set(hosts)].map((host) => {
    const peer = new URL(url);
    peer.hostname = host;
    return peer.href.replace(/\/$/, '');
  });
}

/** Hosts of the cluster's routes. */
function routes(varz: Answer): readonly string[] {
  const cluster = varz.field('cluster');
  return cluster.isAbsent
    ? []
    : cluster
        .field('urls')
        .listOrEmpty()
        .map((each) => hostOf(each.text()));
}

/** `nats-1.nats:6222`, `nats-route://10.0.0.7:6222` and `[::1]:6222` without scheme and port. */
function hostOf(text: string): string {
  return text.replace(/^[a-z-]+:\/\//, '').replace(/:\d+$/, '');
}

function firstLabel(host: string): string {
  return host.split('.')[0] ?? host;
}
