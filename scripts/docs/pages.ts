import { createProgram } from '../../src/cli/program.ts';
import { commandReference } from './command-reference.ts';
import { layoutReference, scenarioReference } from './file-reference.ts';
import { layoutJsonSchema, scenarioJsonSchema } from './json-schemas.ts';

/** The references in docs/ that follow from the program, by path from the package's root. */
export function writtenPages(): ReadonlyMap<string, string> {
  const scenario = scenarioJsonSchema();
  const layout = layoutJsonSchema();
  return new Map([
    ['docs/schema/scenario.json', json(scenario)],
    ['docs/schema/layout.json', json(layout)],
    ['docs/scenario-reference.md', scenarioReference(scenario)],
    ['docs/layout-reference.md', layoutReference(layout)],
    ['docs/command-reference.md', commandReference(createProgram())],
  ]);
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
