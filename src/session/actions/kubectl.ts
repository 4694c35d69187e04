import type { ObjectRef } from '../../cluster/port.ts';

/** The commands that do what Harmony does, for the log and for people who want to do it by hand. */
export const kubectl = {
  apply: (file: string) => `kubectl apply --server-side -f ${quoted(file)}`,
  delete: (ref: ObjectRef) => `kubectl delete ${ref.kind.toLowerCase()} ${ref.name}${inNamespace(ref)}`,
  scale: (ref: ObjectRef, replicas: number) =>
    `kubectl scale ${ref.kind.toLowerCase()} ${ref.name} --replicas=${replicas}${inNamespace(ref)}`,
};

function inNamespace({ namespace }: ObjectRef): string {
  return namespace === undefined ? '' : ` -n ${namespace}`;
}

function quoted(text: string): string {
  return /^[\w./@:-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
