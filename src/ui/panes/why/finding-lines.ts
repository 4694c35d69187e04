import type { Finding } from '../../../autoscaling/referee/finding.ts';
import { type Line, line, span } from '../../text/line.ts';
import { wrapWords } from '../../text/wrap-words.ts';
import type { Tone } from '../../theme/tone.ts';

const signs: Readonly<Record<Finding['severity'], { readonly sign: string; readonly tone: Tone }>> = {
  conflict: { sign: '✕', tone: 'conflict' },
  risk: { sign: '!', tone: 'stale' },
  notice: { sign: '·', tone: 'muted' },
};

/** What the referee found, each with what it rests on and what to do. */
export function findingLines(findings: readonly Finding[], columns: number): readonly Line[] {
  return findings.flatMap(({ severity, title, evidence, advice }) => {
    const { sign, tone } = signs[severity];
    return [
      [span(`${sign} ${severity}  `, tone, true), span(title, tone)],
      ...evidence.flatMap((fact) => indented(`because ${fact}`, columns, 'muted')),
      ...indented(`→ ${advice}`, columns),
      [],
    ];
  });
}

function indented(text: string, columns: number, tone?: Tone): readonly Line[] {
  return wrapWords(text, Math.max(10, columns - 2)).map((part) => line(`  ${part}`, tone));
}
