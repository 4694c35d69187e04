import type { Agent } from 'node:http';
import type { KubeConfig } from '@kubernetes/client-node';
import { ClusterError } from '../../cluster/port.ts';
import type { Target } from '../config/target.ts';
import { firstLine } from '../http/first-line.ts';
import { networkReasons } from '../http/network-error.ts';
import { type Access, agentFor, fingerprintOf, identityHeaders, securityOf, tlsOf } from './connection.ts';
import { libraryConfig } from './library-config.ts';

/** Where requests go and as whom, kept current: files are read again, plugins run when their token is due. */
export class Credentials {
  readonly #load: () => Target;
  #target: Target;
  #config: KubeConfig;
  #generation = 1;
  #pending: Promise<Access> | undefined;
  #agent: { readonly fingerprint: string; readonly agent: Agent } | undefined;

  /** `load` reads the kubeconfig again when the server no longer takes what it said. */
  constructor(target: Target, load: () => Target) {
    this.#load = load;
    this.#target = target;
    this.#config = libraryConfig(this.#target);
  }

  get target(): Target {
    return this.#target;
  }

  /** For one request. Those who ask while a plugin runs wait for the same run. @throws ClusterError with code 0 */
  access(): Promise<Access> {
    this.#pending ??= this.#assembled().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  /** Reads the kubeconfig and everything it names again, unless that happened since `generation`. A file that cannot be read changes nothing. */
  reload(generation: number): void {
    if (generation !== this.#generation) return;
    this.#generation += 1;
    try {
      this.#target = this.#load();
    } catch {
      // It is being written, or gone: what was read before may still do.
    }
    this.#config = libraryConfig(this.#target);
    this.#pending = undefined;
  }

  /** Ends every connection, idle or not. New ones can be opened. */
  dropConnections(): void {
    this.#agent?.agent.destroy();
  }

  async #assembled(): Promise<Access> {
    const target = this.#target;
    const generation = this.#generation;
    const options = await securityOf(this.#config).catch((error: unknown) => {
      throw credentialsError(target, error);
    });
    const tls = tlsOf(options);
    const fingerprint = `${target.cluster.server.href} ${target.cluster.proxyUrl ?? ''} ${fingerprintOf(tls)}`;
    if (this.#agent?.fingerprint !== fingerprint) {
      this.#agent?.agent.destroy();
      this.#agent = { fingerprint, agent: agentFor(target, options, tls) };
    }
    const headers = identityHeaders(target, options);
    const isDirect = target.cluster.proxyUrl === undefined;
    return { server: target.cluster.server, agent: this.#agent.agent, ...(isDirect && { tls }), headers, generation };
  }
}

function credentialsError({ user }: Target, error: unknown): ClusterError {
  const { code, message, path } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { message: String(error) };
  const { exec } = user;
  if (exec === undefined) {
    const what = path === undefined ? firstLine(message) : `${path} cannot be read (${code})`;
    return new ClusterError(0, networkReasons.credentials, `the credentials of user "${user.name}" fail: ${what}`);
  }
  const hint = exec.installHint === undefined ? '' : `; ${firstLine(exec.installHint)}`;
  const what = code === 'ENOENT' ? `was not found${hint}` : `failed: ${firstLine(message)}`;
  return new ClusterError(0, networkReasons.credentials, `the credential plugin ${exec.command} ${what}`);
}
