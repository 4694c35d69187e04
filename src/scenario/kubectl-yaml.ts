import { type Document, type LineCounter, Scalar, visit } from 'yaml';
import type { Problem } from './problem.ts';

/**
 * Plain scalars that kubectl, whose YAML is 1.1, takes for something else than YAML 1.2 does: `on` for true, `0644` for an octal
 * number. Refused, so that a manifest means the same to both.
 */
export function kubectlProblems(file: string, document: Document, lines: LineCounter): readonly Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Scalar: (_, scalar) => {
      const text = scalar.type === Scalar.PLAIN ? scalar.source : undefined;
      const reading = text === undefined ? undefined : readByKubectl(text);
      if (reading === undefined) return;
      const { line, col } = lines.linePos(scalar.range?.[0] ?? 0);
      const message = `kubectl reads ${text} as ${reading}`;
      problems.push({ file, line, column: col, message, tryThis: `write ${reading}, or "${text}" in quotes` });
    },
  });
  return problems;
}

function readByKubectl(text: string): string | undefined {
  if (/^(y|Y|yes|Yes|YES|on|On|ON)$/.test(text)) return 'true';
  if (/^(n|N|no|No|NO|off|Off|OFF)$/.test(text)) return 'false';
  return /^0[0-7]+$/.test(text) ? String(Number.parseInt(text, 8)) : undefined;
}
