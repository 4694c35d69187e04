import { describe, expect, test } from 'vitest';
import { proxyFor } from '../../../src/kube/config/environment-proxy.ts';

const through = (server: string, environment: Record<string, string>) => proxyFor(new URL(server), environment);

describe('the proxy of the environment', () => {
  test('is named for each protocol, in capitals or not, with or without a scheme', () => {
    const environment = { HTTPS_PROXY: 'proxy:3128', http_proxy: 'http://plain:80' };
    expect(through('https://k8s.example', environment)).toBe('http://proxy:3128');
    expect(through('http://k8s.example', environment)).toBe('http://plain:80');
    expect(through('https://k8s.example', {})).toBeUndefined();
  });

  test.each(['https://localhost:6443', 'https://127.0.0.1', 'https://[::1]:6443'])('is not used for %s', (server) => {
    expect(through(server, { HTTPS_PROXY: 'proxy:3128' })).toBeUndefined();
  });

  test.each<[string, string, boolean]>([
    ['*', 'https://k8s.example', true],
    ['example', 'https://k8s.example', true],
    ['.k8s.example', 'https://k8s.example', false],
    ['.example', 'https://k8s.example', true],
    ['8s.example', 'https://k8s.example', false],
    ['other, k8s.example:6443', 'https://k8s.example:6443', true],
    ['k8s.example:6443', 'https://k8s.example', false],
    ['10.0.0.0/8', 'https://10.1.2.3:6443', true],
    ['10.0.0.0/8', 'https://11.1.2.3:6443', false],
    ['10.1.2.3', 'https://10.1.2.3', true],
    ['fd00::/8', 'https://[fd00::1]', true],
    ['fd00::/8', 'https://k8s.example', false],
  ])('NO_PROXY=%s spares %s: %s', (exceptions, server, isSpared) => {
    expect(through(server, { HTTPS_PROXY: 'proxy:1', NO_PROXY: exceptions }) === undefined).toBe(isSpared);
  });
});
