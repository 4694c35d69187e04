import { ClusterError, type ResourceType } from '../cluster/port.ts';
import { resourceOf } from '../cluster/resources.ts';
import { isFields } from './config/parse-kubeconfig.ts';

interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The types of objects by their kinds: those Harmony knows, and any other the server tells of. */
export class ResourceTypes {
  readonly #read: (path: string) => Promise<unknown>;
  readonly #discovered = new Map<string, Promise<readonly ResourceType[]>>();

  constructor(read: (path: string) => Promise<unknown>) {
    this.#read = read;
  }

  /** @throws ClusterError 404 for a kind the server does not serve */
  async of(ref: Kind): Promise<ResourceType> {
    const known = resourceOf(ref) ?? (await this.#in(ref.apiVersion)).find(({ kind }) => kind === ref.kind);
    if (known !== undefined) return known;
    throw new ClusterError(404, 'NotFound', `the server serves no kind ${ref.kind} of ${ref.apiVersion}`);
  }

  #in(apiVersion: string): Promise<readonly ResourceType[]> {
    let types = this.#discovered.get(apiVersion);
    if (types === undefined) {
      types = this.#discover(apiVersion);
      this.#discovered.set(apiVersion, types);
      // What could not be read, or was not there yet, is asked for again.
      types.catch(() => this.#discovered.delete(apiVersion));
    }
    return types;
  }

  async #discover(apiVersion: string): Promise<readonly ResourceType[]> {
    const body = await this.#read(apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`);
    const listed = isFields(body) && Array.isArray(body.resources) ? body.resources.filter(isFields) : [];
    return listed
      .map(({ kind, name, namespaced }) => ({
        apiVersion,
        kind: String(kind),
        plural: String(name),
        namespaced: namespaced === true,
      }))
      .filter(({ plural }) => !plural.includes('/'));
  }
}
