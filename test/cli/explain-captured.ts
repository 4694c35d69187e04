import { explainInput } from '../../src/cli/explain-file.ts';

/** What `harmony explain -f input.yaml [--json]` does with this text in the file. */
export function explainText(text: string, json = true) {
  let stdout = '';
  let stderr = '';
  const exitCode = explainInput(
    text,
    { file: 'input.yaml', json },
    {
      stdout: { write: (part) => (stdout += part) },
      stderr: { write: (part) => (stderr += part) },
    },
  );
  return { exitCode, stdout, stderr };
}

/** The JSON printed for a text. */
export function explainJson(text: string): unknown {
  return JSON.parse(explainText(text).stdout);
}
