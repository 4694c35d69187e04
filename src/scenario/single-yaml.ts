import type { Checked } from './check.ts';
import { parseYaml, type YamlSource } from './yaml-source.ts';

/** Parses a file that must hold exactly one YAML document. */
export function parseSingleYaml(file: string, text: string): Checked<YamlSource> {
  const { documents, problems } = parseYaml(file, text);
  if (problems.length > 0) return { ok: false, problems };
  const [first, second] = documents;
  const start = { file, line: 1, column: 1 };
  if (!first) {
    return {
      ok: false,
      problems: [{ ...start, message: 'the file is empty', tryThis: 'begin with "apiVersion: harmony/v1"' }],
    };
  }
  if (second) {
    const problem = { file, ...second.at([]), message: 'a second document begins here', tryThis: 'keep one per file' };
    return { ok: false, problems: [problem] };
  }
  return { ok: true, value: first };
}
