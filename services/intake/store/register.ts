import { sql, type SQL } from 'drizzle-orm'
import type { Reader } from '@lightwell/database/connect'
import type { requests } from '@lightwell/schema/tables/intake'
import type { RequestStatus } from '../rules/request-status.ts'
import type { Holder } from '../rules/stage.ts'
import { isHeldBy } from './holder.ts'

type RequestRow = typeof requests.$inferSelect

/** Whose requests a list holds: those named, those of a portal, or those of agencies (undefined: of every agency). */
export type Owners = { ids?: readonly string[], clientId?: string, agencyCodes?: readonly string[] | undefined }

/** What narrows the register. Undefined leaves a side open; days of receipt are both included. */
export type RegisterFilter = {
  status?: readonly RequestStatus[] | undefined
  channel?: readonly string[] | undefined
  kind?: RequestRow['kind'] | undefined
  applicantKind?: RequestRow['applicantKind'] | undefined
  subject?: string | undefined
  receivedFrom?: string | undefined
  receivedTo?: string | undefined
  imported?: boolean | undefined
  registeredLate?: boolean | undefined
  heldBy?: readonly Holder[] | undefined
  externalId?: string | undefined
  receiptNumber?: string | undefined
  /** Words that stand in the description. */
  text?: string | undefined
}

/** A part of the register: what comes after an id, seen from an instant. */
export type RegisterPage = { after: string | undefined, limit: number, now: Date }

/**
 * The ids of a part of the register, newest first. The index `requests_register` holds what is asked about most, so that
 * a page costs the same at any depth, and one that finds nothing costs the walk of an agency's part of that index.
 */
export async function findRegisterPage (
  db: Reader, owners: Owners, filter: RegisterFilter, page: RegisterPage,
): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(pageOf(owners, filter, page))
  return rows.map(({ id }) => id)
}

// Of several agencies each gives its newest: one walk over all of them would pass by everything of the others.
function pageOf ({ ids, clientId, agencyCodes }: Owners, filter: RegisterFilter, page: RegisterPage): SQL {
  const among = agencyCodes === undefined ? sql`true` : sql`q.agency_code in ${listOf(agencyCodes)}`
  if (ids !== undefined) return walk(sql`q.id in ${listOf(ids)} and ${among}`, filter, page)
  if (clientId !== undefined) return walk(sql`q.api_client_id = ${clientId} and ${among}`, filter, page)
  if (agencyCodes === undefined || agencyCodes.length === 0) return walk(among, filter, page)
  const walks = agencyCodes.map((code) => sql`(${walk(sql`q.agency_code = ${code}`, filter, page)})`)
  return sql`select each.id from (${sql.join(walks, sql` union all `)}) each order by each.id desc limit ${page.limit}`
}

/** A list as SQL; one of nothing holds nothing. */
function listOf (values: readonly string[]): SQL {
  return values.length === 0 ? sql`(null)` : sql`(${sql.join(values.map((value) => sql`${value}`), sql`, `)})`
}

// Only what is open waits for someone, what lapsed and was answered late, and, of what is closed, where somebody objected.
function walk (owned: SQL, filter: RegisterFilter, page: RegisterPage): SQL {
  const asked = sql.join([owned, ...conditions(filter, page)], sql` and `)
  if (filter.heldBy === undefined) {
    return sql`select q.id from requests q where ${asked} order by q.id desc limit ${page.limit}`
  }
  const held = isHeldBy(filter.heldBy, page.now)
  return sql`select w.id from (
    (select q.id from requests q
      where ${asked} and q.status in ('received', 'registered', 'clarifying', 'processing', 'decided') and ${held}
      order by q.id desc limit ${page.limit})
    union all
    (select q.id from clarifications k join requests q on q.id = k.request_id
      where k.state = 'late_answer' and q.status = 'lapsed' and ${asked} and ${held})
    ${filter.heldBy.includes('clerk') ? sql`union all ${objectedTo(asked, held)}` : sql``}) w
    order by w.id desc limit ${page.limit}`
}

function objectedTo (asked: SQL, held: SQL): SQL {
  return sql`(select q.id from requests q where q.status = 'closed' and ${asked} and ${held}
    and q.id in (select c.request_id from consultations c where c.answer in ('objects', 'partly')))`
}

function conditions (filter: RegisterFilter, { after }: RegisterPage): SQL[] {
  const { status, channel, kind, applicantKind, subject, receivedFrom, receivedTo } = filter
  const { externalId, receiptNumber, text } = filter
  return [
    status && sql`q.status in ${listOf(status)}`,
    channel && sql`q.channel in ${listOf(channel)}`,
    kind && sql`q.kind = ${kind}`,
    applicantKind && sql`q.applicant_kind = ${applicantKind}`,
    subject && sql`q.subject = ${subject}`,
    receivedFrom && sql`q.received_on >= ${receivedFrom}::date`,
    receivedTo && sql`q.received_on <= ${receivedTo}::date`,
    externalId && sql`q.external_id = ${externalId}`,
    receiptNumber && sql`q.receipt_number = ${receiptNumber}`,
    text && sql`q.description ilike ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}`,
    ...flags(filter),
    after && sql`q.id < ${after}`,
  ].filter((condition) => condition instanceof Object) as SQL[]
}

function flags ({ imported, registeredLate }: RegisterFilter): SQL[] {
  const late = sql`(q.registered_at at time zone q.zone)::date > q.received_on`
  return [
    ...imported === undefined ? [] : [imported ? sql`q.imported` : sql`not q.imported`],
    ...registeredLate === undefined ? [] : [registeredLate ? late : sql`not (${late})`],
  ]
}
