import { expect, test } from 'vitest';
import { networkError } from '../../../src/kube/http/network-error.ts';

const server = new URL('https://k8s.example:6443');
const failure = (code: string, message = 'something') => Object.assign(new Error(message), { code });

test.each<[string, string, string]>([
  ['ECONNREFUSED', 'ServiceUnavailable', 'connection refused: no API server listens at k8s.example:6443'],
  ['ENOTFOUND', 'ServiceUnavailable', 'the name k8s.example cannot be resolved'],
  ['EAI_AGAIN', 'ServiceUnavailable', 'the name k8s.example cannot be resolved'],
  ['ECONNRESET', 'ServiceUnavailable', 'the connection to k8s.example:6443 was cut'],
  ['ETIMEDOUT', 'Timeout', 'the connection to k8s.example:6443 timed out'],
  ['EHOSTUNREACH', 'ServiceUnavailable', 'there is no route to k8s.example:6443'],
  [
    'SELF_SIGNED_CERT_IN_CHAIN',
    'CertificateNotTrusted',
    'the certificate of k8s.example:6443 is not trusted: something',
  ],
  ['CERT_HAS_EXPIRED', 'CertificateNotTrusted', 'the certificate of k8s.example:6443 is not trusted: something'],
  ['HPE_INVALID_CONSTANT', 'InvalidAnswer', 'k8s.example:6443 answers with something that is not HTTP'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'InvalidAnswer', 'k8s.example:6443 does not speak TLS as expected'],
  ['EWHATEVER', 'ServiceUnavailable', 'k8s.example:6443 cannot be reached: something'],
])('%s is told as %s: %s', (code, reason, message) => {
  expect(networkError(failure(code), server)).toMatchObject({ name: 'ClusterError', code: 0, reason, message });
});

test('an error that is none of the network’s, or was told before, keeps what it says', () => {
  const told = networkError(failure('ECONNREFUSED'), server);
  expect(networkError(told, server)).toBe(told);
  expect(networkError(new DOMException('stop', 'AbortError'), server)).toMatchObject({ reason: 'Closed' });
  expect(networkError('odd', new URL('http://localhost')).message).toBe('localhost:80 cannot be reached: odd');
});
