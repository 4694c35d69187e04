import type { LabelSelector } from './objects.ts';
import { parseRequirements } from './selector-parser.ts';

export { SelectorError } from './selector-parser.ts';

/** How a requirement compares; `=`, `==` and `in` differ only in how they print. */
export type SelectorOperator = '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | '>' | '<';

export interface SelectorRequirement {
  readonly key: string;
  readonly operator: SelectorOperator;
  readonly values: readonly string[];
}

/** A parsed selector: all requirements must hold, hence none selects everything. Sorted by key, as Kubernetes prints it. */
export interface Selector {
  readonly requirements: readonly SelectorRequirement[];
}

export type Labels = Readonly<Record<string, string>>;

/**
 * Parses a selector as `kubectl -l` and the scale subresource write it: `a=b,c in (x,y),!d`. The empty text selects everything.
 * Throws a SelectorError.
 */
export function parseSelector(text: string): Selector {
  return { requirements: byKey(parseRequirements(text)) };
}

/** The requirements an API object's selector stands for. `{}` selects everything. */
export function selectorOf(selector: LabelSelector): Selector {
  const requirements: SelectorRequirement[] = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({
    key,
    operator: '=',
    values: [value],
  }));
  for (const { key, operator, values } of selector.matchExpressions ?? []) {
    requirements.push({ key, operator: operatorsByApiName[operator], values: values ?? [] });
  }
  return { requirements: byKey(requirements) };
}

/** Whether an object with these labels is selected. Takes a parsed selector or one of an API object. */
export function matchesSelector(selector: LabelSelector | Selector, labels: Labels | undefined): boolean {
  const { requirements } = parsed(selector);
  return requirements.every((requirement) => holds(requirement, labels?.[requirement.key]));
}

/** Prints a selector as Kubernetes does: sorted by key, values of a set sorted. */
export function formatSelector(selector: LabelSelector | Selector): string {
  return parsed(selector).requirements.map(formatRequirement).join(',');
}

const operatorsByApiName = { In: 'in', NotIn: 'notin', Exists: 'exists', DoesNotExist: '!' } as const;

function parsed(selector: LabelSelector | Selector): Selector {
  return 'requirements' in selector ? selector : selectorOf(selector);
}

function byKey(requirements: readonly SelectorRequirement[]): readonly SelectorRequirement[] {
  return requirements.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function holds({ operator, values }: SelectorRequirement, value: string | undefined): boolean {
  switch (operator) {
    case '=':
    case '==':
    case 'in':
      return value !== undefined && values.includes(value);
    // An object without the label satisfies every "is not": Kubernetes selects it.
    case '!=':
    case 'notin':
      return value === undefined || !values.includes(value);
    case 'exists':
      return value !== undefined;
    case '!':
      return value === undefined;
    case '>':
      return isInteger(value) && BigInt(value) > BigInt(values[0] ?? 0);
    case '<':
      return isInteger(value) && BigInt(value) < BigInt(values[0] ?? 0);
    default:
      return operator satisfies never;
  }
}

function isInteger(value: string | undefined): value is string {
  return value !== undefined && /^-?\d+$/.test(value);
}

function formatRequirement({ key, operator, values }: SelectorRequirement): string {
  switch (operator) {
    case 'exists':
      return key;
    case '!':
      return `!${key}`;
    case 'in':
    case 'notin':
      return `${key} ${operator} (${values.toSorted().join(',')})`;
    default:
      return `${key}${operator}${values.join(',')}`;
  }
}
