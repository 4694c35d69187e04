import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './kubeconfig-files.ts';
import type { Target } from './target.ts';

/** Where the kubelet mounts the service account of a pod. */
export const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The cluster this program runs in, as its pod's service account; undefined outside of a pod. */
export function inClusterTarget(environment: Environment, folder = serviceAccountFolder): Target | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = environment;
  const tokenFile = join(folder, 'token');
  if (!host || !port || !existsSync(tokenFile)) return undefined;
  const namespaceFile = join(folder, 'namespace');
  const namespace = existsSync(namespaceFile) ? readFileSync(namespaceFile, 'utf8').trim() : '';
  return {
    context: 'in-cluster',
    namespace: namespace || 'default',
    cluster: {
      name: 'in-cluster',
      server: new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`),
      caFile: join(folder, 'ca.crt'),
      skipTlsVerify: false,
    },
    user: { name: 'in-cluster', tokenFile, impersonatedGroups: [] },
  };
}
