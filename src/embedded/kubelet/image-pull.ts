import type { Container, Pod } from '../../autoscaling/objects.ts';
import type { Cancel } from '../../cluster/clock.ts';
import { invalidReference } from './image-reference.ts';
import type { NodeAgent } from './node-agent.ts';
import { RestartBackoff } from './restart-backoff.ts';

/** From a failed pull to the kubelet's next look at the pod, which finds it in back-off. */
const syncMs = 1000;
/** The kubelet's rhythm for a pod that keeps failing for the same reason. */
const retryMs = 12_000;

/** What becomes of an image that a container needs. */
export interface PullListener {
  /** The pod as it is stored now. */
  readonly pod: () => Pod;
  readonly onPresent: () => void;
  /** It is not to be had now; the pull is tried again by itself. */
  readonly onWaiting: (reason: string, message: string) => void;
}

/** Brings a container's image onto its node (kubelet, images/image_manager.go), however many tries that takes. */
export class ImagePull {
  readonly #agent: NodeAgent;
  readonly #container: Container;
  readonly #listener: PullListener;
  readonly #backoff = new RestartBackoff();
  #stopTimer: Cancel = () => undefined;
  #stopped = false;

  constructor(agent: NodeAgent, container: Container, listener: PullListener) {
    this.#agent = agent;
    this.#container = container;
    this.#listener = listener;
    // The first failure counts: a pull that failed once waits ten seconds.
    this.#backoff.next(agent.clock.now());
  }

  begin(): void {
    const { image = '', imagePullPolicy } = this.#container;
    const node = this.#listener.pod().spec.nodeName ?? '';
    const invalid = image === '' ? undefined : invalidReference(image);
    if (invalid !== undefined) {
      const why = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": ${invalid}`;
      this.#fail('InspectFailed', why, 'InvalidImageName');
    } else if (imagePullPolicy === 'Never' && !this.#agent.images.has(node, image)) {
      const why = `Container image "${image}" is not present with pull policy of Never`;
      this.#fail('ErrImageNeverPull', why, 'ErrImageNeverPull');
    } else {
      this.#request(node, image);
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#stopTimer();
  }

  #request(node: string, image: string): void {
    const { images } = this.#agent;
    images.request(node, image, {
      onPulling: () => this.#event('Normal', 'Pulling', `Pulling image "${image}"`),
      onPresent: (pulled) => {
        if (this.#stopped) return;
        const took = `${images.pullSeconds}s`;
        const present = `Container image "${image}" already present on machine and can be accessed by the pod`;
        const fresh = `Successfully pulled image "${image}" in ${took} (${took} including waiting).`;
        this.#event('Normal', 'Pulled', pulled ? fresh : present);
        this.#listener.onPresent();
      },
      onRefused: (error) => {
        if (!this.#stopped) this.#refused(image, error);
      },
    });
  }

  #refused(image: string, error: string): void {
    this.#event('Warning', 'Failed', `Failed to pull image "${image}": ${error}`);
    this.#event('Warning', 'Failed', 'Error: ErrImagePull');
    const waitMs = this.#backoff.next(this.#agent.clock.now());
    this.#listener.onWaiting('ErrImagePull', error);
    this.#after(syncMs, () => {
      const text = `Back-off pulling image "${image}"`;
      this.#event('Normal', 'BackOff', text);
      this.#event('Warning', 'Failed', 'Error: ImagePullBackOff');
      this.#listener.onWaiting('ImagePullBackOff', `${text}: ErrImagePull: ${error}`);
      this.#after(Math.max(0, waitMs - syncMs), () => this.begin());
    });
  }

  #fail(eventReason: string, message: string, reason: string): void {
    this.#event('Warning', eventReason, message);
    this.#event('Warning', 'Failed', `Error: ${reason}`);
    this.#listener.onWaiting(reason, message);
    this.#after(retryMs, () => this.begin());
  }

  #after(delayMs: number, callback: () => void): void {
    if (!this.#stopped) this.#stopTimer = this.#agent.clock.after(delayMs, callback);
  }

  #event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.#agent.event(this.#listener.pod(), type, reason, message);
  }
}
