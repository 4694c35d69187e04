/** What the mouse did, where the cockpit listens to it. Cells count from 0 at the upper left. */
export type MouseReport =
  | { readonly kind: 'press'; readonly column: number; readonly row: number }
  | { readonly kind: 'wheel'; readonly direction: 1 | -1; readonly column: number; readonly row: number };

/** Bits of a report's first number, as xterm's control sequences define them. */
const motionBit = 32;
const wheelBit = 64;
const buttonBits = 3;
/** Shift, Alt and Control. */
const modifierBits = 4 + 8 + 16;

/**
 * A report in SGR form (mode 1006), `ESC [ < code ; column ; row M`, with `m` at the end for a release. Undefined for what the cockpit
 * does not listen to: other buttons, releases, moves, and a wheel that goes sideways.
 */
export function mouseReport(code: number, x: number, y: number, end: string): MouseReport | undefined {
  const place = { column: x - 1, row: y - 1 };
  const bare = code & ~modifierBits;
  if (end !== 'M' || (bare & motionBit) !== 0) return undefined;
  const button = bare & buttonBits;
  if (bare === (wheelBit | button)) {
    return button > 1 ? undefined : { kind: 'wheel', direction: button === 0 ? -1 : 1, ...place };
  }
  return bare === 0 ? { kind: 'press', ...place } : undefined;
}
