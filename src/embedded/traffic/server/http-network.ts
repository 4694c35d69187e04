import type { LabelSelector, Pod } from '../../../autoscaling/objects.ts';
import { resources } from '../../../cluster/resources.ts';
import type { ObjectStore, Random } from '../../world.ts';
import { type Exchange, unanswered } from '../exchange.ts';
import { type HttpTarget, resolveUrl, type Service } from './cluster-dns.ts';
import type { HttpServer } from './http-server.ts';

/** How long a client waits for the name server to say that there is no such name, and for a connection to be refused. */
const dnsMs = 2;
const refusalMs = 0.5;

/**
 * Cluster DNS and kube-proxy: requests to a Service go to one of its ready endpoints, chosen at random as iptables does, request by
 * request: what a client that opens a connection per request, or an ingress before the pods, makes of it.
 */
export class HttpNetwork {
  readonly #store: ObjectStore;
  readonly #servers = new Map<string, HttpServer>();
  /** Endpoints by target, until a pod or Service changes; undefined: no such Service. */
  readonly #endpoints = new Map<HttpTarget, readonly HttpServer[] | undefined>();

  constructor(store: ObjectStore) {
    this.#store = store;
    store.subscribe('all', ({ object: { kind } }) => {
      if (kind === 'Pod' || kind === 'Service') this.#endpoints.clear();
    });
  }

  /** Adds the server that runs in a pod; returns what removes it. */
  add(pod: Pod, server: HttpServer): () => void {
    const uid = pod.metadata.uid ?? pod.metadata.name;
    this.#servers.set(uid, server);
    this.#endpoints.clear();
    return () => {
      if (this.#servers.get(uid) === server) this.#servers.delete(uid);
      this.#endpoints.clear();
    };
  }

  /** What a URL means to a program in `namespace`; undefined when it is none. */
  resolve(url: string, namespace: string): HttpTarget | undefined {
    return resolveUrl(this.#store, url, namespace);
  }

  /** Sends one request at `sentMs`; `random` is the sender's. */
  send(target: HttpTarget, sentMs: number, timeoutMs: number, random: Random, onLost: () => void): Exchange {
    const endpoints = this.#endpointsOf(target);
    if (!endpoints) return unanswered(sentMs, sentMs + dnsMs, 'unknown-host');
    const server = endpoints[random.integer(endpoints.length)];
    return server?.listening
      ? server.accept(sentMs, timeoutMs, onLost)
      : unanswered(sentMs, sentMs + refusalMs, 'refused');
  }

  #endpointsOf(target: HttpTarget): readonly HttpServer[] | undefined {
    if (!this.#endpoints.has(target)) this.#endpoints.set(target, this.#find(target));
    return this.#endpoints.get(target);
  }

  #find({ namespace, service: name, port }: HttpTarget): readonly HttpServer[] | undefined {
    const service = this.#store.get<Service>(resources.services, namespace, name);
    if (!service) return undefined;
    const { selector, ports = [] } = service.spec ?? {};
    if (!selector || !ports.some((each) => each.port === port)) return [];
    const wanted: LabelSelector = { matchLabels: selector };
    return this.#store.select<Pod>(resources.pods, namespace, wanted).flatMap((pod) => {
      const server = this.#servers.get(pod.metadata.uid ?? pod.metadata.name);
      if (!server || !isReady(pod)) return [];
      // The model names the Service it is written for; through another one any of its ports leads to the server.
      return server.model.service === name && server.model.port !== port ? [] : [server];
    });
  }
}

function isReady({ metadata, status }: Pod): boolean {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';
  return ready && metadata.deletionTimestamp === undefined;
}
