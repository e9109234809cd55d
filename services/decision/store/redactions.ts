import { and, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { Reader, Transaction } from '@lightwell/database/connect'
import type { RedactionProof } from '@lightwell/documents/redact-text'
import type { Comparison as Compared } from '@lightwell/redaction/comparison'
import type { Proof } from '@lightwell/redaction/prove-redaction'
import type { AreaRemoval } from '@lightwell/redaction/removal'
import type { PlaceKind } from '@lightwell/reading/reading'
import { records, redactions } from '@lightwell/schema/tables/decision'
import { comparisons } from '@lightwell/schema/tables/decision-checks'

/** Words that were taken out: code points of a text, or of a piece of a file. */
export type RedactedSpan = { piece?: number, start: number, end: number, ground: string }

/** The proof of a rendition of pages, and how many texts of the file never go on into one. */
export type PageProof = Omit<RedactionProof, 'removedCharacters'> & Pick<Proof, 'pages' | 'boxes'> & {
  checks: Proof['faults'], leftOut: { kind: PlaceKind, count: number }[]
}

/** What was taken out to make a rendition, and the proof that it is gone; of pages also what each removal took. */
export type Redaction = {
  renditionId: string
  spans: readonly RedactedSpan[]
  areas: readonly Omit<AreaRemoval, 'neighbours'>[]
  removals: Compared['removals']
  proof: RedactionProof | PageProof
}

/** That a second person held a rendition against what it was made from. */
export type Comparison = typeof comparisons.$inferSelect

export type ComparedRedaction = Redaction & { comparison: Comparison | null }

export async function insertRedaction (tx: Transaction, row: Redaction): Promise<void> {
  await tx.insert(redactions).values(row)
}

export async function listRedactions (db: Reader, renditionIds: readonly string[]): Promise<ComparedRedaction[]> {
  if (renditionIds.length === 0) return []
  const rows = await db.select({ ...getTableColumns(redactions), comparison: comparisons }).from(redactions)
    .leftJoin(comparisons, eq(comparisons.renditionId, redactions.renditionId))
    .where(inArray(redactions.renditionId, [...renditionIds]))
  return rows as ComparedRedaction[]
}

/** The redactions by which records came to be: of each its own and those of what it was made from, the first one first. */
export async function listRedactionLines (db: Reader, ids: readonly string[]): Promise<Map<string, Redaction[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.execute<{ of_record: string, id: string }>(sql`
    with recursive line (of_record, id, rendition_of, depth) as (
      select id, id, rendition_of, 0 from records where id in ${[...ids]}
      union all select l.of_record, r.id, r.rendition_of, l.depth + 1 from records r join line l on r.id = l.rendition_of)
    select of_record, id from line where rendition_of is not null order by depth desc`)
  const found = await listRedactions(db, [...new Set(rows.map(({ id }) => id))])
  return new Map(ids.map((id) => [id, rows.filter(({ of_record: of }) => of === id)
    .flatMap((row) => found.filter(({ renditionId }) => renditionId === row.id))]))
}

export async function insertComparison (tx: Transaction, row: Comparison): Promise<void> {
  await tx.insert(comparisons).values(row)
}

/** Those of these records that are renditions of pages which nobody compared, or that were made from one. */
export async function listUncompared (db: Reader, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db.select({ id: records.id }).from(records)
    .where(and(inArray(records.id, [...ids]), sql`not rendition_is_compared(${records.id})`))
  return rows.map(({ id }) => id)
}
