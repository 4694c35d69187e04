import { ClusterError, type StatusDetails } from '../../cluster/port.ts';

/** A `Status` object, which the API answers with wherever there is no object to show. */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: Readonly<Record<string, never>>;
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly reason?: string;
  readonly details?: StatusDetails;
  readonly code?: number;
}

const header = { kind: 'Status', apiVersion: 'v1', metadata: {} } as const;

export function failure({ code, reason, message, details }: ClusterError): Status {
  return { ...header, status: 'Failure', message, reason, ...(details === undefined ? {} : { details }), code };
}

export function success(details?: StatusDetails): Status {
  return { ...header, status: 'Success', ...(details === undefined ? {} : { details }) };
}

/** Refusals that concern the request itself, whatever it asks for. */
export const refusals = {
  unauthorized: (): ClusterError => new ClusterError(401, 'Unauthorized', 'Unauthorized'),
  foreignHost: (): ClusterError =>
    new ClusterError(403, 'Forbidden', 'this server answers to its loopback address only'),
  tooLarge: (limit: number): ClusterError =>
    new ClusterError(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${limit}`),
  methodNotAllowed: (): ClusterError =>
    new ClusterError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource'),
  unsupportedMediaType: (accepted: readonly string[]): ClusterError =>
    new ClusterError(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
    ),
};

/** Any error as the refusal a client sees. What went wrong inside stays inside. */
export function asRefusal(error: unknown): ClusterError {
  if (error instanceof ClusterError) return error;
  return new ClusterError(500, 'InternalError', 'Internal error occurred: the server could not answer this request');
}
