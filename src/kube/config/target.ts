/** The server of a context, with paths made absolute. */
export interface TargetCluster {
  readonly name: string;
  readonly server: URL;
  readonly caFile?: string;
  /** Base64 of PEM. */
  readonly caData?: string;
  readonly tlsServerName?: string;
  readonly skipTlsVerify: boolean;
  readonly proxyUrl?: string;
}

/** A credential plugin: a program that prints an ExecCredential. */
export interface ExecPlugin {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly installHint?: string;
  /** The plugin wants to know which cluster it is asked for. */
  readonly provideClusterInfo: boolean;
}

/** How a context proves who it is. Any of it may be absent. */
export interface TargetUser {
  readonly name: string;
  readonly certFile?: string;
  readonly certData?: string;
  readonly keyFile?: string;
  readonly keyData?: string;
  readonly token?: string;
  /** Read again from time to time, and before {@link token}. */
  readonly tokenFile?: string;
  readonly username?: string;
  readonly password?: string;
  readonly exec?: ExecPlugin;
  /** As the kubeconfig has it: `{name, config}`. */
  readonly authProvider?: Readonly<Record<string, unknown>>;
  readonly impersonated?: string;
  readonly impersonatedGroups: readonly string[];
}

/** One context, resolved: where requests go and as whom. */
export interface Target {
  readonly context: string;
  /** Of the context; `default` where it names none. */
  readonly namespace: string;
  readonly cluster: TargetCluster;
  readonly user: TargetUser;
}
