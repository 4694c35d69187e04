import { Answer, AnswerError } from '../answer.ts';
import type { ConsumerFigures } from '../outside.ts';
import { type ConsumerDetail, type ConsumerName, clusterSize, consumerDetail } from './consumer-detail.ts';
import type { Monitoring, MonitoringNode } from './monitoring.ts';

/**
 * Reads a consumer from monitoring endpoints. In a cluster each server tells only of the streams it holds, and only the consumer's leader tells
 * figures that are not behind: the server that was named is asked who leads, then the leader itself; from then on the leader at once, until it
 * no longer leads.
 */
export class MonitoredConsumer {
  readonly #name: ConsumerName;
  readonly #path: string;
  /** Of a cluster: the server that led when we asked last. */
  #leader: { readonly name: string; readonly node: MonitoringNode } | undefined;

  constructor(name: ConsumerName) {
    this.#name = name;
    this.#path = `/jsz?acc=${encodeURIComponent(name.account)}&consumers=true&config=true`;
  }

  /** @throws AnswerError when no server has the consumer, or its leader cannot be asked */
  async read(monitoring: Monitoring): Promise<ConsumerFigures> {
    const known = await this.#askKnownLeader();
    if (known) return known;
    const answer = await this.#ask(monitoring.entry);
    if (clusterSize(answer) <= 1) return consumerDetail(answer, this.#name).figures;
    return this.#askLeader(monitoring, await this.#leaderName(monitoring, answer));
  }

  /** What the leader of last time says, if it still leads. */
  async #askKnownLeader(): Promise<ConsumerFigures | undefined> {
    const known = this.#leader;
    if (!known) return undefined;
    const detail = await this.#detailAt(known.node);
    if (detail?.leader === known.name) return detail.figures;
    this.#leader = undefined;
    return undefined;
  }

  /** Whom the first server that holds the consumer names. */
  async #leaderName(monitoring: Monitoring, answer: Answer): Promise<string> {
    const { consumer } = this.#name;
    const first = attempt(() => consumerDetail(answer, this.#name));
    if (first?.leader !== undefined) return first.leader;
    for (const name of await monitoring.peerNames()) {
      const node = await monitoring.named(name);
      const detail = node && (await this.#detailAt(node));
      if (detail?.leader !== undefined) return detail.leader;
    }
    // Held by the server that was asked, but led by nobody: an election is under way.
    if (first) throw new AnswerError(`consumer ${consumer} has no leader at the moment`);
    return consumerDetail(answer, this.#name).leader ?? '';
  }

  async #askLeader(monitoring: Monitoring, name: string): Promise<ConsumerFigures> {
    const node = await monitoring.named(name);
    if (!node) throw new AnswerError(`the server ${name}, which leads consumer ${this.#name.consumer}, is not found`);
    const { figures, leader } = consumerDetail(await this.#ask(node), this.#name);
    if (leader !== name) throw new AnswerError(`consumer ${this.#name.consumer} is being led by another server`);
    this.#leader = { name, node };
    return figures;
  }

  /** Undefined where the server cannot be asked, or does not have it. */
  async #detailAt(node: MonitoringNode): Promise<ConsumerDetail | undefined> {
    const answer = await this.#ask(node).catch(() => undefined);
    return answer && attempt(() => consumerDetail(answer, this.#name));
  }

  async #ask(node: MonitoringNode): Promise<Answer> {
    return new Answer(await node(this.#path), '/jsz');
  }
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof AnswerError) return undefined;
    throw error;
  }
}
