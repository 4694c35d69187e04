import type { Clock } from '../../cluster/clock.ts';
import { isMissing, notFoundText } from './image-reference.ts';

/** What a registry takes to say that it does not have an image. */
const refusalMs = 1000;

/** What waits for an image; `pulled` is false where it was on the node already. */
export interface ImageRequest {
  readonly onPulling: () => void;
  readonly onPresent: (pulled: boolean) => void;
  /** The registry has no such image. */
  readonly onRefused: (error: string) => void;
}

/** Images on the nodes. Each is pulled once per node; whoever needs it meanwhile waits for that pull. */
export class ImageCache {
  readonly #clock: Clock;
  readonly #pullMs: number;
  readonly #unavailable: ReadonlySet<string>;
  readonly #present = new Set<string>();
  readonly #pulling = new Map<string, ImageRequest[]>();

  constructor(clock: Clock, pullSeconds: number, unavailable: readonly string[] = []) {
    this.#clock = clock;
    this.#pullMs = pullSeconds * 1000;
    this.#unavailable = new Set(unavailable);
  }

  get pullSeconds(): number {
    return this.#pullMs / 1000;
  }

  has(node: string, image: string): boolean {
    return this.#present.has(keyOf(node, image));
  }

  request(node: string, image: string, request: ImageRequest): void {
    if (this.has(node, image)) {
      request.onPresent(false);
      return;
    }
    const key = keyOf(node, image);
    const waiting = this.#pulling.get(key);
    if (waiting !== undefined) {
      waiting.push(request);
      return;
    }
    this.#pulling.set(key, [request]);
    request.onPulling();
    if (isMissing(image, this.#unavailable)) this.#clock.after(refusalMs, () => this.#refuse(key, notFoundText(image)));
    else this.#clock.after(this.#pullMs, () => this.#finish(key));
  }

  #finish(key: string): void {
    const [first, ...others] = this.#pulling.get(key) ?? [];
    this.#pulling.delete(key);
    this.#present.add(key);
    first?.onPresent(true);
    for (const request of others) request.onPresent(false);
  }

  #refuse(key: string, error: string): void {
    const requests = this.#pulling.get(key) ?? [];
    this.#pulling.delete(key);
    for (const request of requests) request.onRefused(error);
  }
}

function keyOf(node: string, image: string): string {
  return `${node}\n${image}`;
}
