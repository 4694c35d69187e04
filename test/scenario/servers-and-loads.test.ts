import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inScenario, mistakes } from './mistakes.ts';
import { type Edit, loadSmall } from './small-scenario.ts';

const queue = (text: string): Edit =>
  inScenario('signals:\n', `signals:\n  queue: { id: q, title: Q, unit: items, ${text} }\n`);
const load = (text: string): Edit =>
  inScenario('\nloads:\n', `\nloads:\n  - { id: own, key: 2, title: Own, ${text} }\n`);
const metric = (text: string): Edit =>
  inScenario('  metrics:\n', `  metrics:\n    - { kind: custom, id: m, title: M, unit: x, metric: depth, ${text} }\n`);

/** What the embedded cluster needs to play the queue of the scenario. */
const modelled: Edit = inScenario(
  'embedded:\n',
  `embedded:
  queues:
    - { kind: redis-list, namespace: shop, service: redis, port: 6379, list: jobs }
    - { kind: nats-jetstream, namespace: shop, service: nats, monitoringPort: 8222, account: $G, stream: S, subject: s, consumer: c, ackWaitSeconds: 30, maxAckPending: 100 }
`,
);

describe('a queue', () => {
  it('at a URL has its login where the scenario says, files relative to its folder', () => {
    const scenario = loadSmall(
      modelled,
      queue(
        'kind: redis-list, list: jobs, url: "redis://cache:6379", auth: { user: ann, passwordFrom: { file: secrets/redis } }',
      ),
    );
    expect(scenario.signals.queue).toEqual({
      kind: 'redis-list',
      id: 'q',
      title: 'Q',
      unit: 'items',
      everySeconds: 1,
      list: 'jobs',
      database: 0,
      namespace: 'shop',
      url: 'redis://cache:6379',
      auth: { user: 'ann', passwordFrom: { file: join(dirname(scenario.file), 'secrets/redis') } },
    });
  });

  it('behind a service has the port of its kind, and Redis a port-forward', () => {
    expect(loadSmall(modelled, queue('kind: redis-list, list: jobs, service: redis')).signals.queue).toMatchObject({
      service: 'redis',
      port: 6379,
      via: 'port-forward',
    });
    const nats = loadSmall(modelled, queue('kind: nats-jetstream, stream: S, consumer: c, service: nats')).signals
      .queue;
    expect(nats).toMatchObject({ service: 'nats', port: 8222, account: '$G' });
    expect(nats).not.toHaveProperty('via');
  });
});

mistakes('servers', [
  [
    'a queue without a server',
    queue('kind: redis-list, list: jobs'),
    ['scenario.yaml:7:10: "queue" does not say where its server is; give it service, or url'],
  ],
  [
    'two servers',
    queue('kind: redis-list, list: jobs, service: redis, url: "redis://x"'),
    ['scenario.yaml:7:93: "url" is given beside "service"; keep one of them'],
  ],
  [
    'a port beside a URL',
    queue('kind: redis-list, list: jobs, url: "redis://x", port: 1'),
    ['scenario.yaml:7:96: "port" belongs to a service; leave it out: the url says it all'],
  ],
  [
    'a password in a URL',
    queue('kind: redis-list, list: jobs, url: "redis://:secret@x"'),
    [
      'scenario.yaml:7:77: "url" has a user or password in it; take it out, and name where it is in "auth:", e.g. passwordFrom: { env: NAME }',
    ],
  ],
  [
    'a URL of another protocol',
    queue('kind: nats-jetstream, stream: S, consumer: c, url: "ftp://x"'),
    [
      'scenario.yaml:7:93: "url" begins with ftp://, not nats://, tls://, http://, https://; write e.g. "nats://localhost"',
    ],
  ],
  [
    'a login in two ways',
    queue('kind: redis-list, list: jobs, url: "redis://x", auth: { bearerFrom: { env: A }, passwordFrom: { env: B } }'),
    [
      'scenario.yaml:7:96: "auth" is not one way to log in; give it bearerFrom, or user and passwordFrom, or credentialsFrom',
    ],
  ],
  [
    'a login without a place',
    queue('kind: redis-list, list: jobs, url: "redis://x", auth: { passwordFrom: {} }'),
    ['scenario.yaml:7:112: "passwordFrom" names no single place to read it from; give it one of env, file'],
  ],
  [
    'a login through the proxy',
    queue('kind: prometheus, query: up, service: prom, auth: { bearerFrom: { env: A } }'),
    ['scenario.yaml:7:92: "auth" cannot pass the API server’s proxy; add "via: port-forward", or use url'],
  ],
  [
    'a queue that the embedded cluster does not have',
    queue('kind: redis-list, list: jobs, url: "redis://x"'),
    ['scenario.yaml:7:10: embedded.queues has no list "jobs"; write both alike'],
  ],
]);

mistakes('custom metrics', [
  [
    'nobody’s metric',
    metric(''),
    [
      'scenario.yaml:8:7: entry 1 of "metrics" does not say whose metric it is; give it one of podSelector, object, ofNamespace',
    ],
  ],
  [
    'a metric of two',
    metric('podSelector: a=b, ofNamespace: true'),
    [
      'scenario.yaml:8:7: entry 1 of "metrics" says in two ways whose metric it is; give it one of podSelector, object, ofNamespace',
    ],
  ],
  [
    'a metric of an object on the embedded cluster',
    metric('object: { resource: services, name: web }'),
    ['scenario.yaml:8:57: the embedded cluster has custom metrics of pods only; give it podSelector'],
  ],
]);

describe('a load of this machine', () => {
  it('runs in the scenario’s folder unless told, and not on embedded clusters', () => {
    const { loads, file } = loadSmall(
      load('kind: exec, command: ./load.sh, args: [a, "b c"], cwd: tools, env: [TOKEN]'),
    );
    expect(loads[0]).toEqual({
      id: 'own',
      key: '2',
      title: 'Own',
      kind: 'exec',
      command: './load.sh',
      args: ['a', 'b c'],
      cwd: join(dirname(file), 'tools'),
      env: ['TOKEN'],
      on: ['kube'],
    });
    const other = loadSmall(load('kind: exec, command: k6, on: [kube, embedded]'));
    expect(other.loads[0]).toMatchObject({ cwd: dirname(other.file), on: ['kube', 'embedded'] });
  });

  it('has defaults', () => {
    expect(
      loadSmall(load('kind: nats-publish, url: "nats://x:4222", subject: a.b, messages: 10')).loads[0],
    ).toMatchObject({
      bytes: 128,
      inFlight: 64,
    });
    expect(loadSmall(load('kind: http, url: "http://x/", users: 3, durationSeconds: 10')).loads[0]).toMatchObject({
      method: 'GET',
      timeoutSeconds: 20,
      on: ['kube'],
    });
  });
});

mistakes('loads of this machine', [
  [
    'a kind that there is not',
    load('kind: exce, command: x'),
    [
      'scenario.yaml:20:42: "kind" must be one of job, exec, nats-publish, http, not the text "exce"; did you mean "exec"?',
    ],
  ],
  [
    'users and a rate',
    load('kind: http, url: "http://x", users: 1, ratePerSecond: 1, durationSeconds: 1'),
    [
      'scenario.yaml:20:5: entry 1 of "loads" does not say how much load it is in one way; give it one of users, ratePerSecond',
    ],
  ],
  [
    'a wildcard to publish to',
    load('kind: nats-publish, url: "nats://x", subject: "a.*", messages: 1'),
    ['scenario.yaml:20:82: "subject": must be a subject without blanks and wildcards'],
  ],
  [
    'a value where the name of a variable belongs',
    load('kind: exec, command: x, env: ["TOKEN=abc"]'),
    ['scenario.yaml:20:66: entry 1 of "env": must be the name of an environment variable'],
  ],
  [
    'a cluster that there is not',
    load('kind: exec, command: x, on: [cloud]'),
    ['scenario.yaml:20:65: entry 1 of "on" must be one of kube, embedded, not the text "cloud"'],
  ],
]);
