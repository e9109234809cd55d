import t from 'tap'
import { regimes } from '@lightwell/regimes/regimes'
import { openTestHouse, type Body } from '../../support/house.ts'

const house = await openTestHouse(t)
const english = { 'accept-language': 'en' }

async function get (path: string, headers: Record<string, string> = {}): Promise<Body> {
  const { status, body, text } = await house.call('GET', path, { headers })
  if (status !== 200) throw new Error(text)
  return body
}

t.test('the laws are open to anybody, each in its newest version', async (t) => {
  const { items, nextCursor } = await get('/v1/regimes')
  t.equal(nextCursor, null)
  t.same(items.map(({ id }: Body) => id), [...new Set(regimes.map(({ id }) => id))].toSorted())
  t.match(items.find(({ id }: Body) => id === 'county'), {
    version: 'county@1', versions: ['county@1'], name: '政务信息公开实施细则', parent: 'order_711@1',
  })
  t.equal((await get('/v1/regimes', english)).items.find(({ id }: Body) => id === 'county').name,
    'County Implementation Rule on Open Government Affairs')
})

t.test('what of a law was not read in the original is told wherever the law is, on its sheet too', async (t) => {
  const chinese = (await get('/v1/regimes')).items
  const inEnglish = (await get('/v1/regimes', english)).items
  for (const { id, unread } of regimes) {
    t.equal(chinese.find((one: Body) => one.id === id).unread, unread?.zh ?? null, id)
    t.equal(inEnglish.find((one: Body) => one.id === id).unread, unread?.en ?? null, id)
    const sheet = (await house.call('GET', `/v1/regimes/${id}/sheet`)).text
    t.equal(sheet.includes('须核对'), unread !== undefined, id)
    if (unread !== undefined) t.ok(sheet.includes(unread.zh.slice(0, 20)), id)
  }
  t.ok(regimes.some(({ unread }) => unread !== undefined))
})

t.test('a law is read whole: every setting with its value, its words, its source, and what it overrides', async (t) => {
  const county = await get('/v1/regimes/county')
  t.match(county, { id: 'county', version: 'county@1', sha256: /^[0-9a-f]{64}$/ })
  const setting = (path: string) => county.settings.find((one: Body) => one.path === path)
  t.same(setting('limit.base'), {
    path: 'limit.base', name: '答复期限', value: 5, text: '5个工作日', tier: 'normative_document', article: '12.1',
    source: '《政务信息公开实施细则》第十二条第一款', ourChoice: null,
    overrides: {
      value: 20, text: '20个工作日', tier: 'administrative_regulation', article: '33.2',
      source: '《中华人民共和国政府信息公开条例》第三十三条第二款', ourChoice: null,
    },
  })
  t.match(setting('limit.dueHour'), { value: null, tier: 'our_choice', article: null, source: null, ourChoice: /24时/, overrides: null })
  t.same(setting('partialDays').value, { first: false, last: true }, 'a value that has parts comes as it is')
  t.match(county.grounds.find(({ code }: Body) => code === 'privacy'), {
    article: '6(3)', family: 'withheld', reportRow: '3.3.4', parent: '《中华人民共和国政府信息公开条例》第十五条',
  })
  const byVersion = await house.call('GET', '/v1/regimes/county@1', { headers: english })
  t.equal(byVersion.headers.get('etag'), `"${county.sha256}"`)
  t.match(byVersion.body.settings[0], { path: 'inForceFrom', name: 'In force from', value: null })
  for (const { version } of regimes) t.equal((await get(`/v1/regimes/${version}`)).version, version)
})

t.test('a law prints as a sheet to be signed, in the language of its reader', async (t) => {
  const { status, headers, text } = await house.call('GET', '/v1/regimes/county/sheet')
  t.equal(status, 200)
  t.equal(headers.get('content-type'), 'text/html; charset=utf-8')
  t.match(text, /<html lang="zh-CN">[^]*规则要点表[^]*county@1/)
  t.ok(text.includes((await get('/v1/regimes/county')).sha256))
  t.match((await house.call('GET', '/v1/regimes/uk_foia@1/sheet', { headers: english })).text, /Regime sheet[^]*Freedom of Information Act 2000/)
})

t.test('what is no law is not found', async (t) => {
  for (const path of ['/v1/regimes/moon', '/v1/regimes/county@9', '/v1/regimes/__proto__', '/v1/regimes/moon/sheet', '/v1/regimes/constructor/sheet']) {
    t.match(await house.call('GET', path), { status: 404, body: { code: 'not_found' } }, path)
  }
})
