import type { PaneOptions } from '../../scenario/layout-model.ts';
import type { ChartStyle } from '../charts/chart.ts';

/** What the layout asks a pane's chart to be drawn with, as a part of a chart's request; nothing where it does not ask. */
export function styleOf({ style }: PaneOptions): { readonly style?: ChartStyle } {
  return style === 'line' || style === 'braille' || style === 'ascii' ? { style } : {};
}
