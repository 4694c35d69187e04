import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { ClusterError, type WatchEvent } from '../../cluster/port.ts';
import { type Fields, isFields } from '../config/parse-kubeconfig.ts';
import { errorOfStatus } from '../http/api-error.ts';
import { networkReasons } from '../http/network-error.ts';
import { projected } from '../objects/projection.ts';

/** One line of a watch. An ERROR event is thrown as the error it tells of, anything that is no event as an answer that cannot be used. */
export function watchEvent(line: string): WatchEvent {
  const { type, object } = fieldsIn(line);
  if (!isFields(object)) throw garbled();
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      if (!isFields(object.metadata) || typeof object.metadata.name !== 'string') throw garbled();
      if (typeof (object.metadata.resourceVersion ?? '') !== 'string') throw garbled();
      return { type, object: projected(object as KubernetesObject) };
    case 'BOOKMARK':
      return { type, resourceVersion: versionOf(object.metadata) };
    case 'ERROR':
      throw errorOfStatus(object);
    default:
      throw garbled();
  }
}

function fieldsIn(line: string): Fields {
  try {
    const parsed: unknown = JSON.parse(line);
    if (isFields(parsed)) return parsed;
  } catch {
    // Said below, without the line: what it holds is anyone's guess.
  }
  throw garbled();
}

function versionOf(metadata: unknown): string {
  const version = isFields(metadata) ? metadata.resourceVersion : undefined;
  if (typeof version !== 'string') throw garbled();
  return version;
}

/** For bytes that are no watch. */
export function garbled(): ClusterError {
  return new ClusterError(0, networkReasons.garbled, 'the watch sent something that is not a watch event');
}
