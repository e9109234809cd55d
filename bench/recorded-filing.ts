import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { pino } from 'pino'
import { v7 as uuidv7 } from 'uuid'
import { developmentVerifier } from '@lightwell/http/staff-token'
import { keyRing } from '@lightwell/secrets/key-ring'
import { systemClock } from '../services/clock.ts'
import { openHouse } from '../services/house.ts'
import { allRooms } from '../services/run.ts'
import { noScanner } from '../test/support/no-scanner.ts'
import { noStore } from '../test/support/no-store.ts'

type Statement = { text: string, values: unknown[] }

/** A citizen's request as the bench files it. */
export const filing = JSON.stringify({
  agency: 'XM', kind: 'disclosure', channel: 'online',
  applicant: {
    kind: 'citizen', name: '张三', sex: 'female', birthDate: '1949-12-31', idNumber: '11010519491231002X',
    address: '新民镇建设路1号', phone: '13800000000',
  },
  description: '2024年度城南片区征地补偿方案及发放明细', purpose: '核对本人补偿款',
  delivery: { format: 'electronic', method: 'online' },
})

/** Files one request and records the statements of its transaction, from begin to commit, as they went to the server. */
export async function recordFiling (databaseUrl: string): Promise<Statement[]> {
  const sent = new Map<pg.Client, Statement[]>()
  const query = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, second] = args as [string | { text: string, values?: unknown[] }, unknown[] | undefined]
    const statement = typeof first === 'string'
      ? { text: first, values: second ?? [] }
      : { text: first.text, values: first.values ?? second ?? [] }
    sent.set(this, [...sent.get(this) ?? [], statement])
    return Reflect.apply(query, this, args)
  } as typeof query
  try {
    await fileOnce(databaseUrl)
  } finally {
    pg.Client.prototype.query = query
  }
  const statements = [...sent.values()].find((all) => all.some(({ text }) => /insert into "?requests"? /.test(text))) ?? []
  const end = statements.findIndex(({ text }, at) => text === 'commit' && statements.slice(0, at).some((one) => /insert into "?requests"? /.test(one.text)))
  const begin = statements.slice(0, end).findLastIndex(({ text }) => text.startsWith('begin'))
  return statements.slice(begin, end + 1)
}

async function fileOnce (databaseUrl: string): Promise<void> {
  const keys = keyRing(randomBytes(32))
  const house = await openHouse({
    rooms: allRooms, allRooms, databaseUrl, keys, bytes: noStore, halfKeys: noStore, scanner: noScanner, clock: systemClock,
    verifyStaff: developmentVerifier(keys), logger: pino({ level: 'silent' }), limits: false,
  })
  const answer = await house.app.inject({
    method: 'POST', url: '/v1/requests', payload: filing, headers: { 'content-type': 'application/json' },
  })
  await house.stop()
  if (answer.statusCode !== 201) throw new Error(`The filing was answered ${answer.statusCode}: ${answer.body}`)
}

/** The recorded transaction with everything that must be unique made anew. */
export function freshCopy (statements: readonly Statement[]): Statement[] {
  const fresh = new Map<string, string>()
  const renew = (value: unknown): unknown => {
    if (typeof value !== 'string') return value
    const made = fresh.get(value) ?? renewed(value)
    fresh.set(value, made)
    return made
  }
  return statements.map(({ text, values }) => ({ text, values: values.map(renew) }))
}

function renewed (value: string): string {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(value)) return uuidv7()
  if (value.startsWith('sha256.')) return `sha256.${randomBytes(32).toString('base64url')}`
  if (/^[A-Z]+-\d{8}-/.test(value)) return value.slice(0, -10) + randomBytes(5).toString('hex').toUpperCase()
  return value
}
