import t from 'tap'
import fc from 'fast-check'
import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { posts } from '@lightwell/schema/tables/intake'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { openPublisher } from '../../support/publisher.ts'
import { must } from '../../support/story.ts'
import { openDesk } from './desk.ts'

const house = await openTestHouse(t)
const { db } = house.connection('decision')
const desk = openDesk(house)
const publisher = openPublisher(house)
const runs = 24
// One seed: what this test covers does not change from run to run.
const seed = 20261123

type Step =
  | { kind: 'upload', content: 'plain' | 'secret' | 'picture' }
  | { kind: 'open' | 'redact' | 'unseal' | 'confirm', record: number, who: number }
  | { kind: 'refer', record: number, who: number }
  | { kind: 'rule', record: number, who: number, ruling: string }
  | { kind: 'review', record: number, who: number, level: number, finding: string }
  | { kind: 'propose', outcome: string, records: readonly number[] }
  | { kind: 'approve', who: number }
  | { kind: 'return' | 'end' }

const people = ['xm.officer', 'xm.review1', 'xm.review2', 'xm.head', 'cs.review1', 'bmj.officer']
// Beside their own duties some hold those that come after, and are trained for them: nothing but the rules keeps one from two
// steps of a chain.
const further = [
  ['xm.officer', 'review', 1], ['xm.officer', 'review', 2], ['xm.officer', 'head', null], ['xm.review1', 'review', 2],
  ['xm.review1', 'head', null], ['xm.head', 'review', 2],
] as const
for (const [handle, duty, level] of further) {
  const { rows: [person] } = await db.execute<{ id: string }>(sql`select id from people where handle = ${handle}`)
  await house.connection('intake').db.insert(posts).values({ id: uuidv7(), agencyCode: 'XM', duty, level, holderId: person!.id })
}
for (const person of ['xm.officer', 'xm.head']) {
  must(201, await house.call('POST', '/v1/qualifications', {
    as: 'city.admin', body: { person, kind: 'secrecy_review', fromOn: '2026-01-01', untilOn: '2026-12-31', evidence: '培训合格证' },
  }))
}

// Weighted towards what a case usually does, so that some cases come to their end.
const record = fc.constantFrom(0, 0, 0, 0, 1, 2, 3)
const who = fc.constantFrom(0, 1, 1, 2, 2, 3, 4)
const finding = fc.constantFrom('release', 'release', 'release', 'release', 'release', 'withhold', 'refer')
const level = fc.constantFrom(1, 2)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('upload' as const), content: fc.constantFrom('plain', 'plain', 'secret', 'picture') }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('open' as const), record, who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('redact' as const), record, who: fc.constant(0) }) },
  // The second reviewer has the duty of secrecy; a seal takes him and the head.
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('unseal' as const, 'confirm' as const), record, who: fc.constantFrom(2, 3, 3, 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refer' as const), record, who: fc.constantFrom(0, 0, 2, 4) }) },
  { weight: 2, arbitrary: fc.record({
    kind: fc.constant('rule' as const), record, who: fc.constantFrom(5, 5, 5, 3), ruling: fc.constantFrom('open', 'open', 'withhold'),
  }) },
  { weight: 5, arbitrary: fc.record({ record, finding, level }).map((own) => ({ kind: 'review' as const, who: own.level, ...own })) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('review' as const), record, finding, level, who }) },
  { weight: 5, arbitrary: fc.record({
    kind: fc.constant('propose' as const), outcome: fc.constantFrom('disclose', 'disclose', 'redact_and_disclose', 'refuse'),
    records: fc.constantFrom([0], [0], [0, 1], [1], [2], []),
  }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('approve' as const), who: fc.constantFrom(3, 3, 0, 4) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('return' as const, 'return' as const, 'return' as const, 'end' as const) }) },
)

const passes = (by: number, at: number): Step => ({ kind: 'review', record: 0, who: by, level: at, finding: 'release' })
const opens = (by: number): Step => ({ kind: 'open', record: 0, who: by })
// Before each step that is due one of the kind that never is: by who submitted, who has not looked, who found below, who proposed.
const start: Step[] = [{ kind: 'upload', content: 'plain' }, opens(0), passes(0, 1), passes(1, 1), opens(1), passes(1, 1)]
const finish: Step[] = [
  { kind: 'rule', record: 0, who: 5, ruling: 'open' }, passes(1, 2), passes(2, 2), opens(2), passes(2, 2),
  { kind: 'propose', outcome: 'disclose', records: [0] }, { kind: 'approve', who: 0 }, { kind: 'approve', who: 1 },
  // Somebody doubts of it when it is proposed already.
  { kind: 'refer', record: 0, who: 0 }, { kind: 'approve', who: 3 }, { kind: 'rule', record: 0, who: 5, ruling: 'open' },
  { kind: 'approve', who: 3 },
]

/** A case on its way to a release: a request to its answer, or a publication to the catalogue. */
type Case = Way & { id: string, records: Body[], step: number }

type Way = {
  upload (content: string): Promise<CallAnswer>
  propose (outcome: string, records: readonly string[]): Promise<number>
  approve (as: string): Promise<number>
  return (): Promise<number>
  end (): Promise<number>
  /** Opens a record as somebody outside: the applicant, or anyone. */
  outside (recordId: string): Promise<number>
}

async function openRequest (): Promise<Case> {
  const { id, accessToken } = await house.file()
  let decisionId = 'none'
  return {
    id, records: [], step: 0,
    upload: (content) => desk.upload(id, content),
    async propose (outcome, records) {
      const grounds = outcome === 'disclose' ? [] : ['privacy']
      const { status, body } = await desk.propose(id, [{ description: '方案', outcome, grounds, records }])
      if (status === 201) decisionId = body.id
      return status
    },
    approve: async (as) => (await desk.approve(decisionId, as)).status,
    return: async () => (await house.call('POST', `/v1/decisions/${decisionId}/return`, { as: 'xm.head', body: { reason: '退回' } })).status,
    end: async () => (await house.call('POST', `/v1/requests/${id}/withdrawal`, { as: accessToken, body: {} })).status,
    outside: async (recordId) => (await desk.open(recordId, accessToken)).status,
  }
}

async function openPublication (): Promise<Case> {
  const { id } = must<Body>(201, await publisher.open())
  return {
    id, records: [], step: 0,
    upload: (content) => publisher.upload(id, content),
    propose: async () => (await publisher.act(id, 'proposal')).status,
    approve: async (as) => (await publisher.act(id, 'approval', as)).status,
    return: async () => (await publisher.act(id, 'return', 'xm.head', { reason: '退回' })).status,
    end: async () => (await publisher.act(id, 'ending', 'xm.officer', { reason: '不再公开' })).status,
    async outside (recordId) {
      const { rows: [entry] } = await db.execute<{ id: string }>(sql`select id from disclosures where record_id = ${recordId}`)
      const told = (await desk.open(recordId, '')).status
      const read = entry === undefined ? 404 : (await house.call('GET', `/v1/disclosures/${entry.id}/content`)).status
      return told === 401 ? read : told
    },
  }
}

const contents = { plain: '方案正文', secret: '秘密★10年\n方案', picture: 'GIF89a\u0000' } as const

async function act (path: string, at: number, body: object): Promise<number> {
  return (await house.call('POST', `/v1/${path}`, { as: people[at]!, body })).status
}

/** Takes one step, whether the house allows it or not. */
async function take (open: Case, now: Step): Promise<number> {
  open.step += 1
  const named = 'record' in now ? open.records[now.record] : undefined
  switch (now.kind) {
    case 'upload': {
      // Of each case its own: what is ruled of bytes holds wherever they lie.
      const { status, body } = await open.upload(`${contents[now.content]} ${open.id} ${open.step}`)
      if (status === 201) open.records.push(body)
      return status
    }
    case 'open': return named ? (await desk.open(named.id, people[now.who]!)).status : 404
    case 'redact': {
      if (!named) return 404
      const spans = [{ start: 0, end: 1, ground: 'privacy' }]
      const { status, body } = await house.call('POST', `/v1/records/${named.id}/redactions`, { as: people[now.who]!, body: { spans } })
      if (status === 201) open.records.push(body)
      return status
    }
    case 'review': {
      if (!named) return 404
      const grounds = now.finding === 'withhold' ? { grounds: ['privacy'] } : {}
      const opinion = `第${open.step}步所写的意见`
      return (await desk.review(named, now.level, { finding: now.finding, opinion, ...grounds }, people[now.who]!)).status
    }
    case 'unseal': return named ? await act(`records/${named.id}/unsealing`, now.who, { reason: '标志为举例' }) : 404
    case 'confirm': return named ? await act(`records/${named.id}/unsealing/confirmation`, now.who, { reason: '核对原件，确为举例' }) : 404
    case 'refer': {
      if (!named) return 404
      const body = { question: 'level', claimedLevel: 'secret', words: '是否属于保密事项范围' }
      const { status, body: asked } = await house.call('POST', `/v1/records/${named.id}/referrals`, { as: people[now.who]!, body })
      if (status === 201) named.referralId = asked.id
      return status
    }
    case 'rule': {
      if (named?.referralId === undefined) return 404
      return await act(`referrals/${named.referralId}/ruling`, now.who, { ruling: now.ruling, paper: '保密审〔2026〕5号', reason: '经审核' })
    }
    case 'propose': return await open.propose(now.outcome, now.records.flatMap((at) => open.records[at]?.id ?? []))
    case 'approve': return await open.approve(people[now.who]!)
    case 'return': return await open.return()
    case 'end': return await open.end()
  }
}

// Every release of a case, to one person or to everyone, with who approved it and who proposed it.
const releases = (caseId: string) => sql`
  select dr.record_id, dr.sha256, d.decided_by, d.proposed_by from decision_records dr
    join decisions d on d.id = dr.decision_id and d.state = 'issued'
    join decision_parts p on p.decision_id = d.id and p.number = dr.number and p.outcome <> 'refuse'
  where d.case_id = ${caseId}
  union all
  select e.record_id, e.sha256, e.approved_by, p.proposed_by from disclosures e
    join publications p on p.id = e.publication_id where p.id = ${caseId}`

/** Every released record of a case that should not have been; told by the tables alone, not by the house's rules. */
async function wronglyReleased (caseId: string): Promise<unknown[]> {
  const { rows } = await db.execute(sql`
    select r.id from (${releases(caseId)}) out join records r on r.id = out.record_id
    where r.sealed_at is not null and (select count(distinct who) from unsealings u, unnest(array[u.found_by, u.confirmed_by]) who
        where u.record_id = r.id and who <> r.added_by) <> 2
      or r.scan_state <> 'done' or out.sha256 <> r.sha256 or r.case_id <> ${caseId} or out.decided_by = out.proposed_by
      or r.review_levels <> (select count(distinct v.reviewer_id) from reviews v where v.record_id = r.id
        and v.sha256 = out.sha256 and v.reviewer_id <> r.added_by and (v.finding = 'release' or v.finding = 'refer' and exists (
          select from referrals f where f.record_id = r.id and f.ruling = 'open' and f.closed_at >= v.reviewed_at)))
      or exists (select from reviews v where v.record_id = r.id and (v.finding = 'withhold' or v.reviewer_id = out.decided_by))
      or exists (select from referrals f where f.record_id = r.id and f.state = 'open')`)
  return rows
}

async function releasedIds (caseId: string): Promise<Set<string>> {
  const { rows } = await db.execute<{ id: string }>(sql`select record_id as id from (${releases(caseId)}) out`)
  return new Set(rows.map(({ id }) => id))
}

const kinds = fc.constantFrom('request' as const, 'publication' as const)
const openCase = { request: openRequest, publication: openPublication }

/** Takes steps one after the other; whatever is refused, nothing may break. */
async function walk (open: Case, steps: readonly Step[]): Promise<void> {
  for (const now of steps) requireWhole(now, await take(open, now))
}

function requireWhole (now: Step, status: number): void {
  if (status >= 500) throw new Error(`${JSON.stringify(now)} was answered ${status}`)
}

/** What went out of a case, all of it by its whole chain; and nothing else is read outside. */
async function checkReleases (kind: 'request' | 'publication', { id: caseId, records, outside }: Case): Promise<number> {
  const wrong = await wronglyReleased(caseId)
  if (wrong.length > 0) throw new Error(`released without its chain: ${JSON.stringify(wrong)}`)
  const out = await releasedIds(caseId)
  for (const { id } of records) {
    const status = await outside(id)
    if (status !== (out.has(id) ? 200 : 404)) throw new Error(`Outside, a record of a ${kind} was answered ${status}`)
  }
  return out.size
}

await t.test('in whatever order people act, only what passed its chain goes out, and nothing breaks', async (t) => {
  const released = { request: 0, publication: 0 }
  await fc.assert(fc.asyncProperty(kinds, fc.array(step, { minLength: 12, maxLength: 25, size: 'max' }), async (kind, steps) => {
    const open = await openCase[kind]()
    await walk(open, [...start, ...steps, ...finish])
    released[kind] += await checkReleases(kind, open)
  }), { numRuns: runs, seed })
  t.ok(released.request > 0 && released.publication > 0, JSON.stringify(released))
})

await t.test('nor when they act at the same moment', async (t) => {
  let released = 0
  await fc.assert(fc.asyncProperty(kinds, fc.array(step, { minLength: 12, maxLength: 16, size: 'max' }), async (kind, steps) => {
    const open = await openCase[kind]()
    await walk(open, start)
    for (let at = 0; at < steps.length; at += 4) {
      await Promise.all([...steps.slice(at, at + 4), ...finish].map(async (now) => requireWhole(now, await take(open, now))))
    }
    await walk(open, finish)
    released += await checkReleases(kind, open)
  }), { numRuns: runs / 2, seed })
  t.ok(released > 0)
})
