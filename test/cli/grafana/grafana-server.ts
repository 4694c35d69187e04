import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** Body of `POST /api/annotations`, as Grafana's HTTP API has it; nothing that it does not know. */
const annotation = z.strictObject({
  dashboardUID: z.string().optional(),
  panelId: z.number().int().optional(),
  time: z.number().int().positive().optional(),
  timeEnd: z.number().int().positive().optional(),
  tags: z.array(z.string().min(1)).optional(),
  // Grafana: "Failed to save annotation", for want of a text.
  text: z.string().min(1),
});

export type ReceivedAnnotation = z.infer<typeof annotation>;

export const token = 'glsa_pZ0s7hVqk3Yy2mD1rJ8nXw4tB6cE9uAf_0a1b2c3d';

/** What it does instead of what it is asked for. */
export type Trouble = 'none' | 'unavailable' | 'silent' | 'echo' | 'redirect';

/** The part of Grafana that takes annotations, under a path of its own, as behind a proxy. */
export class GrafanaServer implements AsyncDisposable {
  readonly received: ReceivedAnnotation[] = [];
  readonly problems: string[] = [];
  trouble: Trouble = 'none';
  readonly #server: Server;
  #port = 0;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<GrafanaServer> {
    const grafana = new GrafanaServer();
    await new Promise<void>((resolve) => void grafana.#server.listen(0, '127.0.0.1', resolve));
    const address = grafana.#server.address();
    grafana.#port = typeof address === 'object' && address !== null ? address.port : 0;
    return grafana;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/grafana/`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => void this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const reply = (status: number, content: object, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(content));
    if (request.method !== 'POST' || request.url !== '/grafana/api/annotations') {
      this.problems.push(`${request.method} ${request.url}`);
      return void reply(404, { message: 'Not found' });
    }
    if (this.trouble === 'silent') return;
    if (this.trouble === 'unavailable') return void reply(503, { message: 'database is locked' });
    if (this.trouble === 'echo') return void reply(400, { message: `bad header ${request.headers.authorization}` });
    if (this.trouble === 'redirect') return void reply(302, {}, { location: 'http://127.0.0.1:1/' });
    if (request.headers.authorization !== `Bearer ${token}`) return void reply(401, { message: 'Invalid API key' });
    if (request.headers['content-type'] !== 'application/json') return void reply(400, { message: 'bad request data' });
    const parsed = annotation.safeParse(JSON.parse(body));
    if (!parsed.success) {
      this.problems.push(parsed.error.message);
      return void reply(400, { message: 'bad request data' });
    }
    this.received.push(parsed.data);
    reply(200, { message: 'Annotation added', id: this.received.length });
  }
}
