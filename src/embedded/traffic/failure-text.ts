import type { NoAnswer } from './exchange.ts';

/** An unanswered request as Go's HTTP client words it. */
export function failureText(error: NoAnswer, url: string): string {
  const host = /^(?:\w+:\/\/)?([^/?#]*)/.exec(url)?.[1] ?? url;
  const [name = '', port = '80'] = host.split(':');
  switch (error) {
    case 'refused':
      return `dial tcp: connect to ${name}:${port}: connect: connection refused`;
    case 'unknown-host':
      return `dial tcp: lookup ${name} on 10.96.0.10:53: no such host`;
    case 'reset':
      return 'EOF';
    case 'timeout':
      return 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
  }
}
