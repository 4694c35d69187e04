import { formatQuantity } from '../quantity/format.ts';
import { parseMilli } from '../quantity/milli.ts';
import { parseQuantity } from '../quantity/quantity.ts';
import { canonicalQuantity } from './amount.ts';

const nanoPerMilli = 10n ** 6n;
const nanoPerUnit = 10n ** 9n;

/**
 * The limit that keeps a container's proportion of limit to request when the request becomes `target`: in whole millicores for
 * cpu, else in whole units. Without a request Kubernetes takes the limit for it, so the limit becomes the target too.
 */
export function proportionalLimit(
  resource: string,
  limit: string,
  request: string | undefined,
  target: string,
): string {
  const requestMilli = request === undefined ? 0n : parseMilli(request);
  const limitMilli = parseMilli(limit);
  if (requestMilli === 0n || requestMilli === limitMilli) return canonicalQuantity(target);
  const { nano, format } = parseQuantity(limit);
  const step = resource === 'cpu' ? nanoPerMilli : nanoPerUnit;
  const inSteps = (value: bigint) => (value + step - 1n) / step;
  const [limitSteps, requestSteps, targetSteps] = [
    inSteps(nano),
    inSteps(parseQuantity(request ?? '0').nano),
    inSteps(parseQuantity(target).nano),
  ];
  return formatQuantity({ nano: ((limitSteps * targetSteps) / requestSteps) * step, format });
}
