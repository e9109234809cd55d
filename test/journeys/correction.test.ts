// The story of people who ask to correct what an agency holds about them: one record is corrected, one request goes to the
// body that may, and one is declined (细则第十三条, 条例第四十一条).
import t from 'tap'
import { openTestHouse } from '../support/house.ts'
import { fileRequest, must, readUntil, type Filed } from '../support/story.ts'

type Outcome = { id: string, state: string, outcome: string, noticeId?: string }
type Shown = {
  status: string, heldBy: string | null, allowedActions: string[], next: { what: string } | null
  correctionOutcome?: Outcome & { forwardedTo?: string }
}

const correction = {
  recordTitle: '2024年度低保审核登记表', defect: 'inaccurate', claim: '家庭人口应为四人。',
  relation: '记录登记的是本人家庭。', evidence: '户口簿复印件。',
}

t.test('a record about oneself is corrected, forwarded or left as it is, with reasons', async (t) => {
  const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
  const { call } = house
  const show = async ({ id }: Filed, as = 'xm.officer') => must<Shown>(200, await call('GET', `/v1/requests/${id}`, { as }))
  const propose = ({ id }: Filed, body: object) => call('POST', `/v1/requests/${id}/correction-outcomes`, { as: 'xm.officer', body })
  const on = (id: string, verb: string, body: object = {}, as = 'xm.head') => call('POST', `/v1/correction-outcomes/${id}/${verb}`, { as, body })
  const file = (changes: object = {}) => fileRequest(call, {
    kind: 'correction', description: '更正本人家庭的低保登记。', correction, ...changes,
  })
  const page = async (id: string | undefined, as: string) => (await call('GET', `/v1/notices/${id}`, { as })).text

  const proved = await file()
  const elsewhere = await file({ correction: { ...correction, defect: 'out_of_date' }, delivery: { format: 'paper', method: 'post' } })
  const unfounded = await file({ language: 'en' })
  house.clock.set('2026-03-03T01:00:00Z')

  const reason = '登记表“家庭人口”一栏由“三人”更正为“四人”。'

  await t.test('nothing is changed for someone who is not proved to be the one', async (t) => {
    t.match(await propose(proved, { outcome: 'corrected', reason }), { status: 409, body: { code: 'identity_not_proved' } })
    must(201, await call('POST', `/v1/requests/${proved.id}/identity-proofs`, {
      as: 'xm.clerk', body: { method: 'seen_in_person', evidence: '当面核对身份证原件。' },
    }))
  })

  await t.test('the officer proposes, the head returns it and approves the next', async (t) => {
    const first = must<Outcome>(201, await propose(proved, { outcome: 'corrected', reason: '已改。' }))
    t.match(await show(proved), { status: 'processing', heldBy: 'head', correctionOutcome: { id: first.id, state: 'proposed' } })
    t.equal((await show(proved, proved.accessToken)).correctionOutcome, undefined)
    t.equal((await on(first.id, 'approval', {}, 'xm.officer')).status, 403)
    must(200, await on(first.id, 'return', { reason: '请写明更正了什么。' }))
    const second = must<Outcome>(201, await propose(proved, { outcome: 'corrected', reason }))
    t.match(await on(first.id, 'approval'), { status: 409, body: { code: 'no_correction_proposed' } })
    must(200, await on(second.id, 'approval'))
  })

  await t.test('the answer tells what was asked and what was changed, and closes the request in time', async (t) => {
    await readUntil(call, `/v1/requests/${proved.id}`, proved.accessToken, { status: 'closed' })
    await readUntil(call, `/v1/deadlines/${proved.id}`, proved.accessToken, { state: 'met' })
    const { correctionOutcome } = await show(proved, proved.accessToken)
    t.match(correctionOutcome, { state: 'issued', outcome: 'corrected' })
    const text = await page(correctionOutcome?.noticeId, proved.accessToken)
    for (const words of [
      '更正申请答复书', 'XM公更〔2026〕1号', correction.recordTitle, '记录不准确', correction.claim, '本机关已予更正', reason, '第十三条', '行政复议',
    ]) t.match(text, words)
  })

  await t.test('who has no power to correct forwards it and tells to whom; a letter is served by the clerk', async (t) => {
    const { id } = must<Outcome>(201, await propose(elsewhere, {
      outcome: 'forwarded', reason: '该登记表由区农业农村局制作。', forwardedTo: 'AQ',
    }))
    const { noticeId } = must<Outcome>(200, await on(id, 'approval', { reason: '同意。' }))
    t.match(await show(elsewhere, elsewhere.accessToken), { status: 'decided', heldBy: 'clerk', correctionOutcome: { forwardedTo: 'AQ' } })
    t.match(await page(noticeId, elsewhere.accessToken), /本机关无权更正[^]*A区农业农村局/)
    must(200, await call('POST', `/v1/notices/${noticeId}/service`, {
      as: 'xm.clerk', body: { method: 'post', on: '2026-03-03', evidence: '挂号信 0001' },
    }))
    await readUntil(call, `/v1/requests/${elsewhere.id}`, elsewhere.accessToken, { status: 'closed' })
    await readUntil(call, `/v1/deadlines/${elsewhere.id}`, elsewhere.accessToken, { state: 'met' })
  })

  await t.test('what is not wrong stays as it is, and the applicant reads why and what he can do', async (t) => {
    const { id } = must<Outcome>(201, await propose(unfounded, { outcome: 'declined', reason: 'The register agrees with the household book.' }))
    const { noticeId } = must<Outcome>(200, await on(id, 'approval'))
    const text = await page(noticeId, unfounded.accessToken)
    for (const words of ['Answer to a Request for Correction', 'The record is not corrected.', 'agrees with the household book', 'Article 13', 'administrative reconsideration']) {
      t.match(text, words)
    }
    await readUntil(call, `/v1/requests/${unfounded.id}`, unfounded.accessToken, { status: 'closed' })
  })
})
