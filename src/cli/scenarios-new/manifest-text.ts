import { Document, stringify, visit } from 'yaml';

const versions = ['1.1', '1.2'] as const;

/** Objects as a file that `kubectl apply -f` takes. */
export function manifestText(...objects: readonly object[]): string {
  return objects.map(yamlText).join('---\n');
}

/**
 * YAML that says the same to readers of either version: kubectl reads 1.1, where `y` and `no` are no texts, and Harmony 1.2, where `0o7` is
 * none. What either would take for something else stands in quotes.
 */
export function yamlText(value: object): string {
  const document = new Document(value);
  visit(document, {
    Scalar(_key, scalar) {
      if (typeof scalar.value === 'string' && needsQuotes(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 });
}

function needsQuotes(text: string): boolean {
  return !text.includes('\n') && versions.some((version) => stringify(text, { version, lineWidth: 0 }).trim() !== text);
}
