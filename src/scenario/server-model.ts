/** The name of an environment variable, or a file: in a scenario file relative to its folder, in a loaded scenario its absolute path. */
export type SecretSource = { readonly env: string } | { readonly file: string };

/**
 * How a server is told who asks: a bearer token, a password with or without a user (Redis has none by default), or credentials as `nsc` makes
 * them for NATS. Only where they are is known; they are read when they are needed.
 */
export type ServerAuth =
  | { readonly bearerFrom: SecretSource }
  | { readonly user?: string; readonly passwordFrom: SecretSource }
  | { readonly credentialsFrom: SecretSource };

/** Where a server is: behind a Service of the cluster, or at a URL that this machine reaches. */
export type ServerPlace = {
  /** The service's; of a URL nothing hangs on it. */
  readonly namespace: string;
  readonly auth?: ServerAuth;
} & (
  | {
      readonly service: string;
      readonly port: number;
      /** Through the API server's proxy, which is the way unless told, or through a port-forward that lives as long as the run. */
      readonly via?: 'proxy' | 'port-forward';
    }
  | { readonly url: string }
);
