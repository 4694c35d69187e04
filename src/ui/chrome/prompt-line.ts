import type { ScreenState } from '../cockpit/screen-state.ts';
import { type Line, span } from '../text/line.ts';

/** The row above the footer while a filter is being typed: what is typed, and what ends it. */
export function promptLine({ filtering, filters }: Pick<ScreenState, 'filtering' | 'filters'>): Line | undefined {
  if (filtering === undefined) return undefined;
  return [
    span(' filter ', 'muted'),
    span(`/${filters[filtering] ?? ''}▏`, 'focus', true),
    span('   Enter keeps it · Esc clears it', 'muted'),
  ];
}
