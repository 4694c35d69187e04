import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { ClusterError } from '../../../src/cluster/port.ts';
import { Outbox } from '../../../src/embedded/api/outbox.ts';
import { letIn } from '../../../src/embedded/apiserver/http/gatekeeper.ts';
import type { ApiRequest } from '../../../src/embedded/apiserver/http/request.ts';
import { bodyLimit } from '../../../src/embedded/apiserver/http/request-body.ts';
import type { ApiContext } from '../../../src/embedded/apiserver/requests/context.ts';
import { Continuations } from '../../../src/embedded/apiserver/requests/continuations.ts';
import { route } from '../../../src/embedded/apiserver/route.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import { setupOf } from '../../embedded/kernel/setup.ts';
import { accepted, type FuzzTarget, refused, type Verdict } from '../fuzz-target.ts';
import { apiRequestSeeds } from './api-request-seeds.ts';

/** A cluster is thrown away after so many requests: what they have made must not grow without end. */
const requestsPerCluster = 250;

const token = 'token';

/** An input as a request: `METHOD TARGET`, headers, an empty line, the body in Latin-1. */
function requestOf(input: string): ApiRequest {
  const [head = '', ...rest] = input.split('\n\n');
  const [line = '', ...headers] = head.split('\n');
  const [method = '', ...target] = line.split(' ');
  const header = (name: string) => headers.find((each) => each.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
  const message = new IncomingMessage(new Socket());
  message.headers = { host: '127.0.0.1:1', authorization: `Bearer ${token}` };
  // An HTTP parser lets no blanks and no control characters through.
  message.url = target.join(' ').replaceAll(/[\0-\x20\x7f-\uffff]/g, '');
  const bytes = Buffer.from(rest.join('\n\n'), 'latin1').subarray(0, bodyLimit);
  return {
    method: method.toUpperCase(),
    url: letIn(message, token, 1),
    accept: header('accept').split(','),
    contentType: header('content-type'),
    userAgent: 'fuzz',
    warn: () => {},
    bytes: async () => bytes,
    body: async () => bytes.toString('utf8'),
  };
}

function newContext(): ApiContext {
  const { kernel } = createEmbeddedCluster(setupOf());
  return { kernel, outbox: new Outbox(kernel.clock), continuations: new Continuations() };
}

/** Sends a request through the API server's door and looks at what it answers. */
async function answered(context: ApiContext, input: string): Promise<Verdict> {
  try {
    const answer = await route(context, requestOf(input));
    if (answer.type === 'stream') answer.open({ write: () => {}, end: () => {} })();
    else if (answer.type === 'json') JSON.stringify(answer.body);
    return accepted;
  } catch (error) {
    // Refused on purpose, and quoted as in the answer's JSON; what the client had sent may be long.
    if (error instanceof ClusterError && error.code >= 400) return refused(JSON.stringify(error.message).slice(0, 300));
    throw error;
  }
}

/** Requests to the embedded cluster's API server, changed as text: method, path, query, headers and body. */
export function apiRequests(): FuzzTarget {
  return {
    name: 'API requests',
    seeds: apiRequestSeeds,
    words: [
      'GET',
      'POST',
      'PUT',
      'PATCH',
      'DELETE',
      '/api/v1',
      '/apis/apps/v1',
      '/namespaces/default',
      '/pods',
      '/deployments/web',
      '/scale',
      '/status',
      '/log',
      '/eviction',
      '/proxy',
      '/finalize',
      '?watch=true',
      '&resourceVersion=1',
      '&labelSelector=app',
      '&fieldSelector=metadata.name=web',
      '&limit=1',
      '&continue=x',
      '&dryRun=All',
      '&fieldManager=f',
      '&force=true',
      '&timeoutSeconds=1',
      'propagationPolicy=Orphan',
      'application/json',
      'application/yaml',
      'application/json-patch+json',
      'application/merge-patch+json',
      'application/strategic-merge-patch+json',
      'application/apply-patch+yaml',
      'application/vnd.kubernetes.protobuf',
      'k8s\0',
      '"metadata":',
      '"spec":',
      '"$patch":"delete"',
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\n\n',
      'null',
      '%2f',
      '%00',
      '-1',
    ],
    judge: server(),
  };
}

/** Bodies of requests to the embedded cluster's API server, changed as the objects and patches they are. */
export function apiBodies(): FuzzTarget {
  const judge = server();
  return {
    name: 'API bodies',
    seeds: apiRequestSeeds.flatMap((seed) => {
      const [head = '', body = ''] = seed.split('\n\n');
      return /^[{[]/.test(body) ? [JSON.stringify([head, JSON.parse(body)])] : [];
    }),
    structure: 'json',
    words: [
      'Deployment',
      'web',
      'Always',
      'RollingUpdate',
      'Never',
      '50%',
      '100m',
      '-5',
      'cpu',
      'c',
      'DoesNotExist',
      'metadata',
      'spec',
      'replicas',
      'selector',
      'template',
      'ownerReferences',
      'finalizers',
      'generateName',
      'resourceVersion',
      'deletionTimestamp',
      '$patch',
      '$retainKeys',
      '$setElementOrder/containers',
    ],
    judge(input) {
      const request = headAndBody(input);
      return request === undefined ? refused('it is no pair of head and body') : judge(request);
    },
  };
}

function headAndBody(input: string): string | undefined {
  try {
    const [head, body] = JSON.parse(input) as readonly unknown[];
    return typeof head === 'string'
      ? `${head}\n\n${Buffer.from(JSON.stringify(body ?? null)).toString('latin1')}`
      : undefined;
  } catch {
    return undefined;
  }
}

/** A cluster that is asked for thousands of pods makes them, and that takes its time: so many are asked for here at most. */
function affordable(input: string): string {
  return input.replaceAll(
    /("?(?:replicas|parallelism|completions|minReplicas|minReplicaCount)"?:\s*)(\d{3,10})\b/g,
    '$1200',
  );
}

/** Answers requests, each cluster so many, and lets a second pass after each: what was stored must not break its controllers. */
function server(): (input: string) => Promise<Verdict> {
  let context = newContext();
  let requests = 0;
  return async (input) => {
    requests += 1;
    if (requests % requestsPerCluster === 0) context = newContext();
    const verdict = await answered(context, affordable(input));
    const { clock } = context.kernel;
    await clock.advanceTo(plusMs(clock.now(), 1000));
    return verdict;
  };
}
