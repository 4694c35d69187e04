import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../scripts/bundle.ts';
import { fieldsOf, layoutJsonSchema, scenarioJsonSchema } from '../../scripts/docs/json-schemas.ts';
import { writtenPages } from '../../scripts/docs/pages.ts';
import { listLayouts } from '../../src/scenario/load-layout.ts';
import { listScenarios } from '../../src/scenario/load-scenario.ts';
import { parseYaml } from '../../src/scenario/yaml-source.ts';
import { schemaProblems } from './schema-problems.ts';

describe('the references', () => {
  test.each([...writtenPages()])('%s is up to date; written anew with `npm run docs`', (path, text) => {
    const there = readFileSync(join(packageRoot, path), 'utf8');
    if (path.endsWith('.json')) expect(JSON.parse(there)).toEqual(JSON.parse(text));
    else expect(there).toBe(text);
  });

  test.each([
    ['scenario', scenarioJsonSchema()],
    ['layout', layoutJsonSchema()],
  ] as const)('say of every field of a %s what it is for', (_file, schema) => {
    const fields = fieldsOf(schema);
    expect(fields.length).toBeGreaterThan(10);
    expect(fields.filter((field) => field.schema.description === undefined).map(({ path }) => path)).toEqual([]);
  });
});

function yamlOf(path: string): unknown {
  const { documents } = parseYaml(path, readFileSync(join(packageRoot, path), 'utf8'));
  return documents[0]?.value;
}

describe('the schemas for editors', () => {
  test.each(listScenarios())('accept the built-in scenario %s', (name) => {
    expect(schemaProblems(scenarioJsonSchema(), yamlOf(`scenarios/${name}/scenario.yaml`))).toEqual([]);
  });

  test.each(listLayouts())('accept the built-in layout %s', (name) => {
    expect(schemaProblems(layoutJsonSchema(), yamlOf(`layouts/${name}.yaml`))).toEqual([]);
  });

  test.each([
    [{ title: 7 }, 'title'],
    [{ modes: [{ id: 'a', key: 'ab', title: 'A', apply: [] }] }, 'modes.0.key'],
    [{ acts: [{ id: 'a', title: 'A', from: '1:75', to: '2:00', mode: 'a' }] }, 'acts.0.from'],
    [{ tilte: 'x' }, 'tilte'],
  ])('find the mistake in %j', (change, place) => {
    const scenario = { ...(yamlOf('scenarios/meme-generator/scenario.yaml') as object), ...change };
    expect(schemaProblems(scenarioJsonSchema(), scenario)).toContain(place);
  });
});
