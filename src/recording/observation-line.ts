import type { Observation } from '../session/observation.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What the reducer looks into, by kind. */
const carries: Readonly<Record<Observation['kind'], (fields: Fields) => boolean>> = {
  objectUpserted: ({ object }) => isKubernetesObject(object),
  objectDeleted: ({ object }) => isKubernetesObject(object),
  decisionMade: ({ hpa, decision }) => isFields(hpa) && isFields(decision) && Array.isArray(decision.metrics),
  seriesDeclared: ({ series }) => isFields(series) && typeof series.id === 'string',
  sample: ({ series, value }) => typeof series === 'string' && (value === null || typeof value === 'number'),
  sourceHealth: ({ health }) => isFields(health),
  modeChanged: ({ mode, phase }) => typeof mode === 'string' && typeof phase === 'string',
  loadChanged: ({ load }) => isFields(load) && typeof load.id === 'string',
  actionLogged: ({ action }) => isFields(action) && typeof action.command === 'string',
  director: ({ position }) => isFields(position) && typeof position.act === 'number',
};

/**
 * The observation in a line of a recording; undefined where there is none that the reducer could take. One of a kind that this version
 * does not know is one: the reducer passes over it.
 */
export function parseObservation(line: string): Observation | undefined {
  const fields = parsed(line);
  if (!isFields(fields)) return undefined;
  const { at, source, kind } = fields;
  if (typeof at !== 'number' || typeof source !== 'string' || typeof kind !== 'string') return undefined;
  if (isKnown(kind) && !carries[kind](fields)) return undefined;
  return fields as unknown as Observation;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isKnown(kind: string): kind is Observation['kind'] {
  return Object.hasOwn(carries, kind);
}

function isKubernetesObject(value: unknown): boolean {
  return isFields(value) && typeof value.kind === 'string' && isFields(value.metadata);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
