import { describe, expect, it } from 'vitest';
import { redisCommand } from '../../../src/embedded/redis/redis-commands.ts';
import { RedisList } from '../../../src/embedded/redis/redis-list.ts';
import { RedisServer } from '../../../src/embedded/redis/redis-server.ts';
import { RedisServers } from '../../../src/embedded/redis/redis-servers.ts';

const service = { namespace: 'jobs', service: 'redis', port: 6379 };

describe('a Redis list', () => {
  it('is pushed to and popped from at both ends', () => {
    const list = new RedisList();
    expect([list.push('right', 'b'), list.push('right', 'c', 2), list.push('left', 'a')]).toEqual([1, 3, 4]);
    expect([list.pop('left'), list.pop('right'), list.pop('left'), list.pop('left')]).toEqual(['a', 'c', 'b', 'c']);
    expect([list.pop('left'), list.length]).toEqual([undefined, 0]);
  });

  it('serves waiting clients in the order they came; one that gave up gets nothing', () => {
    const list = new RedisList();
    const served: string[] = [];
    list.waitLeft((value) => served.push(`first ${value}`));
    const giveUp = list.waitLeft((value) => served.push(`second ${value}`));
    list.waitLeft((value) => served.push(`third ${value}`));
    giveUp();
    expect(list.push('right', 'x', 3)).toBe(3);
    expect(served).toEqual(['first x', 'third x']);
    expect(list.length).toBe(1);
  });
});

describe('the commands of a Redis server', () => {
  const run = (...lines: readonly string[]) => {
    const server = new RedisServer(service);
    return lines.map((line) => redisCommand(server, line.split(' '))).at(-1);
  };

  it.each([
    [['RPUSH l a b c'], ['3']],
    [
      ['RPUSH l a b c', 'LPUSH l z', 'LRANGE l 0 -1'],
      ['z', 'a', 'b', 'c'],
    ],
    [
      ['rpush l a b', 'lpop l 5'],
      ['a', 'b'],
    ],
    [['llen nothing'], ['0']],
    [['lpop nothing'], ['']],
    [['RPUSH l a', 'LPOP l', 'EXISTS l'], ['0']],
    [['SET k v', 'GET k'], ['v']],
    [['RPUSH l a', 'TYPE l'], ['list']],
    [['RPUSH l a', 'SET k v', 'DEL l k x'], ['2']],
    [['RPUSH l a', 'FLUSHALL', 'LLEN l'], ['0']],
    [['ping'], ['PONG']],
  ])('%j answers %j', (lines, reply) => {
    expect(run(...lines)).toEqual({ lines: reply });
  });

  it.each([
    ['llen', `ERR wrong number of arguments for 'llen' command`],
    ['llen a b', `ERR wrong number of arguments for 'llen' command`],
    ['foo bar', `ERR unknown command 'foo', with args beginning with: 'bar' `],
  ])('%s is an error', (line, error) => {
    expect(run(line)).toEqual({ error });
  });

  it('keep lists and strings apart', () => {
    const error = 'WRONGTYPE Operation against a key holding the wrong kind of value';
    expect(run('SET k v', 'RPUSH k a')).toEqual({ error });
    expect(run('RPUSH l a', 'GET l')).toEqual({ error });
  });
});

describe('the servers of a setup', () => {
  const servers = new RedisServers([
    { kind: 'redis-list', ...service, list: 'celery' },
    { kind: 'redis-list', ...service, list: 'mail' },
  ]);

  it('share one server per service and port', () => {
    expect(servers.all).toHaveLength(1);
    expect(servers.all[0]?.lists()).toEqual([
      { name: 'celery', length: 0 },
      { name: 'mail', length: 0 },
    ]);
  });

  it.each(['redis', 'redis.jobs', 'redis.jobs.svc', 'redis.jobs.svc.cluster.local'])('are reached as %s', (host) => {
    expect(servers.connect(host, 6379, 'jobs')).toBe(servers.all[0]);
  });

  it('are not reached by a wrong name, namespace or port', () => {
    expect(servers.connect('redis', 6379, 'other')).toBe('unknown host');
    expect(servers.connect('rediss', 6379, 'jobs')).toBe('unknown host');
    expect(servers.connect('redis', 6380, 'jobs')).toBe('connection refused');
    expect(servers.connect('127.0.0.1', 6379, 'jobs')).toBe('connection refused');
  });
});
