import type { LoadFigures } from '../client/load-figures.ts';
import type { Durations } from '../durations.ts';
import { failureText } from '../failure-text.ts';
import type { HeyCommand } from './hey-command.ts';

const bytesPerBody = 270;
const buckets = 10;
const longestBar = 40;
const percentiles = [10, 25, 50, 75, 90, 95, 99];

/** hey's report on standard output. Times are in seconds, of answered requests only, as it has them. */
export function heyReport(command: HeyCommand, figures: LoadFigures, elapsedMs: number): readonly string[] {
  const { answered } = figures;
  const totalSeconds = elapsedMs / 1000;
  return [
    '',
    'Summary:',
    `  Total:\t${totalSeconds.toFixed(4)} secs`,
    `  Slowest:\t${seconds(answered.maxMs)} secs`,
    `  Fastest:\t${seconds(answered.minMs)} secs`,
    `  Average:\t${seconds(answered.averageMs)} secs`,
    `  Requests/sec:\t${(answered.count / Math.max(0.001, totalSeconds)).toFixed(4)}`,
    '  ',
    ...(answered.count === 0
      ? []
      : [`  Total data:\t${answered.count * bytesPerBody} bytes`, `  Size/request:\t${bytesPerBody} bytes`]),
    '',
    ...(answered.count === 0 ? [] : [...histogram(answered), ...latencies(answered), ...details(answered)]),
    'Status code distribution:',
    ...[...figures.byStatus]
      .filter(([status]) => status > 0)
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `  [${status}]\t${count} responses`),
    '',
    ...(figures.byError.size === 0 ? [] : ['Error distribution:', ...errors(command, figures), '']),
  ];
}

function histogram(answered: Durations): readonly string[] {
  const { minMs: min, maxMs: max } = answered;
  const step = (max - min) / buckets;
  const bounds = Array.from({ length: buckets + 1 }, (_, index) => (index === buckets ? max : min + step * index));
  const counts = bounds.map(() => 0);
  for (const { valueMs, count } of answered.buckets()) {
    const index = bounds.findIndex((bound) => valueMs <= bound);
    counts[index] = (counts[index] ?? 0) + count;
  }
  const most = Math.max(...counts);
  const lines = bounds.map((bound, index) => {
    const count = counts[index] ?? 0;
    const bar = '■'.repeat(Math.floor((count * longestBar + most / 2) / most));
    return `  ${(bound / 1000).toFixed(3)} [${count}]\t|${bar}`;
  });
  return ['Response time histogram:', ...lines, '', ''];
}

function latencies(answered: Durations): readonly string[] {
  const lines = percentiles.map((percent) => `  ${percent}% in ${seconds(answered.quantileMs(percent / 100))} secs`);
  return ['Latency distribution:', ...lines, ''];
}

/** The model's network takes no time that shows here: the wait for the answer is the whole of it. */
function details({ averageMs: average, minMs: min, maxMs: max }: Durations): readonly string[] {
  const line = (name: string, times: readonly [number, number, number]): string =>
    `  ${name}:\t${times.map((time) => `${seconds(time)} secs`).join(', ')}`;
  return [
    'Details (average, fastest, slowest):',
    line('DNS+dialup', [0, min, max]),
    line('DNS-lookup', [0, 0, 0]),
    line('req write', [0, 0, 0]),
    line('resp wait', [average, min, max]),
    line('resp read', [0, 0, 0]),
    '',
  ];
}

function errors({ url, method }: HeyCommand, figures: LoadFigures): readonly string[] {
  const verb = `${method.slice(0, 1)}${method.slice(1).toLowerCase()}`;
  return [...figures.byError].map(([error, count]) => `  [${count}]\t${verb} "${url}": ${failureText(error, url)}`);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(4);
}
