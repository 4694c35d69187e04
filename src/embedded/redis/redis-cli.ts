import { parseCommandLine, programName } from '../workload/command-line.ts';
import type { LoadPlace, LoadTool } from '../workload/load-tool.ts';
import { StepProcess, type StepProgram } from '../workload/step-process.ts';
import type { World } from '../world.ts';
import { connectTool } from './connection.ts';
import { redisCommand } from './redis-commands.ts';
import type { RedisServers } from './redis-servers.ts';

const switches = new Set([
  'raw',
  'no-raw',
  'csv',
  'tls',
  'insecure',
  'no-auth-warning',
  'c',
  'e',
  '2',
  '3',
  'quoted-input',
]);

/** From the start of the program to its answer: connecting and one round trip. */
const connectMs = 3;
const roundTripMs = 1;

/** `redis-cli -h HOST RPUSH LIST VALUE…`, once or, with `-r` and `-i`, repeatedly. */
export function redisCli(world: World, servers: RedisServers): LoadTool {
  return {
    usage: 'redis-cli -h HOST RPUSH LIST VALUE',
    recognise: (words) => {
      if (programName(words) !== 'redis-cli') return undefined;
      const line = parseCommandLine(words.slice(1), { switches, wordsEndFlags: true });
      if (line.words.length === 0) return undefined;
      return (place) => new StepProcess(world.clock, place.host, run(servers, line.flags, line.words, place));
    },
  };
}

function* run(
  servers: RedisServers,
  flags: Readonly<Record<string, string>>,
  words: readonly string[],
  place: LoadPlace,
): StepProgram {
  yield connectMs;
  const server = connectTool(servers, flags, place);
  if (typeof server === 'string') {
    place.host.log(server);
    return 1;
  }
  const repeats = Number(flags.r ?? '1');
  const intervalMs = Math.max(roundTripMs, Number(flags.i ?? '0') * 1000);
  // A negative count repeats for ever.
  for (let turn = 0; repeats < 0 || turn < repeats; turn += 1) {
    if (turn > 0) yield intervalMs;
    const reply = redisCommand(server, words);
    if ('error' in reply) place.host.log(reply.error);
    else for (const line of reply.lines) place.host.log(line);
    if ('error' in reply && flags.e === 'true') return 1;
  }
  return 0;
}
