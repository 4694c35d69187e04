import type { Clock } from '../../cluster/clock.ts';

/** What waits for an image; `pulled` is false where it was on the node already. */
export interface ImageRequest {
  readonly onPulling: () => void;
  readonly onPresent: (pulled: boolean) => void;
}

/** Images on the nodes. Each is pulled once per node; whoever needs it meanwhile waits for that pull. */
export class ImageCache {
  readonly #clock: Clock;
  readonly #pullMs: number;
  readonly #present = new Set<string>();
  readonly #pulling = new Map<string, ImageRequest[]>();

  constructor(clock: Clock, pullSeconds: number) {
    this.#clock = clock;
    this.#pullMs = pullSeconds * 1000;
  }

  get pullSeconds(): number {
    return this.#pullMs / 1000;
  }

  request(node: string, image: string, request: ImageRequest): void {
    const key = `${node}\n${image}`;
    if (this.#present.has(key)) {
      request.onPresent(false);
      return;
    }
    const waiting = this.#pulling.get(key);
    if (waiting !== undefined) {
      waiting.push(request);
      return;
    }
    this.#pulling.set(key, [request]);
    request.onPulling();
    this.#clock.after(this.#pullMs, () => this.#finish(key));
  }

  #finish(key: string): void {
    const [first, ...others] = this.#pulling.get(key) ?? [];
    this.#pulling.delete(key);
    this.#present.add(key);
    first?.onPresent(true);
    for (const request of others) request.onPresent(false);
  }
}
