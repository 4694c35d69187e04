import { ClusterError } from '../../cluster/port.ts';
import { firstLine } from './first-line.ts';

/** Reasons of errors that are no answers of the API server; their code is 0. */
export const networkReasons = {
  unreachable: 'ServiceUnavailable',
  timeout: 'Timeout',
  certificate: 'CertificateNotTrusted',
  garbled: 'InvalidAnswer',
  credentials: 'CredentialsFailed',
  closed: 'Closed',
} as const;

const untrusted =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID)$/;

/** What went wrong on the way to a server, in words: which server, what happened. */
export function networkError(error: unknown, server: URL): ClusterError {
  if (error instanceof ClusterError) return error;
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  const code = codeOf(error);
  const address = `${server.hostname}:${server.port || (server.protocol === 'https:' ? 443 : 80)}`;
  const { unreachable, timeout, certificate, garbled } = networkReasons;
  const failed = (reason: string, text: string) => new ClusterError(0, reason, text, { cause: error });
  if (name === 'AbortError') return failed(networkReasons.closed, 'the request was cancelled');
  if (untrusted.test(code))
    return failed(certificate, `the certificate of ${address} is not trusted: ${firstLine(message)}`);
  if (code.startsWith('HPE_')) return failed(garbled, `${address} answers with something that is not HTTP`);
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_'))
    return failed(garbled, `${address} does not speak TLS as expected`);
  switch (code) {
    case 'ECONNREFUSED':
      return failed(unreachable, `connection refused: no API server listens at ${address}`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return failed(unreachable, `the name ${server.hostname} cannot be resolved`);
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return failed(unreachable, `the connection to ${address} was cut`);
    case 'ETIMEDOUT':
      return failed(timeout, `the connection to ${address} timed out`);
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return failed(unreachable, `there is no route to ${address}`);
    default:
      return failed(unreachable, `${address} cannot be reached: ${firstLine(message)}`);
  }
}

/** Node's errors have names for codes; those of the DOM have numbers. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
