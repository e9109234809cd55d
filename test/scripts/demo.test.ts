import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { dayIn } from '@lightwell/calendar/zoned'
import { issueDevelopmentToken } from '@lightwell/http/staff-token'
import { samplePortalKey } from '@lightwell/secrets/tokens'
import { askAt, NotReachable } from '../../scripts/demo/api.ts'
import { runDemo, type DemoResult } from '../../scripts/demo/run-demo.ts'
import { openTestHouse, type TestHouse } from '../support/house.ts'

async function tellAll (house: TestHouse): Promise<DemoResult & { printed: string }> {
  const lines: string[] = []
  const now = house.clock.now()
  const result = await runDemo({
    address: house.address,
    today: dayIn(now, 'Asia/Shanghai'),
    print: (line) => void lines.push(line),
    async tokenOf (as) {
      if (as.startsWith('lwr_')) return as
      return as === 'portal' ? samplePortalKey(house.keys) : await issueDevelopmentToken(house.keys, as, now)
    },
  })
  return { ...result, printed: lines.join('\n') }
}

t.test('ten requests are filed, timed, decided and answered, each as its story tells', async (t) => {
  const house = await openTestHouse(t, { now: '2026-11-16T02:00:00Z' })
  const { ended, surprises, printed } = await tellAll(house)

  t.same(surprises, [])
  t.same(ended.map(({ agency, status, outcome, dueOn, state }) => [agency, status, outcome, dueOn, state]), [
    ['AQ', 'closed', 'disclose', '2026-11-23', 'met'],
    ['XM', 'closed', 'redact_and_disclose', '2026-11-23', 'met'],
    ['CS', 'closed', 'refuse', '2026-11-23', 'met'],
    ['XM', 'closed', 'disclose', '2026-11-30', 'met'],
    ['CS', 'closed', 'refuse', '2026-11-23', 'met'],
    ['XM', 'processing', null, '2026-10-13', 'running'],
    ['CS', 'closed', 'disclose', '2026-10-09', 'missed'],
    ['AQ', 'closed', 'refuse', '2026-11-23', 'met'],
    ['CITY', 'closed', 'redact_and_disclose', '2026-12-14', 'met'],
    ['CITY', 'withdrawn', null, '2026-12-14', 'stopped'],
  ])
  t.same(ended.filter(({ overdue }) => overdue).map(({ dueOn }) => dueOn), ['2026-10-13'])
  t.match(printed, '09-24 received · 09-25 – Mid-Autumn Festival', 'the count over National Day is told day by day')
  t.match(printed, '10-07 – National Day · 10-08 4 · 10-09 5')
  t.match(printed, 'answered on 2026-11-16, 27 working days late')
  t.match(printed, '身份证号码〔███〕，联系电话〔███〕', 'what the applicant reads has the words taken out')
  t.equal(printed.match(/409 {2}record_sealed/g)?.length, 6, 'sealed it is refused to five people and a proposal')
  t.match(printed, /notice XM公延〔2026〕1号/)

  const again = await tellAll(house)
  t.same(again.surprises, [], 'it runs again on the same system, with requests of its own')
  t.equal(new Set([...ended, ...again.ended].map(({ receiptNumber }) => receiptNumber)).size, 20)
})

t.test('an answer that was not foreseen is told, and the other requests go on', async (t) => {
  const house = await openTestHouse(t, { now: '2026-11-16T02:00:00Z' })
  const { body: { items } } = await house.call('GET', '/v1/posts?agency=XM', { as: 'city.admin' })
  const head = items.find((post: { duty: string }) => post.duty === 'head')
  t.equal((await house.call('POST', `/v1/posts/${head.id}/revocation`, { as: 'city.admin' })).status, 200)

  const { ended, surprises, printed } = await tellAll(house)
  t.equal(ended.length, 8)
  t.same(surprises.map((surprise) => surprise.split(':')[0]), [
    '2025年第二季度柳岸村低保金发放情况', '2023至2025年村级道路硬化项目清单及决算',
  ])
  t.match(printed, '“proposes the answer” was to be answered 201, and was answered 409: unit_not_ready.')
})

t.test('what is refused for the moment alone is asked again', async (t) => {
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    response.writeHead(asked < 3 ? 409 : 201, asked < 3 ? { 'retry-after': '1' } : {}).end()
  })
  server.listen(0, '127.0.0.1')
  t.teardown(() => server.close())
  await once(server, 'listening')
  const ask = askAt({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tokenOf: async () => '' })
  await ask({ who: 'xm.officer', does: 'asks for the longer limit', method: 'POST', path: '/', body: {}, expect: 201 })
  t.equal(asked, 3)
})

t.test('where nobody answers, or another key is used, one sentence says so', async (t) => {
  const tokenOf = async (): Promise<string> => 'not-a-token'
  const demo = { today: '2026-11-16' as never, print: () => {}, tokenOf }
  const nobody = runDemo({ ...demo, address: 'http://127.0.0.1:1' })
  await t.rejects(nobody, { name: 'NotReachable', message: /Start it with: npm start/ })
  const house = await openTestHouse(t)
  const failed = await runDemo({ ...demo, address: house.address }).catch((error: unknown) => error)
  t.ok(failed instanceof NotReachable)
  t.match(failed, { message: /was started with another key/ })
})
