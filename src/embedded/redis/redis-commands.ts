import type { RedisServer } from './redis-server.ts';

/** What a server answers to a command; an array of lines is how redis-cli prints it when it does not write to a terminal. */
export type RedisReply = { readonly lines: readonly string[] } | { readonly error: string };

type Command = (server: RedisServer, args: readonly string[]) => RedisReply;

const wrongType = { error: 'WRONGTYPE Operation against a key holding the wrong kind of value' };
const nil: RedisReply = { lines: [''] };

/** Number of arguments: the least and, where there is one, the most. */
interface Known {
  readonly least: number;
  readonly most?: number;
  readonly run: Command;
}

const commands: Readonly<Record<string, Known>> = {
  PING: { least: 0, most: 1, run: (_server, [text = 'PONG']) => line(text) },
  RPUSH: { least: 2, run: push('right') },
  LPUSH: { least: 2, run: push('left') },
  LPOP: { least: 1, most: 2, run: pop('left') },
  RPOP: { least: 1, most: 2, run: pop('right') },
  LLEN: { least: 1, most: 1, run: onList((server, key) => line(server.list(key).length)) },
  LRANGE: {
    least: 3,
    most: 3,
    run: onList((server, key, [from = '0', to = '-1']) => {
      const list = server.list(key);
      const index = (text: string) => (Number(text) < 0 ? list.length + Number(text) : Number(text));
      return { lines: [...list.range(index(from), index(to))] };
    }),
  },
  TYPE: { least: 1, most: 1, run: (server, [key = '']) => line(server.typeOf(key)) },
  EXISTS: { least: 1, run: (server, keys) => line(keys.filter((key) => server.typeOf(key) !== 'none').length) },
  DEL: { least: 1, run: (server, keys) => line(keys.filter((key) => server.delete(key)).length) },
  FLUSHALL: { least: 0, run: flush },
  FLUSHDB: { least: 0, run: flush },
  SET: {
    least: 2,
    run: (server, [key = '', value = '']) => {
      server.setString(key, value);
      return line('OK');
    },
  },
  GET: {
    least: 1,
    most: 1,
    run: (server, [key = '']) => {
      if (server.typeOf(key) === 'list') return wrongType;
      return line(server.string(key) ?? '');
    },
  },
};

/** Executes one command, its name in any case. */
export function redisCommand(server: RedisServer, words: readonly string[]): RedisReply {
  server.served(1);
  const [name = '', ...args] = words;
  const known = commands[name.toUpperCase()];
  if (!known) {
    const beginning = args.map((arg) => `'${arg}' `).join('');
    return { error: `ERR unknown command '${name}', with args beginning with: ${beginning}` };
  }
  if (args.length < known.least || args.length > (known.most ?? args.length)) {
    return { error: `ERR wrong number of arguments for '${name.toLowerCase()}' command` };
  }
  return known.run(server, args);
}

function line(text: string | number): RedisReply {
  return { lines: [String(text)] };
}

function flush(server: RedisServer): RedisReply {
  server.flush();
  return line('OK');
}

function onList(run: (server: RedisServer, key: string, rest: readonly string[]) => RedisReply): Command {
  return (server, [key = '', ...rest]) => (server.typeOf(key) === 'string' ? wrongType : run(server, key, rest));
}

function push(end: 'left' | 'right'): Command {
  return onList((server, key, values) => {
    const list = server.list(key);
    const before = list.length;
    // Clients that wait are served after the whole command, whose answer counts every element.
    for (const value of values) list.push(end, value);
    return line(before + values.length);
  });
}

function pop(end: 'left' | 'right'): Command {
  return onList((server, key, [count]) => {
    const list = server.list(key);
    if (count === undefined) return line(list.pop(end) ?? '');
    const wanted = Number(count);
    if (!Number.isInteger(wanted) || wanted < 0) return { error: 'ERR value is out of range, must be positive' };
    if (list.length === 0) return nil;
    return { lines: Array.from({ length: Math.min(wanted, list.length) }, () => list.pop(end) ?? '') };
  });
}
