import { type Line, span } from '../text/line.ts';

/** Room for the cluster that is stood in for. */
const columnsForAll = 110;

/** The badge of an embedded cluster that stands in for a real one: on a filled ground, so that nobody takes it for the real one. */
export function standInBadge(standsInFor: string, columns: number): Line {
  return [
    span(' EMBEDDED ', 'bannerStale', true),
    ...(columns < columnsForAll ? [] : [span(` not ${standsInFor}`, 'muted')]),
    span(' '),
  ];
}

/** Stands before the badge of whatever stands in for a real cluster. */
export const failOverBadge: Line = [span(' FAIL-OVER ', 'bannerStale', true)];
