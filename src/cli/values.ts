import { InvalidArgumentError, Option } from 'commander';
import type { Speed } from './options.ts';

const maxSpeed = 1000;

/** `--speed`: a number from 1 to 1000, a trailing `x` allowed, or `max`. */
export function parseSpeed(text: string): Speed {
  if (text === 'max') {
    return 'max';
  }
  const speed = /^\d+(\.\d+)?x?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (!(speed >= 1 && speed <= maxSpeed)) {
    throw new InvalidArgumentError(`It is a number from 1 to ${maxSpeed}, or max.`);
  }
  return speed;
}

/** `--seed`: an unsigned 32-bit integer. */
export function parseSeed(text: string): number {
  const seed = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(seed <= 0xff_ff_ff_ff)) {
    throw new InvalidArgumentError(`It is a whole number from 0 to ${0xff_ff_ff_ff}.`);
  }
  return seed;
}

const mostSeeds = 1000;

/** `--seeds`: a range such as `1..20`, or a list such as `1,3,7`. */
export function parseSeeds(text: string): readonly number[] {
  const range = /^(\d+)\.\.(\d+)$/.exec(text);
  if (!range) return text.split(',').map((seed) => parseSeed(seed.trim()));
  const [from, to] = [parseSeed(range[1] ?? ''), parseSeed(range[2] ?? '')];
  if (to < from || to - from >= mostSeeds) {
    throw new InvalidArgumentError(`It goes from a smaller number to a larger one, over ${mostSeeds} seeds at most.`);
  }
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** `--after`: a number of seconds, up to a day. */
export function parseSeconds(text: string): number {
  const seconds = /^\d+(\.\d+)?s?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (!(seconds <= 86_400)) throw new InvalidArgumentError('It is a number of seconds from 0 to 86400.');
  return seconds;
}

/** `--nats`, for commands that keep an embedded cluster running. */
export function natsOption(): Option {
  return new Option('--nats <url>', 'keep the queues on this NATS server instead of in the model (at speed 1)');
}
