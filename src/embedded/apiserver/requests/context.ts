import type { Outbox } from '../../api/outbox.ts';
import type { Kernel } from '../../world/create-world.ts';
import type { ServedResource } from '../catalogue.ts';
import type { ApiRequest } from '../http/request.ts';
import type { Continuations } from './continuations.ts';

/** What requests are answered from. */
export interface ApiContext {
  readonly kernel: Kernel;
  readonly outbox: Outbox;
  readonly continuations: Continuations;
}

/** A request for objects of one type. */
export interface ResourceRequest extends ApiRequest {
  readonly resource: ServedResource;
  /** Absent: all namespaces, or a type that has none. */
  readonly namespace: string | undefined;
}

/** A request for one object. */
export interface ObjectRequest extends ResourceRequest {
  readonly name: string;
}
