import type { Container } from '../../autoscaling/objects.ts';
import { parseMilli } from '../../autoscaling/quantity/milli.ts';

/** CPU limit of a container in cores; undefined: none. */
export function limitCores(container: Container): number | undefined {
  const limit = container.resources?.limits?.cpu;
  return limit === undefined ? undefined : Number(parseMilli(limit)) / 1000;
}

/** A container's variables with literal values. */
export function variablesOf(container: Container): Readonly<Record<string, string>> {
  return Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value ?? '']));
}
