import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import type { Explanation } from '../../../src/autoscaling/decision/explanation.ts';
import { explainFromObjects } from '../../../src/autoscaling/decision/from-objects.ts';
import type { HpaEvent, Seen } from '../../../src/autoscaling/decision/seen.ts';
import { summaryLine } from '../../../src/autoscaling/decision/summary.ts';
import { explanationText } from '../../../src/autoscaling/decision/text.ts';
import type { HorizontalPodAutoscaler } from '../../../src/autoscaling/objects.ts';
import { epochMs } from '../../../src/autoscaling/units.ts';

/** What comes out of one case: the text, the line and the JSON. */
export interface Expected {
  readonly text: string;
  readonly summary: string;
  readonly explanation: Explanation;
}

/** One HPA as the API returns it, and what must be said of it. */
export interface CorpusCase {
  readonly title: string;
  /** RFC 3339. */
  readonly now: string;
  readonly hpa: HorizontalPodAutoscaler;
  readonly events?: readonly HpaEvent[];
  /** Times are RFC 3339. */
  readonly seen?: {
    readonly counts?: readonly {
      readonly at: string;
      readonly current: number;
      readonly desired: number;
      readonly wants?: number;
    }[];
    readonly rescales?: readonly { readonly at: string; readonly from: number; readonly to: number }[];
  };
  /** Why `kubectl describe` prints another value for some metric than is said here. */
  readonly kubectlDiffers?: string;
  readonly expected?: Expected;
}

const folder = new URL('corpus/', import.meta.url);

/** All cases by file name, in order. */
export function corpus(): readonly (readonly [string, CorpusCase])[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => [file, parse(readFileSync(new URL(file, folder), 'utf8')) as CorpusCase] as const);
}

/** What is said of a case now. */
export function explainCase({ now, hpa, events = [], seen }: CorpusCase): Expected {
  const timed = <T extends { readonly at: string }>(entries: readonly T[] = []) =>
    entries.map((entry) => ({ ...entry, at: epochMs(Date.parse(entry.at)) }));
  const watched: Seen = { counts: timed(seen?.counts), rescales: timed(seen?.rescales) };
  const explanation = explainFromObjects({ now: epochMs(Date.parse(now)), hpa, events, seen: watched });
  return { text: explanationText(explanation), summary: summaryLine(explanation), explanation };
}

/** Writes what is said now into the files as what is expected: to be read, case by case, before it is kept. */
export function acceptAll(): void {
  for (const [file, { expected: _, ...given }] of corpus()) {
    writeFileSync(new URL(file, folder), stringify({ ...given, expected: explainCase(given) }, { lineWidth: 0 }));
  }
}
