import { discoveredVersions } from '../apiserver/discovery/api-groups.ts';
import { discoveryDocument } from '../apiserver/discovery/discovery.ts';
import type { ProviderRegistry } from '../world/provider-registry.ts';

/** Answers the discovery paths; undefined for any other. */
export function discovery(pathname: string, metrics: ProviderRegistry): unknown {
  return discoveryDocument(pathname.replace(/\/$/, ''), discoveredVersions(metrics));
}
