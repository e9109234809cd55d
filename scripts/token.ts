import { issueDevelopmentToken } from '@lightwell/http/staff-token'
import { keyRing } from '@lightwell/secrets/key-ring'
import { samplePortalKey } from '@lightwell/secrets/tokens'
import { systemClock } from '../services/clock.ts'
import { ConfigError, readConfig } from '../services/config.ts'
import { rootKeyOf } from '../services/root-key.ts'

/** Prints one development token: a staff member's by his handle, or the sample portal's key. */
async function printToken (name: string | undefined): Promise<void> {
  const config = readConfig()
  if (config.issuer !== undefined) throw new ConfigError('Tokens come from OIDC_ISSUER; the built-in issuer is off.')
  if (!name) throw new ConfigError('Usage: npm run -s token -- <staff handle, such as xm.officer> | portal')
  const keys = keyRing(rootKeyOf(config))
  const token = name === 'portal' ? samplePortalKey(keys) : await issueDevelopmentToken(keys, name, systemClock.now())
  process.stdout.write(`${token}\n`)
}

try {
  await printToken(process.argv[2])
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
