import type { Pod } from '../objects.ts';
import { matchesSelector, parseSelector, type Selector, SelectorError } from '../selector.ts';

export interface RegisteredHpa {
  readonly namespace: string;
  readonly name: string;
  readonly selector: string;
}

/**
 * The other HPAs of the namespace whose registered selector matches any of the pods this one controls, as "namespace/name". No pods: no
 * ambiguity. One pod in common is enough.
 */
export function rivalsOf(
  own: { readonly namespace: string; readonly name: string; readonly selector: string },
  others: readonly RegisteredHpa[],
  pods: readonly Pod[],
): readonly string[] {
  if (pods.length === 0) return [];
  return others
    .filter(({ namespace, name }) => namespace === own.namespace && name !== own.name)
    .filter(({ selector }) => selector === own.selector || selectsAny(selector, pods))
    .map(({ namespace, name }) => `${namespace}/${name}`);
}

function selectsAny(text: string, pods: readonly Pod[]): boolean {
  const selector = registered(text);
  return selector !== undefined && pods.some((pod) => matchesSelector(selector, pod.metadata.labels));
}

/** An HPA whose selector is empty or unreadable never got as far as registering one. */
function registered(text: string): Selector | undefined {
  if (text === '') return undefined;
  try {
    return parseSelector(text);
  } catch (error) {
    if (error instanceof SelectorError) return undefined;
    throw error;
  }
}
