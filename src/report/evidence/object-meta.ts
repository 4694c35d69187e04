import { parseTime } from '../../autoscaling/units.ts';

/** An annotation longer than this stands on lines of its own, cut. */
const longestAnnotation = 140;

const applied = 'kubectl.kubernetes.io/last-applied-configuration';

/** Labels as kubectl describes them, by name; lines after the first are indented by a tab. */
export function labelLines(title: string, labels: Readonly<Record<string, string>> = {}): readonly string[] {
  const pairs = sorted(labels).map(([name, value]) => `${name}=${value}`);
  return titled(title, pairs);
}

/** Annotations as kubectl describes them: without the copy of itself that `kubectl apply` leaves. */
export function annotationLines(title: string, annotations: Readonly<Record<string, string>> = {}): readonly string[] {
  const lines = sorted(annotations)
    .filter(([name]) => name !== applied)
    .flatMap(([name, written]) => {
      const value = written.replace(/\n$/, '');
      const isShort = value.length + name.length + 2 <= longestAnnotation && !value.includes('\n');
      return isShort ? [`${name}: ${value}`] : [`${name}:`, ...value.split('\n').map((line) => `  ${cut(line)}`)];
    });
  return titled(title, lines);
}

/** A timestamp of the API as Go's RFC1123Z prints it: `Thu, 01 Jan 2026 10:00:00 +0000`. */
export function goTime(written: string | undefined): string {
  const at = parseTime(written);
  return at === undefined ? 'Mon, 01 Jan 0001 00:00:00 +0000' : new Date(at).toUTCString().replace(/GMT$/, '+0000');
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  const [first = '<none>', ...others] = lines;
  return [`${title}:\t${first}`, ...others.map((line) => `\t${line}`)];
}

function cut(line: string): string {
  const longest = longestAnnotation - 2;
  return line.length > longest ? `${line.slice(0, longest)}...` : line;
}

function sorted(record: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
