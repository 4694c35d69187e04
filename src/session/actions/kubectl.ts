import type { ObjectRef } from '../../cluster/port.ts';

/** The commands that do what Harmony does, for the log and for people who want to do it by hand. */
export const kubectl = {
  apply: (file: string, force = false) =>
    `kubectl apply --server-side${force ? ' --force-conflicts' : ''} -f ${quoted(file)}`,
  delete: (ref: ObjectRef) => `kubectl delete ${ref.kind.toLowerCase()} ${ref.name}${inNamespace(ref)}`,
  /** The object comes from a journal, so it has no file: `-` stands for it. */
  create: (ref: ObjectRef) => `kubectl create${inNamespace(ref)} -f - # ${ref.kind} ${ref.name}, as it was`,
  replace: (ref: ObjectRef) => `kubectl replace${inNamespace(ref)} -f - # ${ref.kind} ${ref.name}, as it was`,
  scale: (ref: ObjectRef, replicas: number) =>
    `kubectl scale ${ref.kind.toLowerCase()} ${ref.name} --replicas=${replicas}${inNamespace(ref)}`,
};

function inNamespace({ namespace }: ObjectRef): string {
  return namespace === undefined ? '' : ` -n ${namespace}`;
}

/** A word as a shell takes it. */
export function quoted(text: string): string {
  return /^[\w./@:=,+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
