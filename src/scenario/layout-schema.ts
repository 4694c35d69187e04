import { z } from 'zod';
import {
  type LayoutNode,
  type LayoutVariant,
  type PaneName,
  type PaneOptions,
  type PaneOptionType,
  paneNames,
  paneOptions,
} from './layout-model.ts';
import { nearest } from './nearest.ts';

/** A terminal below this shows no frame worth looking at; layouts need not say so themselves. */
const defaultWhen = { minColumns: 80, minRows: 24 };
const smallestPane = { minColumns: 12, minRows: 3 };

const cells = z.int().min(1).max(1000);

const writtenNode = z.strictObject({
  get rows() {
    return z.exactOptional(z.array(writtenNode).min(1));
  },
  get columns() {
    return z.exactOptional(z.array(writtenNode).min(1));
  },
  pane: z.exactOptional(z.enum(paneNames)),
  options: z.exactOptional(z.record(z.string(), z.unknown())),
  size: z.exactOptional(z.number().positive()),
  minColumns: z.exactOptional(cells),
  minRows: z.exactOptional(cells),
});

type WrittenNode = z.infer<typeof writtenNode>;

/** One node with all below it, as the screen uses it. */
const node = writtenNode.transform((written, context): LayoutNode => {
  const issues: NodeIssue[] = [];
  const built = nodeOf(written, [], issues);
  for (const issue of issues) context.issues.push({ code: 'custom', input: written, ...issue });
  return built;
});

const when = z.strictObject({ minColumns: z.exactOptional(cells), minRows: z.exactOptional(cells) });

const variant = z
  .strictObject({ when: z.exactOptional(when), root: node })
  .transform((written): LayoutVariant => ({ ...defaultWhen, ...written.when, root: written.root }));

/** A layout file: `apiVersion`, `title` and the variants, widest first. */
export const layoutFile = z.strictObject({
  apiVersion: z.literal('harmony/v1'),
  title: z.string().min(1),
  variants: z.array(variant).min(1),
});

interface NodeIssue {
  readonly path: PropertyKey[];
  readonly message: string;
  readonly params: { readonly tryThis: string; readonly atKey?: boolean };
}

function nodeOf(written: WrittenNode, path: PropertyKey[], issues: NodeIssue[]): LayoutNode {
  const cell = {
    size: written.size ?? 1,
    minColumns: written.minColumns ?? smallestPane.minColumns,
    minRows: written.minRows ?? smallestPane.minRows,
  };
  const forms = (['rows', 'columns', 'pane'] as const).filter((form) => written[form] !== undefined);
  if (forms.length !== 1) {
    const what = forms.length === 0 ? 'names nothing to show' : `has ${forms.join(' and ')} at once`;
    issues.push({ path, message: `this part ${what}`, params: { tryThis: 'give it one of rows, columns, pane' } });
  }
  if (written.pane !== undefined) {
    const options = optionsOf(written.pane, written.options ?? {}, [...path, 'options'], issues);
    return { kind: 'pane', pane: written.pane, options, ...cell };
  }
  if (written.options !== undefined) {
    const tryThis = 'give them to the panes inside';
    issues.push({ path: [...path, 'options'], message: 'only a pane has options', params: { tryThis } });
  }
  const kind = written.columns === undefined ? 'rows' : 'columns';
  const children = (written[kind] ?? []).map((child, index) => nodeOf(child, [...path, kind, index], issues));
  return { kind, children, ...cell };
}

function optionsOf(
  pane: PaneName,
  written: Readonly<Record<string, unknown>>,
  path: PropertyKey[],
  issues: NodeIssue[],
): PaneOptions {
  const known = paneOptions[pane];
  const options: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(written)) {
    const type = Object.hasOwn(known, name) ? known[name] : undefined;
    if (type === undefined) {
      issues.push({
        path: [...path, name],
        message: `pane ${pane} has no option "${name}"`,
        params: { tryThis: knownOptions(name, known), atKey: true },
      });
    } else if (isOption(value) && fits(value, type)) options[name] = value;
    else
      issues.push({
        path: [...path, name],
        message: `option "${name}" cannot be ${JSON.stringify(value)}`,
        params: { tryThis: `give it ${optionForm(type)}` },
      });
  }
  return options;
}

function isOption(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function fits(value: string | number | boolean, type: PaneOptionType): boolean {
  if (type === 'text') return typeof value === 'string';
  if (type === 'number') return typeof value === 'number';
  if (type === 'switch') return typeof value === 'boolean';
  return typeof value === 'string' && type.includes(value);
}

function optionForm(type: PaneOptionType): string {
  if (type === 'text' || type === 'number') return `a ${type}`;
  return type === 'switch' ? 'true or false' : `one of ${type.join(', ')}`;
}

function knownOptions(typed: string, known: Readonly<Record<string, PaneOptionType>>): string {
  const names = Object.keys(known);
  const near = nearest(typed, names);
  if (near !== undefined) return `did you mean "${near}"?`;
  return names.length > 0 ? `it knows: ${names.join(', ')}` : 'it knows none';
}
