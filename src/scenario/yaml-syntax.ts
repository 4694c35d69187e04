import { type Document, type ErrorCode, isCollection, isScalar, type LineCounter, visit, type YAMLError } from 'yaml';
import type { Problem } from './problem.ts';

/** What to do about a syntax error, where the parser's message does not say it. */
const remedies: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'line it up with the entries above',
  BLOCK_AS_IMPLICIT_KEY: 'put the nested entries on lines of their own, or quote a text that has ": " in it',
  DUPLICATE_KEY: 'keep one of them',
  MISSING_CHAR: 'close the bracket or quote, or add the comma or colon that is missing',
  MULTILINE_IMPLICIT_KEY: 'write "key: value" on one line',
  TAB_AS_INDENT: 'indent with spaces',
  UNEXPECTED_TOKEN: 'quote a text that begins with a character YAML gives a meaning to',
};

/**
 * What is wrong with the syntax of a document. Duplicate keys are all told; of the rest only the first, because what follows a
 * syntax error is mostly its consequence.
 */
export function syntaxProblems(file: string, document: Document, lines: LineCounter): readonly Problem[] {
  const duplicates = document.errors.filter((error) => error.code === 'DUPLICATE_KEY');
  const others = document.errors.filter((error) => error.code !== 'DUPLICATE_KEY').slice(0, 1);
  const problems = [...duplicates, ...others].map((error) => problemOf(file, document, error, lines));
  return problems.length > 0 ? problems : aliasProblems(file, document, lines);
}

function problemOf(file: string, document: Document, error: YAMLError, lines: LineCounter): Problem {
  const { line, col } = lines.linePos(error.pos[0]);
  const place = { file, line, column: col };
  const tryThis = remedyOf(error);
  const key = error.code === 'DUPLICATE_KEY' ? keyAt(document, error.pos[0]) : undefined;
  const message = key === undefined ? `YAML: ${lowerFirst(error.message)}` : `the key "${key}" is there twice`;
  return tryThis ? { ...place, message, tryThis } : { ...place, message };
}

function remedyOf({ code, message }: YAMLError): string | undefined {
  if (message.startsWith('Flow ')) return 'close the bracket that was opened above';
  return message.includes('without - indicator') ? remedies.BAD_INDENT : remedies[code];
}

/** The key written at an offset. */
function keyAt(document: Document, offset: number): string | undefined {
  let found: string | undefined;
  visit(document, {
    Pair: (_, pair) => {
      if (isScalar(pair.key) && pair.key.range?.[0] === offset) found = String(pair.key.value);
    },
  });
  return found;
}

/** Aliases without an anchor, and anchors that contain themselves: reading either as data would throw. */
function aliasProblems(file: string, document: Document, lines: LineCounter): readonly Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Alias: (_, alias, parents) => {
      const target = alias.resolve(document);
      if (target && !(isCollection(target) && parents.includes(target))) return;
      const { line, col } = lines.linePos(alias.range?.[0] ?? 0);
      const place = { file, line, column: col };
      problems.push(
        target
          ? { ...place, message: `"*${alias.source}" stands inside what it names`, tryThis: 'write the value out' }
          : { ...place, message: `no anchor "&${alias.source}" before this`, tryThis: 'define the anchor first' },
      );
    },
  });
  return problems;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
