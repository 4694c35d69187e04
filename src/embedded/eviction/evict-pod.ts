import type { Clock } from '../../cluster/clock.ts';
import { resources } from '../../cluster/resources.ts';
import { deleteGracefully } from '../store/graceful-deletion.ts';
import { notFound } from '../store/refusals.ts';
import type { VersionedStore } from '../store/versioned-store.ts';

/** What the eviction subresource of a pod does: deletes it gracefully. @throws ClusterError NotFound */
export function evictPod(
  store: VersionedStore,
  clock: Clock,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): void {
  if (!deleteGracefully(store, clock, resources.pods, namespace, name)) throw notFound(resources.pods, name);
}
