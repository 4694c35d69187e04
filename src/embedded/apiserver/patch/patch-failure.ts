import { ClusterError } from '../../../cluster/port.ts';

/** A patch that can be read but not applied to this object. */
export function patchFails(message: string): ClusterError {
  return new ClusterError(422, 'Invalid', `the server rejected our request due to an error in our request: ${message}`);
}
