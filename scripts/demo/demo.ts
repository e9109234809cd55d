// npm run demo [-- http://127.0.0.1:8080]: ten requests from end to end, on a system that is running.
import { dayIn } from '@lightwell/calendar/zoned'
import { issueDevelopmentToken } from '@lightwell/http/staff-token'
import { keyRing, type KeyRing } from '@lightwell/secrets/key-ring'
import { samplePortalKey, tokenPrefixes } from '@lightwell/secrets/tokens'
import { systemClock } from '../../services/clock.ts'
import { ConfigError, readConfig } from '../../services/config.ts'
import { rootKeyOf } from '../../services/root-key.ts'
import { NotReachable } from './api.ts'
import { runDemo } from './run-demo.ts'

/** Runs it with the key and the port of this folder's server. True when all went as foreseen. */
async function demonstrate (given: string | undefined): Promise<boolean> {
  const config = readConfig()
  if (config.issuer !== undefined) throw new ConfigError('Tokens come from OIDC_ISSUER; the built-in issuer is off.')
  const address = addressOf(given ?? `http://127.0.0.1:${config.port}`)
  const now = systemClock.now()
  // Not before somebody answers: where no server ever ran there is no key, and one would be made.
  let keys: KeyRing | undefined
  const { surprises } = await runDemo({
    address,
    // The zone of every agency of the sample world.
    today: dayIn(now, 'Asia/Shanghai'),
    print: (line) => process.stdout.write(`${line}\n`),
    async tokenOf (as) {
      if (as.startsWith(tokenPrefixes.request)) return as
      keys ??= keyRing(rootKeyOf(config))
      return as === 'portal' ? samplePortalKey(keys) : await issueDevelopmentToken(keys, as, now)
    },
  })
  return surprises.length === 0
}

function addressOf (text: string): string {
  const address = URL.parse(text)
  if (address !== null && address.protocol.startsWith('http')) return address.origin
  throw new ConfigError(`"${text}" is no address; give one such as http://127.0.0.1:8080.`)
}

try {
  process.exitCode = await demonstrate(process.argv[2]) ? 0 : 1
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof NotReachable)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
