import { serveApi } from '../embedded/apiserver/api-server.ts';
import type { Kernel } from '../embedded/world/create-world.ts';
import { placeKubeconfig } from './kubeconfig-file.ts';

/** Serves a cockpit's embedded cluster to kubectl once someone asks for it. */
export interface KubectlDoor {
  /** Opens it, or finds it open, and says how another terminal gets in: commands. */
  open(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A door that is closed: most runs never need the server behind it. */
export function kubectlDoor(kernel: Kernel, namespace: string): KubectlDoor {
  let opened: Promise<{ readonly commands: readonly string[]; close(): Promise<void> }> | undefined;
  const serve = async () => {
    const server = await serveApi({ kernel });
    const file = placeKubeconfig(server, namespace);
    return {
      commands: [`export KUBECONFIG=${file.path}`, 'kubectl get hpa,pods -w'],
      async close() {
        file.remove();
        await server.close();
      },
    };
  };
  return {
    async open() {
      opened ??= serve();
      return (await opened).commands;
    },
    async close() {
      await (await opened)?.close();
    },
  };
}
