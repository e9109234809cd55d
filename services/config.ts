import { isAbsolute, join } from 'node:path'
import type { S3Settings } from '@lightwell/documents/s3-client'
import type { SigningSettings } from '@lightwell/documents/signing-service'
import { parseRootKey } from '@lightwell/secrets/key-ring'

/** A setting that does not hold, as one sentence for the person who starts the service. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** A folder of this machine, or a bucket of an S3-compatible service. */
export type BytesSetting = { folder: string } | { s3: S3Settings }

/** How this process is to run. Read once at the start; nothing else reads the environment. */
export type Config = {
  port: number
  host: string
  /** The data folder of the embedded database and of the development key. */
  dataFolder: string
  /** Where stored bytes are kept. */
  bytes: BytesSetting
  /** Where the half keys of records are kept: a place that is mirrored, and of which there is no back-up. */
  halfKeys: BytesSetting
  /** How many threads read files for marks. */
  readers: number
  /** The service that seals papers; none are sealed when undefined. */
  signing: SigningSettings | undefined
  /** The PostgreSQL to use; the embedded one when undefined. */
  databaseUrl: string | undefined
  /** 32 bytes from which every key is derived; one is made under the data folder when undefined. */
  rootKey: Buffer | undefined
  /** The OpenID Connect issuer of staff tokens; the built-in development issuer when undefined. */
  issuer: string | undefined
  /** The addresses (CIDR, with commas) of gateways whose X-Forwarded-For is believed; nobody's when undefined. */
  proxies: string | undefined
  production: boolean
  limits: boolean
  logLevel: string
}

/** Reads the settings. Throws a ConfigError for one that does not hold, or that production may not go without. */
export function readConfig (env: NodeJS.ProcessEnv = process.env): Config {
  const production = env['NODE_ENV'] === 'production'
  const dataFolder = env['LIGHTWELL_DATA'] || '.data'
  const config: Config = {
    port: readPort(env['PORT']),
    host: env['HOST'] || '127.0.0.1',
    dataFolder,
    bytes: readPlace(env, 'LIGHTWELL_BYTES', join(dataFolder, 'bytes')),
    halfKeys: readKeysPlace(env, dataFolder),
    readers: readReaders(env['LIGHTWELL_READERS']),
    signing: readSigning(env['LIGHTWELL_SIGNING'], env['LIGHTWELL_SIGNING_TOKEN']),
    databaseUrl: env['DATABASE_URL'] || undefined,
    rootKey: readKey(env['LIGHTWELL_KEY']),
    issuer: env['OIDC_ISSUER'] || undefined,
    proxies: env['LIGHTWELL_PROXIES'] || undefined,
    production,
    limits: env['LIGHTWELL_LIMITS'] !== 'off',
    logLevel: env['LOG_LEVEL'] || (production ? 'info' : 'warn'),
  }
  if (production) requireForProduction(config)
  return config
}

function requireForProduction ({ issuer, rootKey }: Config): void {
  if (issuer === undefined) {
    throw new ConfigError('In production OIDC_ISSUER must name the issuer of staff tokens; the built-in one is for development only.')
  }
  if (rootKey === undefined) {
    throw new ConfigError('In production LIGHTWELL_KEY must hold a root key of 32 bytes; a generated one is for development only.')
  }
}

function readPort (text: string | undefined): number {
  const port = Number(text || 8080)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new ConfigError(`PORT must be a number from 0 to 65535, and is "${text}".`)
}

function readReaders (text: string | undefined): number {
  const readers = Number(text || 1)
  if (Number.isInteger(readers) && readers >= 1 && readers <= 64) return readers
  throw new ConfigError(`LIGHTWELL_READERS must be a number from 1 to 64, and is "${text}".`)
}

function readSigning (text: string | undefined, token: string | undefined): SigningSettings | undefined {
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.username === '') return { url: url.href, token: token || undefined }
  throw new ConfigError('LIGHTWELL_SIGNING must be the address of a signing service, with nothing secret in it.')
}

function readKey (text: string | undefined): Buffer | undefined {
  if (!text) return undefined
  const key = parseRootKey(text)
  if (key !== undefined) return key
  throw new ConfigError('LIGHTWELL_KEY must be 32 bytes in base64 or hexadecimal.')
}

function readPlace (env: NodeJS.ProcessEnv, name: 'LIGHTWELL_BYTES' | 'LIGHTWELL_KEYS', folder: string): BytesSetting {
  const {
    [name]: place, LIGHTWELL_S3_ENDPOINT: address, LIGHTWELL_S3_REGION: named, LIGHTWELL_S3_KEY_ID: keyId,
    LIGHTWELL_S3_SECRET: secret,
  } = env
  if (!place) return { folder }
  const { bucket, prefix = '' } = bucketPlace.exec(place)?.groups ?? {}
  if (bucket === undefined) {
    throw new ConfigError(`${name} must be s3://bucket/prefix, or unset for a folder of LIGHTWELL_DATA, and is "${place}".`)
  }
  if (!keyId || !secret) throw new ConfigError(`${name} names a bucket; LIGHTWELL_S3_KEY_ID and LIGHTWELL_S3_SECRET must open it.`)
  const region = named || 'us-east-1'
  const endpoint = readEndpoint(address || `https://s3.${region}.amazonaws.com`)
  return { s3: { endpoint, region, bucket, prefix, keyId, secret } }
}

/** A folder of its own may be named too: the data folder is what people back up, and half keys must not be in a back-up. */
function readKeysPlace (env: NodeJS.ProcessEnv, dataFolder: string): BytesSetting {
  const { LIGHTWELL_KEYS: place } = env
  return place && isAbsolute(place) ? { folder: place } : readPlace(env, 'LIGHTWELL_KEYS', join(dataFolder, 'keys'))
}

const bucketPlace = /^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(?<prefix>[\w.-]+(?:\/[\w.-]+)*))?\/?$/

function readEndpoint (text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url !== undefined && url.username === '' && url.search === '' && url.hash === ''
  if (isPlain && /^https?:$/.test(url.protocol)) return url.href
  throw new ConfigError('LIGHTWELL_S3_ENDPOINT must be the address of the service, such as https://s3.example.org, with nothing secret in it.')
}
