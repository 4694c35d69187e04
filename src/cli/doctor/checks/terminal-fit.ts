import { colourDepth } from '../../../ui/theme/theme.ts';
import { type Finding, pass, warn } from '../finding.ts';
import type { Check } from './check.ts';

/** What is known of the terminal. */
export interface TerminalFacts {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The smallest size of the built-in layouts, and the one that shows every pane of the stage. */
const least = { columns: 80, rows: 24 };
const roomy = { columns: 120, rows: 30 };

/** Whether the cockpit fits the terminal, and in which colours. */
export function terminalFit({ isTTY, columns = 0, rows = 0, env }: TerminalFacts): Check {
  return {
    id: 'terminal',
    run: () => (isTTY === true ? [sizeFinding(columns, rows), colourFinding(env)] : [noTerminal]),
  };
}

const noTerminal = warn(
  'terminal.size',
  'the output is not a terminal, so its size and colours are not known',
  'Run harmony doctor in the terminal that is to show the cockpit.',
);

function sizeFinding(columns: number, rows: number): Finding {
  const seen = `${columns}×${rows}`;
  const fits = (size: typeof least) => columns >= size.columns && rows >= size.rows;
  if (fits(roomy)) return pass('terminal.size', seen);
  const to = `Make the window larger, or the letters smaller: ${roomy.columns}×${roomy.rows} shows everything.`;
  return warn('terminal.size', fits(least) ? `${seen}: panes are small` : `${seen}: too small for the cockpit`, to);
}

function colourFinding(env: TerminalFacts['env']): Finding {
  const depth = colourDepth(env);
  if (depth !== 'none') return pass('terminal.colours', depth === 'truecolor' ? '16 million' : depth);
  return warn('terminal.colours', 'none: signs and words carry the meaning', 'Unset NO_COLOR, or set FORCE_COLOR=3.');
}
