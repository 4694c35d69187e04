import { type Line, line, span } from '../text/line.ts';

/** More objects than this nobody reads through, and putting thousands into words takes longer than a frame. */
const mostObjects = 20;

/** What says nothing about an object: who wrote which field, and the manifest once more. */
const leftOut: ReadonlySet<string> = new Set(['managedFields', 'kubectl.kubernetes.io/last-applied-configuration']);

/** Objects as `kubectl get -o json` prints them, one behind the other, the first ones where there are many. */
export function jsonLines(objects: readonly object[]): readonly Line[] {
  const shown = objects.slice(0, mostObjects);
  const more = objects.length - shown.length;
  return [
    ...shown.flatMap((object) => JSON.stringify(object, withoutNoise, 2).split('\n').map(jsonLine)),
    ...(more > 0 ? [line(`… and ${more} more: / filters them`, 'muted')] : []),
  ];
}

function withoutNoise(key: string, value: unknown): unknown {
  return leftOut.has(key) ? undefined : value;
}

/** The values are what the eye should find. */
function jsonLine(text: string): Line {
  const [, name, value] = /^(\s*"(?:[^"\\]|\\.)*": )(.*)$/.exec(text) ?? [];
  return name === undefined ? line(text, 'muted') : [span(name, 'muted'), span(value ?? '', 'signal')];
}
