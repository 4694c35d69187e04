import { resolve } from 'node:path';

/** How a program inside of a cluster calls the cluster it is in; kubectl there needs no context. */
const inCluster = 'in-cluster';

/** Commands that show another terminal what the cockpit shows, whatever is current there. */
export function kubectlCommands(context: string, namespace: string, kubeconfig?: string): readonly string[] {
  const flags = [
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', shellWord(resolve(kubeconfig))]),
    ...(context === inCluster ? [] : ['--context', shellWord(context)]),
    '-n',
    shellWord(namespace),
  ].join(' ');
  return [`kubectl ${flags} get hpa,pods`, `kubectl ${flags} get pods -w`];
}

function shellWord(text: string): string {
  return /^[\w./@:%+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
