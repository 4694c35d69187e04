import type { SessionState } from '../../session/state.ts';
import type { Toast } from '../cockpit/screen-state.ts';
import { humanDuration } from '../text/durations.ts';
import { type Line, line, span, spreadLine } from '../text/line.ts';

/** A passing remark, as the log line shows it. */
export function toastLine({ text, tone }: Toast): Line {
  return line(` › ${text}`, tone);
}

/** The row above the footer: a passing remark, else a lasting one, else the last action as the kubectl command that does the same. */
export function logLine(
  actions: SessionState['actions'],
  toast: Toast | undefined,
  now: number,
  columns: number,
  notice?: string,
): Line {
  if (toast) return toastLine(toast);
  if (notice !== undefined) return line(` ! ${notice}`, 'stale');
  const last = actions.at(-1);
  if (!last) return line(' $ nothing done yet: ? explains the keys', 'chrome');
  const command: Line = [span(' $ ', 'chrome'), span(last.command, 'muted')];
  const age = `${humanDuration(now - last.at)} ago `;
  switch (last.state) {
    case 'running':
      return spreadLine(command, [span('  … running ', 'muted')], columns);
    case 'done':
      return spreadLine(command, [span('  ✓ done ', 'good'), span(age, 'muted')], columns);
    case 'failed':
      return spreadLine(
        [...command, span(`  ${last.message ?? ''}`, 'failed')],
        [span('  ✕ failed ', 'failed'), span(age, 'muted')],
        columns,
      );
  }
}
