import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseRootKey } from '@lightwell/secrets/key-ring'
import { ConfigError, type Config } from './config.ts'

/** The root key: the configured one, or (in development) the one kept in the data folder, made at the first start. */
export function rootKeyOf (config: Config): Buffer {
  if (config.rootKey !== undefined) return config.rootKey
  const file = join(config.dataFolder, 'development.key')
  mkdirSync(config.dataFolder, { recursive: true })
  try {
    // `wx`: of several processes that start together one writes, and all read what it wrote.
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const key = parseRootKey(readFileSync(file, 'utf8'))
  if (key === undefined) throw new ConfigError(`${file} does not hold a root key of 32 bytes.`)
  return key
}
