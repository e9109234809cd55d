import { parseRootKey } from '@lightwell/secrets/key-ring'

/** A setting that does not hold, as one sentence for the person who starts the service. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** How this process is to run. Read once at the start; nothing else reads the environment. */
export type Config = {
  port: number
  host: string
  /** The data folder of the embedded database and of the development key. */
  dataFolder: string
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
  const config: Config = {
    port: readPort(env['PORT']),
    host: env['HOST'] || '127.0.0.1',
    dataFolder: env['LIGHTWELL_DATA'] || '.data',
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

function readKey (text: string | undefined): Buffer | undefined {
  if (!text) return undefined
  const key = parseRootKey(text)
  if (key !== undefined) return key
  throw new ConfigError('LIGHTWELL_KEY must be 32 bytes in base64 or hexadecimal.')
}
