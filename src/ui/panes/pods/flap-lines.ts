import { progressBar } from '../../charts/progress-bar.ts';
import { flow, flowGap } from '../../text/flow.ts';
import { type Line, lineWidth, span } from '../../text/line.ts';
import type { FlapView } from './flap-view.ts';

const widestBar = 20;
const narrowestBar = 6;

/** The flap budget as a bar that burns down and in words, and the churn behind it; on further rows where they do not fit. */
export function flapLines({ churn, budget }: FlapView, columns: number): readonly Line[] {
  const churned: Line = [span('churn ', 'muted'), span(churn)];
  if (!budget) return flow([[span('flap budget ', 'muted'), span('none')], churned], columns);
  const { sign, tone, words, left, recovery } = budget;
  const title = span('flap budget ', 'muted');
  const told = span(`${sign} ${words}`, tone, tone !== 'good');
  // The bar gives way to the words, and is short rather than push the churn onto a row of its own.
  const room = columns - lineWidth([title, told]) - ' '.length;
  const beside = room - flowGap - lineWidth(churned);
  const width = Math.min(widestBar, beside < narrowestBar ? room : beside);
  const bar = width < narrowestBar ? [] : [span(`${progressBar(left, width)} `, tone)];
  const hint: Line = recovery === undefined ? [] : [span(recovery, 'muted')];
  const lines = flow([[title, ...bar, told], churned], columns);
  const hinted = flow([[title, ...bar, told], churned, hint], columns);
  // A hint is worth no row of its own.
  return hinted.length === lines.length ? hinted : lines;
}
