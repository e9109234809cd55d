import { byStaff, type Case, type Desk } from './desk.ts'

/** What is looked for and found, as the search is put on record. */
export type Search = { unit: string, place: string, terms: string, found: string }

/** A record as the officer added it. */
export type Added = { id: string, sha256: string, title: string, text: string, levels: number }

type RecordAnswer = {
  id: string, sha256: string, sealed: boolean, review: { levels: number }
  scan: { marks: { level: string | null, period: string | null }[] }
}

/** One reviewer's finding at his level, in his own words. */
export type Finding = { level: number, finding: 'release' | 'withhold' | 'redact', grounds?: string[], opinion: string }

/** The officer puts a search on record. */
export async function search (desk: Desk, { id, agency }: Case, what: Search): Promise<void> {
  await desk.step({
    ...byStaff(agency, 'officer'), does: 'records where it was looked for', expect: 201,
    method: 'POST', path: `/v1/requests/${id}/searches`, body: what,
  }, () => `${what.place}：${what.found}`)
}

/** The officer adds a text; it is read for classification marks at once. */
export async function addRecord (
  desk: Desk, { id, agency }: Case, { title, text }: Pick<Added, 'title' | 'text'>,
): Promise<Added> {
  const body = new FormData()
  body.set('requestId', id)
  body.set('title', title)
  body.set('origin', '本机关制作')
  body.set('file', new Blob([text], { type: 'text/plain' }), `${title}.txt`)
  const record = await desk.step<RecordAnswer>({
    ...byStaff(agency, 'officer'), does: `adds 《${title}》`, expect: 201, method: 'POST', path: '/v1/records', body,
  }, ({ sealed, sha256, scan: { marks } }) => sealed
    ? `SEALED: marked ${marks.map(({ level, period }) => `${level}, ${period}`).join('; ')}`
    : `no mark, ${sha256.slice(0, 12)}…`)
  return { id: record.id, sha256: record.sha256, title, text, levels: record.review.levels }
}

/** A reviewer opens exactly these bytes and then says what he finds. */
export async function review (
  desk: Desk, { agency }: Case, { id, sha256 }: Pick<Added, 'id' | 'sha256'>, found: Finding,
): Promise<void> {
  const reviewer = byStaff(agency, `review${found.level}`)
  await desk.ask({ ...reviewer, does: 'opens it', method: 'GET', path: `/v1/records/${id}/content`, expect: 200 })
  const checklist = { stateSecret: false, workSecret: false, endangersSecurity: false }
  await desk.step({
    ...reviewer, does: `opens it and finds: ${found.finding}`, expect: 201,
    method: 'POST', path: `/v1/records/${id}/reviews`, body: { sha256, checklist, ...found },
  }, () => found.opinion)
}

/** Every level of the chain passes a record, each for a reason of its own. */
export async function pass (desk: Desk, filed: Case, record: Added): Promise<void> {
  for (const [at, opinion] of opinions.slice(0, record.levels).entries()) {
    await review(desk, filed, record, { level: at + 1, finding: 'release', opinion: `${opinion}（${record.id.slice(-12)}）` })
  }
}

const opinions = [
  '初审：内容为已办结的公开事项，未见涉密和内部事项。',
  '复审：核对原件与拟公开文本一致，不涉及国家秘密。',
  '终审：已对照定密事项范围逐项核对，可以公开。',
]

/** The officer takes words out of a record, each on its ground, which makes another record. */
export async function redact (
  desk: Desk, { agency }: Case, record: Added, { words, ground }: { words: readonly string[], ground: string },
): Promise<Added> {
  // Spans are counted in code points; these texts have no character that takes two units.
  const spans = words.map((word) => {
    const start = record.text.indexOf(word)
    return { start, end: start + word.length, ground }
  })
  const rendition = await desk.step<RecordAnswer>({
    ...byStaff(agency, 'officer'), does: `takes ${words.length} passages out`, expect: 201,
    method: 'POST', path: `/v1/records/${record.id}/redactions`, body: { spans },
  }, ({ sha256 }) => `a new record, ${sha256.slice(0, 12)}…`)
  return { ...record, id: rendition.id, sha256: rendition.sha256 }
}
