import { ClusterError } from '../../cluster/port.ts';
import type { ServiceFaces } from '../world.ts';

type Service = Parameters<ServiceFaces['add']>[0];
type Handler = Parameters<ServiceFaces['add']>[1];

/** HTTP faces by service and port. */
export class FaceRegistry implements ServiceFaces {
  readonly #handlers = new Map<string, Handler>();

  add(service: Service, handle: Handler): void {
    this.#handlers.set(keyOf(service), handle);
  }

  call(service: Service, path: string): unknown {
    const handle = this.#handlers.get(keyOf(service));
    if (handle === undefined) {
      const message = `no endpoints available for service "${service.name}:${service.port}"`;
      throw new ClusterError(503, 'ServiceUnavailable', message);
    }
    return handle(new URL(path, `http://${service.name}.${service.namespace}:${service.port}`));
  }
}

function keyOf({ namespace, name, port }: Service): string {
  return `${namespace}/${name}:${port}`;
}
