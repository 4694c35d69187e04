import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  bitString,
  booleanTrue,
  contextTag,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  time,
  unsignedInteger,
  utf8String,
} from './der.ts';

/** A server's key and the certificate that its clients are told to trust, both PEM. */
export interface ServerIdentity {
  readonly key: string;
  readonly certificate: string;
}

const oids = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  basicConstraints: '2.5.29.19',
  subjectAlternativeName: '2.5.29.17',
  extendedKeyUsage: '2.5.29.37',
  serverAuthentication: '1.3.6.1.5.5.7.3.1',
};

const dayMs = 86_400_000;

/**
 * A fresh P-256 key with a certificate for this machine's loopback names, valid for a year. kubectl sends a bearer token over TLS only, and
 * Node can sign and read certificates but not write them, hence the few lines of X.509 (RFC 5280) here. The key never leaves the process.
 */
export function selfSignedIdentity(now: Date): ServerIdentity {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(objectIdentifier(oids.ecdsaWithSha256));
  const name = sequence(setOf(sequence(objectIdentifier(oids.commonName), utf8String('harmony-embedded'))));
  const body = sequence(
    contextTag(0, unsignedInteger(Buffer.of(2)), true),
    unsignedInteger(Buffer.concat([Buffer.of(1), randomBytes(15)])),
    algorithm,
    name,
    // A client whose clock is somewhat behind still accepts it.
    sequence(time(new Date(now.getTime() - dayMs)), time(new Date(now.getTime() + 365 * dayMs))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    contextTag(3, sequence(...extensions()), true),
  );
  const certificate = sequence(body, algorithm, bitString(sign('sha256', body, privateKey)));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${lines(certificate.toString('base64'))}\n-----END CERTIFICATE-----\n`,
  };
}

function extensions(): readonly Buffer[] {
  const dnsName = contextTag(2, Buffer.from('localhost', 'ascii'));
  const address = contextTag(7, Buffer.of(127, 0, 0, 1));
  return [
    extension(oids.basicConstraints, sequence(booleanTrue)),
    extension(oids.extendedKeyUsage, sequence(objectIdentifier(oids.serverAuthentication))),
    extension(oids.subjectAlternativeName, sequence(dnsName, address)),
  ];
}

function extension(oid: string, value: Buffer): Buffer {
  return sequence(objectIdentifier(oid), octetString(value));
}

function lines(base64: string): string {
  return base64.match(/.{1,64}/g)?.join('\n') ?? '';
}
