import { cellWidth } from '../../text/cell-width.ts';
import { type Line, line, lineWidth, span } from '../../text/line.ts';
import type { DriftView } from './drift-view.ts';
import type { QueueView } from './queue-view.ts';

/** How the lag adds up, and whether KEDA reads it: the longest form that fits. */
export function sumLine({ pending, ackPending, lag }: QueueView, isScaledOn: boolean, columns: number): Line {
  const parts = [
    span('pending ', 'muted'),
    span(pending),
    span(' + ack ', 'muted'),
    span(ackPending),
    span(' = ', 'muted'),
  ];
  const total = span(lag, undefined, true);
  const forms: readonly Line[] = [
    [...parts, total, span(isScaledOn ? ' KEDA reads' : ' lag', 'muted')],
    [...parts, total],
    [total, span(' lag ', 'muted'), span(`(${ackPending} ack)`, 'muted')],
  ];
  return forms.find((form) => lineWidth(form) <= columns) ?? [total, span(' lag', 'muted')];
}

/** Who reads another lag than there is. */
export function driftLine({ text, short }: DriftView, columns: number): Line {
  return line(`! ${cellWidth(text) + 2 <= columns ? text : short}`, 'stale');
}
