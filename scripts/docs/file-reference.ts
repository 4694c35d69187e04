import { figurePaths } from '../../src/scenario/expression.ts';
import { paneNames, paneOptions } from '../../src/scenario/layout-model.ts';
import { type Field, fieldsOf, type JsonSchema } from './json-schemas.ts';

const written = 'Written by `npm run docs` from the schemas that the program checks files with.';

/** docs/scenario-reference.md. */
export function scenarioReference(schema: JsonSchema): string {
  return page('Scenario files', [
    written,
    '',
    'A scenario is a folder with a `scenario.yaml` and the manifests it names, which `kubectl apply -f` takes as they are.',
    '`harmony scenarios new NAME` writes one to start from, `harmony scenarios validate FILE` names each mistake by file, line and column.',
    ...editors('scenario'),
    ...sections(schema),
    '## Expressions',
    '',
    '`until` and `expect` compare figures of the act with numbers (`<` `<=` `>` `>=` `==` `!=`), joined by `and`, `or`, `not` and',
    'parentheses: `replicas.peak >= 10 and queue.drainedAtSecond < 120`. A comparison with a figure that has no value, for example of a queue',
    'that never drained, is not met. The figures:',
    '',
    ...figurePaths.map((path) => `- \`${path}\``),
  ]);
}

/** docs/layout-reference.md. */
export function layoutReference(schema: JsonSchema): string {
  return page('Layout files', [
    written,
    '',
    'A layout is one YAML file. `harmony layouts` lists those that are found, `harmony layouts validate FILE` checks one, and `--layout FILE`',
    'opens the cockpit with it. Layouts of your own are found by name in `~/.config/harmony/layouts`.',
    ...editors('layout'),
    ...sections(schema),
    '## Panes and their options',
    '',
    '| pane | options |',
    '|---|---|',
    ...paneNames.map((pane) => `| \`${pane}\` | ${optionsOf(pane)} |`),
  ]);
}

function page(title: string, lines: readonly string[]): string {
  return `${[`# ${title}`, '', ...lines].join('\n').trimEnd()}\n`;
}

function editors(file: string): readonly string[] {
  return [
    `Editors with the YAML language server complete and check it with [schema/${file}.json](schema/${file}.json): put`,
    `\`# yaml-language-server: $schema=PATH/${file}.json\` on the first line.`,
    '',
  ];
}

/** One table for each top-level field that has others in it, and one for the rest. */
function sections(schema: JsonSchema): readonly string[] {
  const fields = fieldsOf(schema);
  const names = [...new Set(fields.map(({ path }) => topOf(path)))];
  const deep = names.filter((name) => fields.some(({ path }) => topOf(path) === name && path !== name));
  const flat = fields.filter(({ path }) => names.includes(path) && !deep.includes(path));
  return [
    ...section('At the top', flat),
    ...deep.flatMap((name) =>
      section(
        name === 'part' ? 'A part of the screen' : `\`${name}\``,
        fields.filter(({ path }) => topOf(path) === name),
      ),
    ),
  ];
}

function topOf(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? '';
}

function section(title: string, fields: readonly Field[]): readonly string[] {
  const rows = fields.map(({ path, schema, isRequired }) => {
    const shown = path.replace(/^part\./, '');
    const usual = schema.default === undefined ? '' : `\`${JSON.stringify(schema.default)}\``;
    const text = (schema.description ?? '').replaceAll('|', '\\|');
    return `| \`${shown}\` | ${typeOf(schema)} | ${isRequired ? 'yes' : usual} | ${text} |`;
  });
  return [`## ${title}`, '', '| field | value | required, or default | what for |', '|---|---|---|---|', ...rows, ''];
}

function typeOf(schema: JsonSchema): string {
  const { const: only, enum: words, type, items } = schema;
  if (only !== undefined) return `\`${String(only)}\``;
  if (words !== undefined) return words.map((word) => `\`${String(word)}\``).join(' ');
  if (type === 'array') return `list${items === undefined ? '' : ` of ${itemOf(items)}`}`;
  if (schema.anyOf !== undefined || schema.oneOf !== undefined || type === 'object' || schema.$ref !== undefined)
    return 'mapping';
  const name = Array.isArray(type) ? type.join(' or ') : (type ?? 'any');
  return `${name.replaceAll('string', 'text').replaceAll('boolean', 'true or false')}${boundsOf(schema)}`;
}

function itemOf(items: JsonSchema['items']): string {
  const type = typeof items === 'object' && !Array.isArray(items) ? typeOf(items) : 'any';
  return { mapping: 'mappings', text: 'texts' }[type] ?? type;
}

function boundsOf({ minimum, maximum, exclusiveMinimum }: JsonSchema): string {
  const low = exclusiveMinimum === undefined ? minimum : `above ${exclusiveMinimum}`;
  if (low === undefined && maximum === undefined) return '';
  if (maximum === undefined) return exclusiveMinimum === undefined ? `, from ${low}` : `, ${low}`;
  return low === undefined ? `, at most ${maximum}` : `, ${low} to ${maximum}`;
}

function optionsOf(pane: keyof typeof paneOptions): string {
  const options = Object.entries(paneOptions[pane]).map(([name, type]) => {
    const values = typeof type === 'string' ? ({ switch: 'true or false' }[type as string] ?? type) : type.join(', ');
    return `\`${name}\`: ${values}`;
  });
  return options.join('; ') || '–';
}
