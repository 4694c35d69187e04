import { expect, test } from 'vitest';
import { namesCredential, redact } from '../../src/cluster/redact.ts';

test.each([
  ['Authorization: Bearer abc.def-123', 'Authorization: Bearer [redacted]'],
  ['got eyJhbGciOi.eyJzdWIiOi.c2ln back', 'got [redacted] back'],
  ['proxy http://jane:s3cret@proxy:3128 refused', 'proxy http://[redacted]@proxy:3128 refused'],
  ['dial redis://:s3cret@redis:6379 failed', 'dial redis://[redacted]@redis:6379 failed'],
  ['error: id-token=abc123 expired', 'error: id-token=[redacted] expired'],
  ['GET /x?api_key=abc&b=1', 'GET /x?api_key=[redacted]&b=1'],
  ['{"token": "abc", "x": 1}', '{"token": "[redacted]", "x": 1}'],
  ['client-key-data: LS0tLS1C', 'client-key-data: [redacted]'],
  ['password: hunter2', 'password: [redacted]'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- end', '[redacted] end'],
  ['deployments.apps "token-service" not found', 'deployments.apps "token-service" not found'],
])('%s becomes %s', (text, safe) => {
  expect(redact(text)).toBe(safe);
  expect(redact(safe)).toBe(safe);
});

test.each([
  ['REDIS_PASSWORD', true],
  ['apiKey', true],
  ['passwordFromEnv', false],
  ['secretTargetRef', false],
  ['query', false],
])('a field called %s is a credential: %s', (name, expected) => {
  expect(namesCredential(name)).toBe(expected);
});
