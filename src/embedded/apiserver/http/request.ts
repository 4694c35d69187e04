/** A request that was let in: whoever holds the token may do everything. */
export interface ApiRequest {
  readonly method: string;
  /** Path and query, on a base that means nothing. */
  readonly url: URL;
  /** Media types the client takes, best first, without spaces. */
  readonly accept: readonly string[];
  /** Of the body, without parameters and in lower case; empty when there is none. */
  readonly contentType: string;
  readonly userAgent: string;
  /** Tells the client something beside the answer, as a `Warning` header. */
  readonly warn: (text: string) => void;
  /** The body. @throws ClusterError 413 when it is too large */
  readonly bytes: () => Promise<Buffer>;
  /** The body as text. @throws ClusterError 413 when it is too large */
  readonly body: () => Promise<string>;
}
