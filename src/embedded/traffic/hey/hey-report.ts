import type { LoadFigures } from '../client/load-figures.ts';
import { failureText } from '../failure-text.ts';
import { type Spread, spreadOf } from '../quantile.ts';
import type { HeyCommand } from './hey-command.ts';

const bytesPerBody = 270;
const buckets = 10;
const longestBar = 40;
const percentiles = [10, 25, 50, 75, 90, 95, 99];

/** hey's report on standard output. Times are in seconds, of answered requests only, as it has them. */
export function heyReport(command: HeyCommand, figures: LoadFigures, elapsedMs: number): readonly string[] {
  const answeredMs = figures.answeredMs;
  const spread = spreadOf(answeredMs);
  const totalSeconds = elapsedMs / 1000;
  return [
    '',
    'Summary:',
    `  Total:\t${totalSeconds.toFixed(4)} secs`,
    `  Slowest:\t${seconds(spread.max)} secs`,
    `  Fastest:\t${seconds(spread.min)} secs`,
    `  Average:\t${seconds(spread.average)} secs`,
    `  Requests/sec:\t${(answeredMs.length / Math.max(0.001, totalSeconds)).toFixed(4)}`,
    '  ',
    ...(spread.count === 0
      ? []
      : [`  Total data:\t${spread.count * bytesPerBody} bytes`, `  Size/request:\t${bytesPerBody} bytes`]),
    '',
    ...(spread.count === 0 ? [] : [...histogram(answeredMs, spread), ...latencies(spread), ...details(spread)]),
    'Status code distribution:',
    ...[...figures.byStatus]
      .filter(([status]) => status > 0)
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `  [${status}]\t${count} responses`),
    '',
    ...(figures.byError.size === 0 ? [] : ['Error distribution:', ...errors(command, figures), '']),
  ];
}

function histogram(valuesMs: readonly number[], { min, max }: Spread): readonly string[] {
  const step = (max - min) / buckets;
  const bounds = Array.from({ length: buckets + 1 }, (_, index) => (index === buckets ? max : min + step * index));
  const counts = bounds.map(() => 0);
  for (const value of valuesMs) {
    const index = bounds.findIndex((bound) => value <= bound);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  const lines = bounds.map((bound, index) => {
    const count = counts[index] ?? 0;
    const bar = '■'.repeat(Math.floor((count * longestBar + most / 2) / most));
    return `  ${(bound / 1000).toFixed(3)} [${count}]\t|${bar}`;
  });
  return ['Response time histogram:', ...lines, '', ''];
}

function latencies(spread: Spread): readonly string[] {
  const lines = percentiles.map((percent) => `  ${percent}% in ${seconds(spread.at(percent / 100))} secs`);
  return ['Latency distribution:', ...lines, ''];
}

/** The model's network takes no time that shows here: the wait for the answer is the whole of it. */
function details({ average, min, max }: Spread): readonly string[] {
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
