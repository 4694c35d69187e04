import type { ExecPlugin, TargetCluster } from '../config/target.ts';

/** The environment of a credential plugin: its own variables, and KUBERNETES_EXEC_INFO as kubectl sets it. */
export function pluginEnvironment(plugin: ExecPlugin, cluster: TargetCluster): ExecPlugin['env'] {
  const info = {
    apiVersion: plugin.apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: false, ...(plugin.provideClusterInfo && { cluster: clusterInfo(cluster) }) },
  };
  return [...plugin.env, { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) }];
}

function clusterInfo({ server, caData, tlsServerName, proxyUrl, skipTlsVerify }: TargetCluster): object {
  return {
    server: server.href.replace(/\/$/, ''),
    ...(tlsServerName !== undefined && { 'tls-server-name': tlsServerName }),
    ...(skipTlsVerify && { 'insecure-skip-tls-verify': true }),
    ...(caData !== undefined && { 'certificate-authority-data': caData }),
    ...(proxyUrl !== undefined && { 'proxy-url': proxyUrl }),
  };
}
