import { badRequest } from '../../store/refusals.ts';
import type { ApiRequest } from '../http/request.ts';
import type { IncludeObject } from '../tables/table.ts';

/** How much of each object a table shall carry; undefined when the client does not want a table. @throws ClusterError 400 */
export function wantedTable({ accept, url }: ApiRequest): IncludeObject | undefined {
  const [first = ''] = accept;
  if (!first.includes('as=Table') || (!first.includes('v=v1;') && !first.endsWith('v=v1'))) return undefined;
  const include = url.searchParams.get('includeObject') ?? 'Metadata';
  if (include === 'None' || include === 'Metadata' || include === 'Object') return include;
  throw badRequest(`unrecognized includeObject value: ${JSON.stringify(include)}`);
}
