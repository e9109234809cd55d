// One more process that runs the deadline room, by a clock that the test sets: each line on its standard input is the
// instant from then on, and comes back when it holds. A test kills it in the middle.
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { pino } from 'pino'
import { developmentVerifier } from '@lightwell/http/staff-token'
import { keyRing } from '@lightwell/secrets/key-ring'
import { deadline } from '../../services/deadline/deadline.ts'
import { openHouse } from '../../services/house.ts'
import { allRooms } from '../../services/run.ts'
import { noScanner } from './no-scanner.ts'
import { noStore } from './no-store.ts'

const [databaseUrl, start] = process.argv.slice(2) as [string, string]
const keys = keyRing(randomBytes(32))
let now = new Date(start)
const house = await openHouse({
  rooms: [deadline], allRooms, databaseUrl, keys, bytes: noStore, halfKeys: noStore, scanner: noScanner, clock: { now: () => now },
  verifyStaff: developmentVerifier(keys), logger: pino({ level: 'silent' }), limits: false,
})
process.stdout.write(`${start}\n`)
for await (const line of createInterface({ input: process.stdin })) {
  now = new Date(line)
  process.stdout.write(`${line}\n`)
}
await house.stop()
