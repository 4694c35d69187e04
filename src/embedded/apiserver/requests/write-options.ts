import type { WriteOptions } from '../../../cluster/port.ts';
import { badRequest } from '../../store/refusals.ts';
import type { ApiRequest } from '../http/request.ts';
import { isOn } from './selection.ts';

/** Who writes and how, from a request's query. A client that does not name its manager is known by its program's name. @throws ClusterError 400 */
export function writeOptions({ url, userAgent }: ApiRequest): WriteOptions {
  const query = url.searchParams;
  const [program = ''] = userAgent.split('/', 1);
  return {
    fieldManager: query.get('fieldManager') || program || 'unknown',
    dryRun: isDryRun(query.getAll('dryRun')),
    force: isOn(query, 'force'),
  };
}

/** `All` is the only stage there is to leave out. @throws ClusterError 400 */
export function isDryRun(values: readonly string[]): boolean {
  const wanted = values.filter((value) => value !== '');
  if (wanted.some((value) => value !== 'All'))
    throw badRequest(`invalid dryRun: ${wanted.join(', ')}; supported values: "All"`);
  return wanted.length > 0;
}
