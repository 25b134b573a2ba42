import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import path from 'node:path'

/** A self-signed certificate for localhost and 127.0.0.1, as paths of PEM files (Debian's Dovecot brings openssl). */
export async function makeCertificate(folder: string): Promise<{ cert: string; key: string }> {
  const cert = path.join(folder, 'certificate.pem')
  const key = path.join(folder, 'key.pem')
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ...['-days', '3650', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
    ...['-keyout', key, '-out', cert],
  ])
  return { cert, key }
}
