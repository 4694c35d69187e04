import type { KubernetesObject } from './objects.ts';

/** On a Node: what an hour of it costs, in US dollars, as a decimal number. So a cluster's cost can be told from its objects alone. */
export const nodePriceAnnotation = 'harmony.dev/price-per-hour-usd';

/** What an hour of the node costs; undefined for a node that does not say, or says no number. */
export function nodePricePerHourUsd({ metadata }: KubernetesObject): number | undefined {
  const written = metadata.annotations?.[nodePriceAnnotation]?.trim();
  if (!written) return undefined;
  const price = Number(written);
  return Number.isFinite(price) && price >= 0 ? price : undefined;
}
