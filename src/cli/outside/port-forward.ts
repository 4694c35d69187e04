import type { ForwardTarget } from '../../signals/outside.ts';

/** Which cluster kubectl speaks to. */
export interface KubectlChoice {
  readonly context?: string;
  readonly kubeconfig?: string;
}

/** The same cluster as the run's: the context it found, in the kubeconfig it was given. */
export function kubectlChoice(context: string, { kubeconfig }: { readonly kubeconfig?: string }): KubectlChoice {
  return { context, ...(kubeconfig !== undefined && { kubeconfig }) };
}

/** A `kubectl port-forward` that is up. */
export interface PortForward {
  /** `127.0.0.1:PORT` on this machine. */
  readonly near: string;
  /** Whether it still is. */
  readonly isUp: boolean;
  close(): Promise<void>;
}

const startTimeoutMs = 15_000;

/**
 * Starts `kubectl port-forward` to a service or pod, at a port that is free here. It ends when what it leads to goes away, with `close`, and with
 * this program. A module that loads execa, so it is imported when it is needed. @throws Error with kubectl's own words
 */
export async function openPortForward(target: ForwardTarget, choice: KubectlChoice = {}): Promise<PortForward> {
  const { execa } = await import('execa');
  const { namespace, kind, name, port } = target;
  const options = [
    ...(choice.context === undefined ? [] : ['--context', choice.context]),
    ...(choice.kubeconfig === undefined ? [] : ['--kubeconfig', choice.kubeconfig]),
  ];
  const args = ['port-forward', '-n', namespace, ...options, '--address', '127.0.0.1', `${kind}/${name}`, `:${port}`];
  const child = execa('kubectl', args, { stdin: 'ignore', reject: false, buffer: false, forceKillAfterDelay: 2000 });
  let isUp = true;
  let said = '';
  const ended = child.finally(() => {
    isUp = false;
  });
  child.stderr.on('data', (text: Buffer) => {
    said = `${said}${text}`.slice(-2000);
  });
  const near = await new Promise<string>((resolve, reject) => {
    const late = AbortSignal.timeout(startTimeoutMs);
    late.addEventListener('abort', () => reject(new Error(`kubectl port-forward to ${kind}/${name} does not come up`)));
    let heard = '';
    child.stdout.on('data', (text: Buffer) => {
      heard += text;
      const found = /Forwarding from (127\.0\.0\.1:\d+)/.exec(heard)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(({ code }) => {
      const reason = said.trim().split('\n').at(-1) || 'it ended without a word';
      reject(
        new Error(
          code === 'ENOENT'
            ? 'a port-forward needs kubectl, which is not installed'
            : `kubectl port-forward: ${reason}`,
        ),
      );
    });
  }).catch(async (error: unknown) => {
    child.kill();
    await ended;
    throw error;
  });
  return {
    near,
    get isUp() {
      return isUp;
    },
    async close() {
      child.kill();
      await ended;
    },
  };
}
