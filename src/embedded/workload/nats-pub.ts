import type { NatsServer } from '../broker/nats-server.ts';
import type { Stream } from '../broker/stream.ts';
import type { World } from '../world.ts';
import { clockTime } from './bench-log.ts';
import { count, parseCommandLine, programName } from './command-line.ts';
import { durationMs } from './load-command.ts';
import type { LoadPlace, LoadTool } from './load-tool.ts';
import { natsFlags } from './nats-flags.ts';
import { StepProcess, type StepProgram } from './step-process.ts';

interface Publication {
  readonly subject: string;
  readonly bytes: number;
  readonly messages: number;
  readonly sleepMs: number;
  /** Waits for the stream's acknowledgement. */
  readonly acknowledged: boolean;
  readonly quiet: boolean;
}

/** From the program's start to its first message: TCP, then the greeting of client and server. */
const connectMs = 5;
const roundTripMs = 1;

/** `nats pub SUBJECT BODY`, once or `--count` times with `--sleep` between. */
export function natsPub(world: World, servers: readonly NatsServer[]): LoadTool {
  return {
    usage: 'nats pub SUBJECT BODY --count N --sleep 1s',
    recognise: (words) => {
      const publication = publicationOf(words);
      if (!publication) return undefined;
      const stream = () => servers.map((server) => server.streamFor(publication.subject)).find((found) => found);
      return (place) => new StepProcess(world.clock, place.host, publish(world, publication, stream(), place));
    },
  };
}

function publicationOf(words: readonly string[]): Publication | undefined {
  if (programName(words) !== 'nats') return undefined;
  const { flags, words: positionals } = parseCommandLine(words.slice(1), natsFlags);
  const [verb, subject, body = ''] = positionals;
  if ((verb !== 'pub' && verb !== 'publish') || subject === undefined) return undefined;
  return {
    subject,
    bytes: Buffer.byteLength(body),
    messages: Math.ceil(count(flags.count) ?? 1),
    sleepMs: durationMs(flags.sleep) ?? 0,
    acknowledged: flags.jetstream === 'true',
    quiet: flags.quiet === 'true',
  };
}

function* publish(
  { clock }: World,
  { subject, bytes, messages, sleepMs, acknowledged, quiet }: Publication,
  stream: Stream | undefined,
  { host }: LoadPlace,
): StepProgram {
  yield connectMs;
  for (let sent = 0; sent < messages; sent += 1) {
    if (sent > 0) yield Math.max(roundTripMs, sleepMs);
    if (!quiet) host.log(`${clockTime(clock.now())} Published ${bytes} bytes to "${subject}"`);
    if (acknowledged && !stream) {
      host.log('nats: error: nats: no responders available for request');
      return 1;
    }
    // Without JetStream's acknowledgement nobody learns that no stream has the subject.
    stream?.publish(1, bytes);
    if (acknowledged && stream && !quiet) {
      host.log(`${clockTime(clock.now())} Stored in Stream: ${stream.name} Sequence: ${stream.lastSequence}`);
    }
  }
  return 0;
}
