import t from 'tap'
import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { absences } from '@lightwell/schema/tables/intake'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { openPublisher } from '../../support/publisher.ts'
import { asOwner, eventsOf, faultsOf, openDesk } from './desk.ts'

const house = await openTestHouse(t)
const { call } = house
const { db } = house.connection('decision')
const xm = openDesk(house)
const refusal = { description: '某户补偿明细', outcome: 'refuse', grounds: ['privacy'] }
const legal = { duty: 'legal', name: { zh: '法制审核', en: 'Legal review' } }
const secrecy = { duty: 'secrecy', name: { zh: '保密会签', en: 'Countersignature of the secrecy duty' } }
const path = '/v1/agencies/XM/answer-sheet'

async function hire (duty: string, handle: string, deputy?: string): Promise<void> {
  const body = { agency: 'XM', duty, holder: { handle, name: handle }, ...deputy !== undefined && { deputy } }
  const answer = await call('POST', '/v1/posts', { as: 'city.admin', body })
  if (answer.status !== 201) throw new Error(answer.text)
}

type Keeping = { as?: string, fromOn?: string, version?: string }

async function keep (steps: unknown, { as = 'city.admin', fromOn = '2026-03-02', version }: Keeping = {}): Promise<CallAnswer> {
  const etag = version ?? (await call('GET', path, { as: 'xm.officer' })).headers.get('etag') ?? ''
  return await call('PUT', path, { as, body: { fromOn, steps }, headers: { 'if-match': etag } })
}

async function sign (id: string, as: string, opinion: unknown = `${as}：同意。`): Promise<CallAnswer> {
  return await call('POST', `/v1/decisions/${id}/signatures`, { as, body: { opinion } })
}

async function proposed (): Promise<{ id: string, requestId: string, accessToken: string }> {
  const { id: requestId, accessToken } = await house.file()
  const { status, body, text } = await xm.propose(requestId, [refusal])
  if (status !== 201) throw new Error(text)
  return { id: body.id, requestId, accessToken }
}

async function idOf (handle: string): Promise<string> {
  const { rows } = await db.execute<{ id: string }>(sql`select id from people where handle = ${handle}`)
  return rows[0]?.id as string
}

await t.test('an agency says from a day on by which duties its answers are signed', async (t) => {
  t.match(await call('GET', path, { as: 'xm.clerk' }), { status: 200, body: { version: 0, fromOn: null, steps: [] } })
  t.same(faultsOf(await keep([legal, { duty: 'clerk', name: { zh: ' ' } }, { ...secrecy, duty: 'section' }], { fromOn: '2026-03-01' })), [
    '/fromOn in_the_past', '/steps/0/duty nobody_holds_it', '/steps/1/duty not_listed', '/steps/1/name/en required',
    '/steps/1/name/zh wrong_format', '/steps/2/duty nobody_holds_it',
  ])
  await hire('legal', 'xm.legal', 'xm.deputy')
  t.equal((await keep([legal], { as: 'xm.head' })).status, 403)
  t.equal((await call('PUT', path, { as: 'city.admin', body: { fromOn: '2026-03-02', steps: [legal] } })).status, 428)
  t.equal((await call('GET', path)).status, 401)
  t.equal((await call('GET', path, { as: 'cs.head' })).status, 404)
  t.equal((await call('GET', '/v1/agencies/NONE/answer-sheet', { as: 'jcj.supervisor' })).status, 404)
  t.equal((await keep([legal], { version: '"3"' })).status, 412)
  const kept = { version: 1, fromOn: '2026-03-03', steps: [legal, secrecy] }
  t.match(await keep([legal, secrecy], { fromOn: '2026-03-03' }), { status: 200, body: kept })
  t.same(faultsOf(await keep([legal])), ['/fromOn before_the_last'])
  t.match(await call('GET', `${path}?on=2026-03-02`, { as: 'xm.head' }), { body: { version: 0, steps: [] } })
  t.match(await call('GET', path, { as: 'jcj.supervisor' }), { body: { version: 1, steps: [legal, secrecy] } })
})

await t.test('without steps the head alone signs, and nothing else waits for a signature', async (t) => {
  const { id } = await proposed()
  t.match(await sign(id, 'xm.legal'), { status: 409, body: { code: 'nothing_to_sign' } })
  t.match(await xm.approve(id), { status: 200, body: { state: 'issued', sheet: [] } })
  const sheet = await call('GET', `/v1/decisions/${id}/sheet`, { as: 'xm.officer' })
  t.match(sheet.text, /审批单[^]*承办[^]*拟不予公开[^]*xm\.officer[^]*签发[^]*同意[^]*xm\.head/)
})

house.clock.set('2026-03-03T01:00:00Z')

await t.test('an answer is approved once every step of its sheet is signed, in order and by different people', async (t) => {
  const { id, requestId, accessToken } = await proposed()
  t.match(await xm.approve(id), { status: 409, body: { code: 'sheet_not_signed', errors: [{ pointer: '/sheet/0', detail: /法制审核/ }] } })
  const refused: [string, number, string][] = [
    ['xm.review2', 403, 'not_your_step'], ['xm.officer', 403, 'not_allowed'], ['xm.head', 403, 'not_allowed'],
    ['xm.deputy', 404, 'not_found'], ['aq.review3', 404, 'not_found'], ['jcj.supervisor', 403, 'not_allowed'],
    ['portal', 404, 'not_found'], [accessToken, 404, 'not_found'],
  ]
  for (const [as, status, code] of refused) t.match(await sign(id, as), { status, body: { code } }, as)
  t.same(faultsOf(await sign(id, 'xm.legal', '见机密★10年的原件')), ['/opinion mark_in_text'])
  t.same(faultsOf(await sign(id, 'xm.legal', ' ')), ['/opinion wrong_format'])
  t.equal((await sign(uuidv7(), 'xm.legal')).status, 404)
  const half = [{ step: 1, signed: { opinion: '适用条款正确。' } }, { step: 2, signed: null }]
  t.match(await sign(id, 'xm.legal', '适用条款正确。'), { status: 200, body: { sheet: half } })
  t.match(await xm.approve(id), { status: 409, body: { code: 'sheet_not_signed', errors: [{ pointer: '/sheet/1', detail: /保密会签/ }] } })
  t.match(await sign(id, 'xm.legal'), { status: 403, body: { code: 'not_your_step' } })
  t.equal((await sign(id, 'xm.review2', '不涉及秘密。')).status, 200)
  t.match(await sign(id, 'xm.review2'), { status: 409, body: { code: 'nothing_to_sign' } })
  t.match(await xm.approve(id), { status: 200, body: { state: 'issued' } })
  t.match(await sign(id, 'xm.review2'), { status: 409, body: { code: 'decision_decided' } })
  const signed = (await eventsOf(db, requestId)).filter(({ type }) => type.includes('decision.signed'))
  t.same(signed.map(({ data }) => data), [
    { decisionId: id, step: 1, duty: 'legal', asDeputy: false }, { decisionId: id, step: 2, duty: 'secrecy', asDeputy: false },
  ])
  t.notMatch((await call('GET', `/v1/decisions/${id}`, { as: accessToken })).text, /不涉及秘密|适用条款|sheet/, 'nothing of it leaves the house')
})

await t.test('the sheet of an issued answer is kept as a paper of the house, and shown to nobody outside', async (t) => {
  const { id, requestId, accessToken } = await proposed()
  const sheet = (as: string, accept = 'text/html') => call('GET', `/v1/decisions/${id}/sheet`, { as, headers: { accept } })
  await sign(id, 'xm.legal')
  const draft = await sheet('xm.head')
  t.match(draft.text, /法制审核[^]*xm\.legal：同意。[^]*保密会签/)
  t.notMatch(draft.text, /公批/, 'it has no number before it is signed out')
  await sign(id, 'xm.review2')
  t.match(await xm.approve(id, 'xm.head', { reason: '机密★10年' }), { status: 409, body: { code: 'sheet_not_clean' } })
  await xm.approve(id, 'xm.head', { reason: '照此答复' })
  const kept = await sheet('xm.head')
  t.match(kept.text, /XM公批〔2026〕2号[^]*答复期限[^]*2026年3月10日[^]*某户补偿明细[^]*保密会签[^]*xm\.review2[^]*签发[^]*照此答复[^]*xm\.head/)
  t.match(await sheet('jcj.supervisor', 'application/pdf'), { status: 200, text: /^%PDF-/ })
  for (const as of [accessToken, 'portal', 'cs.head']) t.equal((await sheet(as)).status, 404, as)
  const { body: request } = await call('GET', `/v1/requests/${requestId}`, { as: accessToken })
  t.same(request.notices.map(({ kind }: Body) => kind), ['decision'])
  await asOwner(house, "update people set name = '别人' where handle = $1", ['xm.legal'])
  t.equal((await sheet('xm.head')).text, kept.text, 'it is never rendered again')
  await asOwner(house, "update people set name = 'xm.legal' where handle = $1", ['xm.legal'])
  await asOwner(house, "update house_papers set bytes = bytes || '\\x20'::bytea where subject_id = $1", [id])
  t.match(await sheet('xm.head'), { status: 500, body: { code: 'paper_bytes_differ' } })
})

await t.test('a return voids the signatures: another proposal begins anew, by the sheet of its day', async (t) => {
  const { id, requestId } = await proposed()
  await sign(id, 'xm.legal')
  t.equal((await keep([secrecy, secrecy], { fromOn: '2026-03-03' })).status, 200)
  t.match(await call('GET', `/v1/decisions/${id}`, { as: 'xm.officer' }), { body: { sheet: [{ duty: 'legal' }, { duty: 'secrecy', signed: null }] } },
    'what is proposed keeps its sheet')
  await call('POST', `/v1/decisions/${id}/return`, { as: 'xm.head', body: { reason: '请补充' } })
  t.match(await sign(id, 'xm.review2'), { status: 409, body: { code: 'decision_decided' } })
  t.match((await call('GET', `/v1/decisions/${id}/sheet`, { as: 'xm.head' })).text, /退回：请补充/)
  const { body: anew } = await xm.propose(requestId, [refusal])
  t.match(anew.sheet, [{ step: 1, duty: 'secrecy', signed: null }, { step: 2, duty: 'secrecy', signed: null }])
  t.equal((await sign(anew.id, 'xm.review2')).status, 200)
  t.match(await sign(anew.id, 'xm.review2'), { status: 403, body: { code: 'signed_already' } }, 'steps are different people’s')
  await hire('secrecy', 'xm.head')
  t.equal((await sign(anew.id, 'xm.head')).status, 200)
  t.match(await xm.approve(anew.id), { status: 403, body: { code: 'signed_it' } }, 'who signed does not approve')
  t.equal((await keep([legal], { fromOn: '2026-03-03' })).status, 200)
})

await t.test('a deputy signs in his own name while the holder is away, and never what he proposed himself', async (t) => {
  const { id } = await proposed()
  t.equal((await sign(id, 'xm.deputy')).status, 404)
  const away = { id: uuidv7(), personId: await idOf('xm.legal'), fromOn: '2026-03-03', untilOn: '2026-03-03', recordedBy: 'test' }
  await house.connection('intake').db.insert(absences).values(away)
  t.match(await sign(id, 'xm.deputy'), { status: 200, body: { sheet: [{ signed: { by: await idOf('xm.deputy'), asDeputy: true } }] } })
  await hire('legal', 'xm.officer')
  const { id: own } = await proposed()
  t.match(await sign(own, 'xm.officer'), { status: 403, body: { code: 'proposer_may_not_sign' } })
})

await t.test('one queue shows each what waits for his signature, what is due first first, and what breaks', async (t) => {
  type Item = { id: string, kind: string, about: string }
  const queue = async (as: string, query = '') => (await call('GET', `/v1/to-sign${query}`, { as })).body
  const mine = async (as: string, ids: readonly string[]) =>
    (await queue(as)).items.filter(({ id }: Item) => ids.includes(id)).map(({ id, kind }: Item) => `${kind} ${ids.indexOf(id)}`)
  const { id: later } = await proposed()
  house.clock.set('2026-03-02T01:00:00Z')
  const { id: requestId, receiptNumber } = await house.file()
  house.clock.set('2026-03-03T01:00:00Z')
  const { body: { id: sooner } } = await xm.propose(requestId, [refusal])
  const extension = await call('POST', `/v1/deadlines/${requestId}/extensions`, { as: 'xm.officer', body: { reason: '需要征求意见' } })
  const ids = [sooner, later, extension.body.id]
  t.same(await mine('xm.legal', ids), ['answer_step 0', 'answer_step 1'])
  t.same(await mine('xm.head', ids), ['extension 2'])
  t.same(await mine('xm.officer', ids), [], 'what he proposed himself is not his to sign')
  t.same((await queue('cs.head')).items, [])
  await sign(sooner, 'xm.legal')
  t.same(await mine('xm.legal', ids), ['answer_step 1'])
  t.same((await mine('xm.head', ids)).toSorted(), ['answer 0', 'extension 2'])
  t.match((await queue('xm.head')).items.find(({ id }: Item) => id === sooner), {
    kind: 'answer', agency: 'XM', caseId: requestId, about: receiptNumber, address: `/v1/decisions/${sooner}/approval`, dueOn: '2026-03-09',
    workingDaysLeft: 4, overdue: false, what: '批准或者退回答复', breaks: /逾期/,
  })
  const english = await call('GET', '/v1/to-sign', { as: 'xm.legal', headers: { 'accept-language': 'en' } })
  t.match(english.body.items[0], { what: 'Sign a step of the approval sheet: Legal review', breaks: /The head cannot approve/ })
  const all = (await queue('xm.head')).items
  const paged: Item[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: Item[], nextCursor: string | null } = await queue('xm.head', `?limit=1${cursor && `&cursor=${cursor}`}`)
    paged.push(...page.items)
    cursor = page.nextCursor
  }
  t.same(paged, all)
  house.clock.set('2026-03-10T01:00:00Z')
  t.match((await queue('xm.head')).items.find(({ id }: Item) => id === sooner), { workingDaysLeft: 0, overdue: true })
  house.clock.set('2026-03-03T01:00:00Z')
  t.equal((await call('GET', '/v1/to-sign')).status, 401)
  t.equal((await call('GET', '/v1/to-sign', { as: 'portal' })).status, 403)
  t.same(faultsOf(await call('GET', '/v1/to-sign?cursor=x', { as: 'xm.head' })), ['/cursor wrong_cursor'])
  t.same((await queue('jcj.supervisor')).items, [])
})

await t.test('the queue holds publications, fees, corrections of the clock and work secrets too', async (t) => {
  const { id: requestId, receiptNumber } = await house.file()
  const { body: { id: published } } = await openPublisher(house).open()
  await asOwner(house, "update publications set state = 'proposed', proposed_by = opened_by, proposed_at = opened_at where id = $1", [published])
  const [feeId, correctionId, secretId, officer] = [uuidv7(), uuidv7(), uuidv7(), await idOf('xm.officer')]
  await asOwner(house, `insert into fees (id, request_id, state, scale, quantity, amount_yuan, reason, proposed_by, proposed_at)
    values ($1, $2, 'proposed', 'by_item', 11, 100, '数量明显超过合理范围', $3, '2026-03-03T01:00:00Z')`, [feeId, requestId, officer])
  await asOwner(house, `insert into clock_corrections (id, request_id, agency_code, seq, on_day, voids, evidence, reason, state, requested_by,
      requested_at, old_due_on, new_due_on, old_state, new_state, later)
    values ($1, $2, 'XM', 1, '2026-03-04', false, '登记簿', '误记', 'pending', $3, '2026-03-03T01:00:00Z', '2026-03-10', '2026-03-11', 'running',
      'running', true)`, [correctionId, requestId, officer])
  const { body: record } = await xm.upload(requestId, '检查安排')
  await xm.open(record.id, 'xm.officer')
  await asOwner(house, `insert into work_secrets (id, record_id, sha256, agency_code, duty, harm, benefit, ground, covers_wrongdoing, circle, from_on,
      until_on, state, proposed_by, proposed_at)
    values ($1, $2, $3, 'XM', '检查', '失去作用', '提前知道', 'enforcement_or_life', false, '{}', '2026-03-03', '2026-09-03', 'proposed', $4,
      '2026-03-03T01:00:00Z')`, [secretId, record.id, record.sha256, officer])
  const { items } = (await call('GET', '/v1/to-sign', { as: 'xm.head' })).body
  const told = (kind: string) => items.filter((item: Body) => item.kind === kind).map(({ id, about, dueOn }: Body) => ({ id, about, dueOn }))
  t.same(told('publication'), [{ id: published, about: '2026年扶贫政策汇编', dueOn: '2026-03-26' }])
  const dueOn = '2026-03-10'
  t.same(told('fee'), [{ id: feeId, about: receiptNumber, dueOn }])
  t.same(told('clock_correction'), [{ id: correctionId, about: receiptNumber, dueOn }])
  t.same(told('work_secret'), [{ id: secretId, about: receiptNumber, dueOn }])
  const cleared = await xm.cleared(requestId, '可以公开的流程')
  const { body: filing } = await call('POST', `/v1/records/${cleared.id}/filing`, { as: 'xm.officer' })
  for (const [as, kind] of [['xm.clerk', 'filing_office'], ['bmj.officer', 'filing_secrecy']] as const) {
    const waiting = { kind, id: filing.id, about: receiptNumber, address: `/v1/filings/${filing.id}/receipts` }
    t.match((await call('GET', '/v1/to-sign', { as })).body.items, [waiting], as)
  }
  const { items: legalItems } = (await call('GET', '/v1/to-sign', { as: 'xm.legal' })).body
  t.notOk(legalItems.some(({ kind }: Body) => kind !== 'answer_step'), 'each sees what his own duty signs')
})

await t.test('the database holds the order of the steps, their people, and that none is left out', async (t) => {
  const { id } = await proposed()
  const [officer, head, legalId] = [await idOf('xm.officer'), await idOf('xm.head'), await idOf('xm.legal')]
  const forced = (step: number, duty: string, by: string) => db.execute(sql`
    insert into decision_signatures (decision_id, step, duty, signed_by, proposed_by, as_deputy, opinion, signed_at)
    values (${id}, ${step}, ${duty}, ${by}, ${officer}, false, '同意', now())`)
  const approved = (by: string) => db.execute(sql`update decisions set state = 'issued', decided_by = ${by}, decided_at = now(),
    notice_id = (select id from notices limit 1) where id = ${id}`)
  await t.rejects(forced(2, 'legal', legalId), { cause: { constraint: 'decision_signatures_in_order' } })
  await t.rejects(forced(1, 'secrecy', legalId), { cause: { constraint: 'decision_signatures_in_order' } })
  await t.rejects(forced(1, 'legal', officer), { cause: { constraint: 'decision_signatures_not_by_proposer' } })
  await t.rejects(approved(head), { cause: { constraint: 'decisions_signed' } })
  await forced(1, 'legal', head)
  await t.rejects(approved(head), { cause: { constraint: 'decisions_signed' } }, 'who signed does not approve')
  await t.rejects(db.execute(sql`delete from decision_signatures`), { cause: { code: '42501' } })
  await t.rejects(db.execute(sql`update decision_sheets set sheet_id = sheet_id`), { cause: { code: '42501' } })
  t.match(await xm.approve(id, 'xm.head'), { status: 403, body: { code: 'signed_it' } })
})

await t.test('what this agency has made public answers a request on the spot, on the word of who approved it', async (t) => {
  const { entry } = await openPublisher(house).publish('办理流程')
  const { entry: ruled } = await openPublisher(house).publish('后来定密的流程')
  const { entry: foreign } = await openPublisher(house, 'CS').publish('他机关的流程')
  const { id, accessToken } = await house.file()
  const answer = (disclosures: unknown, { as = 'xm.officer', to = id, ...more }: Record<string, unknown> & { as?: string, to?: string } = {}) =>
    call('POST', `/v1/requests/${to}/on-the-spot`, { as, body: { disclosures, ...more } })
  t.same(faultsOf(await answer([entry.id, foreign.id, uuidv7()], { description: '秘密★10年' })),
    ['/description mark_in_text', '/disclosures/1 not_public_here', '/disclosures/2 not_public_here'])
  t.same(faultsOf(await answer([], { surprise: 1 })), ['/disclosures too_few', '/surprise unknown_field'])
  for (const [as, status] of [['xm.head', 403], ['xm.clerk', 403], ['cs.officer', 404], [accessToken, 404]] as const) {
    t.equal((await answer([entry.id], { as })).status, status, as)
  }
  const issued = await answer([entry.id], { description: '便民服务的办理流程' })
  t.match(issued, { status: 201, body: {
    state: 'issued', outcome: 'disclose', proposedBy: await idOf('xm.officer'), decidedBy: await idOf('xm.head'),
    reason: new RegExp(entry.indexNumber), parts: [{ grounds: [{ family: 'already_public' }], records: [] }], sheet: [],
  } })
  t.equal(issued.headers.get('location'), `/v1/decisions/${issued.body.id}`)
  const notice = await call('GET', `/v1/notices/${issued.body.noticeId}`, { as: accessToken })
  t.match(notice.text, new RegExp(`已主动公开[^]*${entry.indexNumber}[^]*/v1/disclosures/${entry.id}`))
  t.same((await eventsOf(db, id)).map(({ type }) => type.split('.').slice(1, 3).join('.')).filter((type) => /^decision|served/.test(type)),
    ['decision.proposed', 'decision.issued', 'notice.served'])
  t.match(await answer([entry.id]), { status: 409, body: { code: 'request_not_open' } })

  const { id: other } = await house.file()
  await hire('officer', 'xm.head')
  t.match(await answer([entry.id], { as: 'xm.head', to: other }), { status: 403, body: { code: 'approved_it' } }, 'proposer and approver stay two')
  const { body: open } = await xm.propose(other, [refusal])
  t.match(await answer([entry.id], { to: other }), { status: 409, body: { code: 'decision_open' } })
  await db.execute(sql`insert into decision_places (decision_id, disclosure_id) values (${open.id}, ${foreign.id})`)
  await sign(open.id, 'xm.legal')
  await t.rejects(db.execute(sql`update decisions set state = 'issued', decided_by = ${await idOf('xm.head')}, decided_at = now(),
    notice_id = (select id from notices limit 1) where id = ${open.id}`), { cause: { constraint: 'decisions_point_to_public' } })
  const { id: third } = await house.file()
  await asOwner(house, "update disclosures set taken_down_at = now(), taken_down_by = 'x', takedown_reason = 'x' where id = $1", [entry.id])
  t.same(faultsOf(await answer([entry.id], { to: third })), ['/disclosures/0 not_public_here'], 'what was taken down answers nobody')

  const { body: same } = await xm.upload(third, '后来定密的流程')
  const { body: asked } = await call('POST', `/v1/records/${same.id}/referrals`, { as: 'xm.officer', body: { question: 'level', claimedLevel: 'secret', words: '是否涉密' } })
  const word = { ruling: 'secret', level: 'secret', paper: '保密审〔2026〕9号', reason: '属于保密事项范围' }
  t.equal((await call('POST', `/v1/referrals/${asked.id}/ruling`, { as: 'bmj.officer', body: word })).status, 200)
  t.equal((await call('GET', `/v1/disclosures/${ruled.id}/content`)).status, 410)
  t.same(faultsOf(await answer([ruled.id], { to: third })), ['/disclosures/0 not_public_here'], 'nor what became a secret')
})

await t.test('a case is held by the duty whose signature its sheet waits for, day for day, and a past instant is answered as it was', async (t) => {
  t.equal((await keep([legal, secrecy], { fromOn: '2026-03-03' })).status, 200)
  const { id, requestId, accessToken } = await proposed()
  const read = async (as: string) => (await call('GET', `/v1/requests/${requestId}`, { as })).body
  const isListed = async (heldBy: string) =>
    (await call('GET', `/v1/requests?heldBy=${heldBy}&limit=100`, { as: 'xm.head' })).body.items.some((item: Body) => item.id === requestId)
  const supervised = async (query: string) => (await call('GET', `/v1/deadline-register?agency=XM&limit=100&${query}`, { as: 'jcj.supervisor' }))
    .body.items.find((item: Body) => item.requestId === requestId)
  const graph = async (query: string) => (await call('POST', '/graphql', { as: 'jcj.supervisor', body: { query } })).body.data
  const lastDays: [string, string | undefined, string][] = [
    ['2026-03-03T02:00:00Z', undefined, 'legal'], ['2026-03-04T02:00:00Z', 'xm.legal', 'secrecy'], ['2026-03-05T02:00:00Z', 'xm.review2', 'head'],
  ]
  for (const [at, signer, duty] of lastDays) {
    house.clock.set(at)
    if (signer !== undefined) t.equal((await sign(id, signer)).status, 200)
    t.match(await read('xm.officer'), { heldBy: duty })
    for (const other of ['legal', 'secrecy', 'head']) t.equal(await isListed(other), other === duty, `${other} on ${at}`)
    t.match(await supervised(`heldBy=${duty}`), { heldBy: duty, waitingFor: 'approval' })
    t.match(await graph(`{ request(id: "${requestId}") { heldBy } }`), { request: { heldBy: duty.toUpperCase() } })
    t.match(await read(accessToken), { heldBy: 'officer', next: { who: /经办人/ } }, 'who signs what is the house’s own affair')
  }
  house.clock.set('2026-03-06T02:00:00Z')
  t.same((await supervised('heldBy=head')).daysHeld.map(({ duty, workingDays }: Body) => `${duty} ${workingDays}`), ['head 1', 'secrecy 1', 'legal 1'])
  for (const [at, , duty] of lastDays) t.match(await supervised(`heldBy=${duty}&asOf=${at}`), { heldBy: duty }, `as of ${at}`)
  t.match(await graph(`{ deadlines(filter: { agencies: ["XM"], heldBy: [LEGAL], asOf: "2026-03-03T02:00:00Z" }) { edges { node { request { id } heldBy } } } }`), {
    deadlines: { edges: [{ node: { heldBy: 'LEGAL' } }] },
  })
  t.match(await call('POST', `/v1/decisions/${id}/return`, { as: 'xm.head', body: { reason: '请补充' } }), { status: 200 })
  t.match(await read('xm.officer'), { heldBy: 'officer' }, 'what was returned lies with the officer again')
})
