import { redact } from '../../cluster/redact.ts';

const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** Why a server cannot be talked to, as a sentence that names it by host and port; `address` has no credentials in it. */
export function connectionError(error: unknown, address: string): Error {
  return new Error(sentence(error, address), { cause: error });
}

function sentence(error: unknown, address: string): string {
  const { code, name, message } = innermost(error);
  if (name === 'TimeoutError') return `${address} does not answer`;
  if (untrusted.has(code))
    return `the certificate of ${address} is signed by nobody this machine trusts (name its authority in NODE_EXTRA_CA_CERTS)`;
  if (code === 'CERT_HAS_EXPIRED') return `the certificate of ${address} has expired`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `the certificate of ${address} is for another name`;
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return `${address} does not speak TLS`;
  if (code.startsWith('HPE_') || name === 'HTTPParserError') return `${address} does not speak HTTP`;
  switch (code) {
    case 'ECONNREFUSED':
      return `connection refused: nothing listens at ${address}`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the name in ${address} cannot be resolved`;
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return `the connection to ${address} was cut`;
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
      return `${address} does not answer`;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `there is no route to ${address}`;
    default:
      return `${address} cannot be reached: ${redact(message)}`;
  }
}

/** fetch says no more than that it failed; why is in its cause, or in the first of several attempts. */
function innermost(error: unknown): { readonly code: string; readonly name: string; readonly message: string } {
  if (!(error instanceof Error)) return { code: '', name: '', message: String(error) };
  const [attempt] = error instanceof AggregateError ? error.errors : [];
  if (attempt instanceof Error) return innermost(attempt);
  if (error.cause instanceof Error) return innermost(error.cause);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { code, name: error.name, message: error.message };
}
