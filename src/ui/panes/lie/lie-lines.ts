import { progressBar } from '../../charts/progress-bar.ts';
import { fitText } from '../../text/cell-width.ts';
import { type Line, line, span } from '../../text/line.ts';
import { milliQuantity } from '../../text/numbers.ts';
import { wrapWords } from '../../text/wrap-words.ts';
import type { Tone } from '../../theme/tone.ts';
import type { LieView } from './lie-view.ts';

const labelWidth = 13;
const percentWidth = 5;
const leastBar = 8;

/** Two bars on the same scale, and in words what the gap between them means. */
export function lieLines(view: LieView, columns: number, rows: number): readonly Line[] {
  const isHidden = view.verdict === 'hidden';
  const bars = [
    barLine('average CPU', view.utilization, isHidden ? undefined : 'good', columns),
    barLine('throttled', view.throttled, isHidden ? 'conflict' : 'good', columns),
  ];
  const words = sentences(view).flatMap((text) => wrapWords(text, columns));
  const said = words.map((text, index) => line(text, isHidden && index === 0 ? 'stale' : undefined));
  const gap: readonly Line[] = rows > bars.length + said.length ? [[]] : [];
  return [...bars, ...gap, ...said].slice(0, rows);
}

function barLine(label: string, share: number | undefined, tone: Tone | undefined, columns: number): Line {
  const percent = share === undefined ? '–' : `${Math.round(share * 100)}%`;
  const width = columns - labelWidth - percentWidth - 1;
  const bar = width >= leastBar ? span(progressBar(share ?? 0, width), tone) : span('');
  return [span(fitText(label, labelWidth), 'muted'), bar, span(percent.padStart(percentWidth + 1), tone, true)];
}

function sentences(view: LieView): readonly string[] {
  const { measuredPods, busyPods, limitCores, utilization = 0, throttled = 0 } = view;
  const limit = limitCores === undefined ? 'their CPU limit' : `their limit of ${milliQuantity(limitCores)}`;
  switch (view.verdict) {
    case 'unknown':
      return ['Waiting for CPU figures of the pods.'];
    case 'hidden': {
      const who =
        busyPods > 0
          ? `${busyPods} of ${measuredPods} pods do the work, at ${limit}.`
          : `Bursts hit ${limit} between the samples of the average.`;
      return [`! The average hides that ${Math.round(throttled * 100)}% of periods are cut short.`, who];
    }
    case 'agrees':
      return [
        utilization >= 0.8 ? 'Both say the same: the pods are busy.' : 'Both say the same: the pods have CPU to spare.',
      ];
  }
}
