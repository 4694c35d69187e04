import { type Cluster, KubeConfig, type User } from '@kubernetes/client-node';
import type { Target, TargetUser } from '../config/target.ts';
import { pluginEnvironment } from './plugin-environment.ts';

/**
 * A target as the library knows it, with nothing else in it. Each is new: the library remembers what plugins said by the user's name alone, so
 * that two kubeconfigs with users of one name would share credentials (kubernetes-client/javascript#592).
 */
export function libraryConfig(target: Target): KubeConfig {
  const config = new KubeConfig();
  const { context, namespace } = target;
  config.loadFromOptions({
    clusters: [libraryCluster(target)],
    users: [libraryUser(target)],
    contexts: [{ name: context, cluster: target.cluster.name, user: target.user.name, namespace }],
    currentContext: context,
  });
  return config;
}

function libraryCluster({ cluster }: Target): Cluster {
  const { name, server, caFile, caData, tlsServerName, proxyUrl, skipTlsVerify } = cluster;
  return {
    name,
    server: server.href.replace(/\/$/, ''),
    // The library takes plain HTTP, which kubectl proxy speaks, only from those who say so.
    skipTLSVerify: skipTlsVerify || server.protocol === 'http:',
    ...(caFile !== undefined && { caFile }),
    ...(caData !== undefined && { caData }),
    ...(tlsServerName !== undefined && { tlsServerName }),
    ...(proxyUrl !== undefined && { proxyUrl }),
  };
}

function libraryUser({ user, cluster }: Target): User {
  const { name, certFile, certData, keyFile, keyData, username, password, exec, impersonated } = user;
  const authProvider = providerOf(user);
  return {
    name,
    ...(certFile !== undefined && { certFile }),
    ...(certData !== undefined && { certData }),
    ...(keyFile !== undefined && { keyFile }),
    ...(keyData !== undefined && { keyData }),
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(impersonated !== undefined && { impersonateUser: impersonated }),
    ...(user.token !== undefined && user.tokenFile === undefined && { token: user.token }),
    ...(exec !== undefined && { exec: { ...exec, env: pluginEnvironment(exec, cluster) } }),
    ...(authProvider !== undefined && { authProvider }),
  };
}

/** The library reads a token file again only as an auth provider. */
function providerOf({ tokenFile, authProvider }: TargetUser): object | undefined {
  return tokenFile === undefined ? authProvider : { name: 'tokenFile', config: { tokenFile } };
}
