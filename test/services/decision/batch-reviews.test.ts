import t from 'tap'
import { openTestHouse, type Body, type CallAnswer } from '../../support/house.ts'
import { must } from '../../support/story.ts'
import { eventsOf, faultsOf, openDesk, threeNoes } from './desk.ts'

const house = await openTestHouse(t)
const { db } = house.connection('decision')
const xm = openDesk(house)

async function send (reviews: unknown, as: string | undefined = 'xm.review1', headers: Record<string, string> = {}): Promise<CallAnswer> {
  return await house.call('POST', '/v1/reviews', { body: { reviews }, headers, ...as !== '' && { as } })
}

/** Records of requests of their own, opened by the reviewer. */
async function records (count: number, { opened = count } = {}): Promise<Body[]> {
  const made: Body[] = []
  for (let at = 0; at < count; at += 1) {
    const { id } = await house.file()
    const record = must<Body>(201, await xm.upload(id, `补偿明细第${at}页`))
    if (at < opened) must(200, await xm.open(record.id, 'xm.review1'))
    made.push(record)
  }
  return made
}

const reviewOf = ({ id, sha256 }: Body, changes: object = {}) =>
  ({ recordId: id, level: 1, finding: 'release', sha256, checklist: threeNoes, opinion: `逐段核对${id}，未见涉密内容。`, ...changes })

await t.test('a batch is taken record by record: each review stands or is refused by itself', async (t) => {
  const [first, unopened, copied, broken, last] = await records(5, { opened: 5 }) as [Body, Body, Body, Body, Body]
  const { id } = await house.file()
  const never = must<Body>(201, await xm.upload(id, '没有打开的正文'))
  const answer = await send([
    reviewOf(last), reviewOf(never), reviewOf(first), reviewOf(copied, { opinion: reviewOf(first).opinion.replaceAll('，', ' ') }),
    reviewOf(broken, { level: 2, finding: 'withhold', checklist: { stateSecret: true } }),
    reviewOf(unopened, { sha256: '0'.repeat(64) }),
    { ...reviewOf(first), opinion: '再审一次同一件' }, reviewOf({ id: 'none', sha256: first.sha256 }),
    reviewOf({ id: '01900000-0000-7000-8000-000000000000', sha256: first.sha256 }, { opinion: '不存在的一件' }), null,
  ])
  const { items } = must<Body>(200, answer)
  t.same(items.map(({ status, problem }: Body) => `${status} ${problem?.code ?? ''}`), [
    '201 ', '409 content_not_opened', '201 ', '422 invalid_input', '422 invalid_input', '409 other_bytes', '403 reviewer_reviewed_already',
    '422 invalid_input', '404 not_found', '422 invalid_input',
  ])
  t.match(items[0], { recordId: last.id, review: { reviewerId: /./, review: { nextLevel: 2 } }, problem: null })
  t.same(faultsOf({ body: items[3].problem } as CallAnswer), ['/opinion opinion_repeated'])
  t.same(faultsOf({ body: items[4].problem } as CallAnswer), [
    '/checklist/endangersSecurity required', '/checklist/workSecret required', '/grounds required',
  ])
  t.same(faultsOf({ body: items[7].problem } as CallAnswer), ['/recordId wrong_format'])
  t.match(items[9], { recordId: null, review: null, problem: { errors: [{ pointer: '', code: 'wrong_type' }] } })
  const reviewed = async ({ requestId }: Body) =>
    (await eventsOf(db, requestId)).filter(({ type }) => type === 'lightwell.record.reviewed.v1').length
  t.same([await reviewed(last), await reviewed(first), await reviewed(copied), await reviewed(never)], [1, 1, 0, 0])
})

await t.test('a batch that does not fit, or comes from who reviews nothing, is refused whole', async (t) => {
  const [record] = await records(1) as [Body]
  t.same(faultsOf(await send([])), ['/reviews too_few'])
  t.same(faultsOf(await send(Array.from({ length: 101 }, () => reviewOf(record)))), ['/reviews too_many'])
  t.same(faultsOf(await send('all')), ['/reviews wrong_type'])
  t.equal((await send([reviewOf(record)], '')).status, 401)
  t.equal((await send([reviewOf(record)], 'xm.head')).status, 403)
  t.match((await send([reviewOf(record)], 'cs.review1')).body.items, [{ status: 404 }], 'of another agency nothing is told')
  t.match((await send([reviewOf(record)], 'xm.review2')).body.items, [{ status: 403, problem: { code: 'level_not_held' } }])
})

await t.test('sent again under its key a batch is answered as before, in the language of its reader', async (t) => {
  const [record, other] = await records(2, { opened: 1 }) as [Body, Body]
  const headers = { 'idempotency-key': 'batch-of-the-morning', 'accept-language': 'en' }
  const first = must<Body>(200, await send([reviewOf(record), reviewOf(other)], 'xm.review1', headers))
  t.match(first.items[1].problem, { detail: 'You have not opened the content, so you cannot pass it.' })
  t.same((await send([reviewOf(record), reviewOf(other)], 'xm.review1', headers)).body, first)
})

await t.test('two batches over the same records in other orders end both, each record reviewed once', async (t) => {
  const some = await records(6)
  const answers = await Promise.all([some, some.toReversed()].map(async (order) => await send(order.map((record) => reviewOf(record)))))
  t.same(answers.map(({ status }) => status), [200, 200])
  const all = answers.flatMap(({ body }) => body.items.map(({ status }: Body) => status))
  t.same(all.toSorted(), [...Array.from({ length: 6 }, () => 201), ...Array.from({ length: 6 }, () => 403)])
})
