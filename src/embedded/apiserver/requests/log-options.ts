import { type EpochMs, epochMs, parseTime } from '../../../autoscaling/units.ts';
import type { LogSelection } from '../../api/pod-logs.ts';
import { badRequest, invalid } from '../../store/refusals.ts';
import type { ObjectRequest } from './context.ts';
import { isOn } from './selection.ts';

/** What a request for a log asks for. */
export interface PodLogOptions extends Omit<LogSelection, 'onLine' | 'onEnd'> {
  /** Bytes after which the answer ends, in the middle of a line if need be. */
  readonly limitBytes?: number;
}

/** PodLogOptions as a query has them. @throws ClusterError 400, 422 */
export function podLogOptions({ url: { searchParams: query }, name }: ObjectRequest, now: EpochMs): PodLogOptions {
  const tailLines = wholeNumber(query, 'tailLines');
  const limitBytes = wholeNumber(query, 'limitBytes');
  const sinceSeconds = wholeNumber(query, 'sinceSeconds');
  const sinceTime = query.get('sinceTime');
  const problems = [
    ...(sinceSeconds !== undefined && sinceTime !== null
      ? [': Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified']
      : []),
    ...below('tailLines', tailLines, 0, 'must be greater than or equal to 0'),
    ...below('limitBytes', limitBytes, 1, 'must be greater than 0'),
    ...below('sinceSeconds', sinceSeconds, 1, 'must be greater than 0'),
  ];
  if (problems.length > 0) throw invalid({ apiVersion: 'v1', kind: 'PodLogOptions', metadata: { name } }, problems);
  const since = sinceSeconds === undefined ? timeOf(sinceTime) : epochMs(now - sinceSeconds * 1000);
  const container = query.get('container');
  return {
    follow: isOn(query, 'follow'),
    previous: isOn(query, 'previous'),
    timestamps: isOn(query, 'timestamps'),
    ...(container ? { container } : {}),
    ...(tailLines === undefined ? {} : { tailLines }),
    ...(limitBytes === undefined ? {} : { limitBytes }),
    ...(since === undefined ? {} : { since }),
  };
}

function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const written = query.get(name);
  if (written === null) return undefined;
  if (!/^-?\d+$/.test(written))
    throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(written)}: invalid syntax`);
  return Number(written);
}

function below(field: string, value: number | undefined, least: number, rule: string): readonly string[] {
  return value === undefined || value >= least ? [] : [`${field}: Invalid value: ${value}: ${rule}`];
}

function timeOf(written: string | null): EpochMs | undefined {
  if (written === null) return undefined;
  const at = parseTime(written);
  if (at === undefined) throw badRequest(`parsing time ${JSON.stringify(written)}: not a time of RFC 3339`);
  return at;
}
