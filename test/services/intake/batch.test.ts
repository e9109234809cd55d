import t from 'tap'
import { openTestHouse } from '../../support/house.ts'
import { recordSearch } from '../../support/story.ts'

const house = await openTestHouse(t, { now: '2026-03-03T01:00:00Z' })
const { call } = house
const { pool } = house.connection('intake')

const register = (body: unknown, { query = '', as = 'xm.clerk', headers = {} }: { query?: string, as?: string, headers?: Record<string, string> } = {}) =>
  call('POST', `/v1/requests/batch${query}`, {
    as, body, headers: { ...(typeof body === 'string' || Buffer.isBuffer(body)) && { 'content-type': 'text/csv' }, ...headers },
  })
const filed = async (): Promise<number> => Number((await pool.query('select count(*) from requests')).rows[0].count)
const faultsOf = (body: { errors: { pointer: string, code: string }[] }) => body.errors.map(({ pointer, code }) => `${pointer} ${code}`)

const headings = '姓名,身份证号码,性别,出生日期,通信地址,联系电话,电子邮箱,申请内容,用途,渠道,收到日期,是否签收'
const zhang = '张三,11010519491231002X,女,1949/12/31,新民镇建设路1号,13800000000,,'
const rest = ',核对本人补偿款,信函,2026-02-28,是'
const letter = (description: string, who = zhang): string => `${who}${description}${rest}`

t.test('thirty letters are registered in one call, each with its number, its token and its day', async (t) => {
  const before = await filed()
  const lines = Array.from({ length: 30 }, (_, at) => letter(`${1990 + at}年第${at}号宅基地审批档案`))
  const { status, body } = await register(`\ufeff${headings}\r\n${lines.join('\r\n')}\r\n`)
  t.equal(status, 201)
  t.equal(body.items.length, 30)
  t.equal(await filed(), before + 30)
  t.equal(new Set(body.items.map((item: { receiptNumber: string }) => item.receiptNumber)).size, 30)
  t.match(body.items[7], { row: 7, receivedOn: '2026-02-28', dueOn: '2026-03-06' })
  const own = await call('GET', `/v1/requests/${body.items[7].id}`, { as: body.items[7].accessToken })
  t.match(own.body, {
    status: 'registered', channel: 'letter', receivedOn: '2026-02-28', description: '1997年第7号宅基地审批档案',
    applicant: { name: '张三', sex: 'female', birthDate: '1949-12-31' },
  })
})

t.test('headings may be English, in any order, and what JSON says is taken alike', async (t) => {
  const csv = 'description,channel,name,idNumber,sex,birthDate,address,phone,purpose,receivedOn\n'
    + '"道路照明, ""夜间""\n维护合同",in_person,张三,11010519491231002X,female,1949-12-31,建设路,138,知情,2026-03-02\n'
  const fromCsv = await register(csv)
  t.equal(fromCsv.status, 201)
  const read = await call('GET', `/v1/requests/${fromCsv.body.items[0].id}`, { as: 'xm.officer' })
  t.equal(read.body.description, '道路照明, "夜间"\n维护合同')
  const row = {
    agency: 'XM', kind: 'disclosure', channel: 'letter', receivedOn: '2026-03-02', description: '老街消防检查记录', purpose: '知情',
    applicant: {
      kind: 'citizen', name: '张三', sex: 'female', birthDate: '1949-12-31', idNumber: '11010519491231002X', address: '建设路', phone: '138',
    },
  }
  t.equal((await register({ rows: [row, { ...row, description: '渡口渡船检验证书' }] })).body.items.length, 2)
})

t.test('with any fault nothing is registered, and every fault of every row is told at its place', async (t) => {
  const before = await filed()
  const { status, body } = await register([
    headings, letter('农田水利'), '李四,110105194912310021,女,1949/12/31,,,,,,信函,2026-03-09,是', letter('x').replace('信函', '鸽子'),
    letter('=1+1'), letter('a').replace('张三', '@SUM(A1)'), '只有一格',
  ].join('\n'))
  t.equal(status, 422)
  t.same(faultsOf(body).toSorted(), [
    '/rows/1/applicant/address required', '/rows/1/applicant/idNumber id_check_character', '/rows/1/applicant/phone contact_required',
    '/rows/1/description required', '/rows/1/purpose required', '/rows/1/receivedOn in_the_future', '/rows/2/channel not_listed',
    '/rows/2/signedFor letters_only', '/rows/3/description formula_cell', '/rows/4/applicant/name formula_cell', '/rows/5 ragged_row',
  ].toSorted())
  t.equal(await filed(), before)
  const rows = [{ agency: 'XM' }, {}, 7]
  const json = await register({ rows })
  t.ok(faultsOf(json.body).includes('/rows/2 wrong_type'))
  t.ok(faultsOf(json.body).includes('/rows/0/applicant required'))
  const other = await register([`${headings},agency`, `${letter('农田')},CS`].join('\n'))
  t.same(faultsOf(other.body), ['/rows/0/agency not_your_agency'])
})

t.test('what cannot be read as CSV is refused in words', async (t) => {
  const gbk = Buffer.from([0xd0, 0xd5, 0xc3, 0xfb])
  for (const [bytes, status, code] of [
    [gbk, 400, 'invalid_utf8'], [`${headings}\n"不成对`, 400, 'invalid_csv'], ['', 422, 'invalid_input'],
    [headings, 422, 'invalid_input'], [`姓名,住处\n张三,某处`, 422, 'invalid_input'], ['姓名,name\n张三,张三', 422, 'invalid_input'],
    [[headings, ...Array.from({ length: 201 }, () => letter('农田'))].join('\n'), 422, 'invalid_input'],
    ['x'.repeat(9_000_000), 413, 'too_large'], [','.repeat(5_000_000), 400, 'invalid_csv'], ['\n'.repeat(5_000_000), 422, 'invalid_input'],
    [`${headings}\n"${'x'.repeat(200_000)}`, 400, 'invalid_csv'],
  ] as const) {
    const answer = await register(bytes)
    t.equal(answer.status, status, String(code))
    t.equal(answer.body.code, code)
  }
  t.match(faultsOf((await register('姓名,住处\n张三,某处')).body), ['/columns/1 unknown_column'])
  t.match(faultsOf((await register('姓名,name\n张三,张三')).body), ['/columns/1 repeated_column'])
  t.equal((await register(headings, { headers: { 'content-type': 'text/csv; charset=gbk' } })).status, 415)
  t.equal((await register(`${headings}\n${letter('老街').replace('老街', '老\u0007街')}`)).body.errors[0].code, 'control_character')
  t.equal((await register({ rows: Array.from({ length: 201 }, () => ({})) })).body.errors[0].code, 'too_many')
  t.equal((await register({ rows: [] })).body.errors[0].code, 'too_few')
  t.equal((await call('POST', '/v1/requests', { as: 'xm.clerk', body: headings, headers: { 'content-type': 'text/csv' } })).status, 415, 'nobody else reads CSV')
})

t.test('a batch is a clerk’s work, and his own agency’s', async (t) => {
  const csv = `${headings}\n${letter('农田')}`
  t.equal((await call('POST', '/v1/requests/batch', { body: csv, headers: { 'content-type': 'text/csv' } })).status, 401)
  for (const as of ['portal', 'xm.officer', 'jcj.supervisor', 'city.admin']) t.equal((await register(csv, { as })).status, 403, as)
})

t.test('a rehearsal tells faults and likely repeats, and writes nothing', async (t) => {
  const before = await filed()
  const { status, body } = await register([
    headings, letter('2024年度城南片区征地补偿方案及发放明细'), letter('申请公开2024年度城南片区征地补偿方案以及发放明细表'), letter('x').replace('信函', '鸽子'),
  ].join('\n'), { query: '?dryRun=true' })
  t.equal(status, 200)
  t.same(faultsOf(body), ['/rows/2/channel not_listed', '/rows/2/signedFor letters_only'])
  t.same(body.items.map(({ row }: { row: number }) => row), [0, 1])
  t.match(body.items[1].likelyRepeats, [{ row: 0, similarity: 0.52 }], 'a row that resembles an earlier one of the same file')
  t.notMatch(JSON.stringify(body), /accessToken|receiptNumber/, 'nothing is promised')
  t.equal(await filed(), before)
})

t.test('a batch that is sent twice under one key is registered once', async (t) => {
  const before = await filed()
  const csv = `${headings}\n${letter('机场路绿化')}`
  const headers = { 'idempotency-key': 'the-mail-of-the-third-of-march' }
  const [first, second] = [await register(csv, { headers }), await register(csv, { headers })]
  t.same(second.body, first.body)
  t.equal(second.headers.get('idempotency-replayed'), 'true')
  t.equal(await filed(), before + 1)
  t.equal((await register(`${csv}\n${letter('机场')}`, { headers })).body.code, 'idempotency_key_reused')
})

t.test('a likely repeat is shown with the earlier answer, to those who may read that', async (t) => {
  const wang = {
    kind: 'citizen', name: '王五', sex: 'male', birthDate: '1980-01-01', idNumber: '110105198001010032', address: '河西', phone: '139',
  }
  const asked = '2023年度河西片区污水处理厂排放监测数据'
  const first = await house.file({ applicant: wang, description: asked })
  await recordSearch(call, first)
  const decision = await call('POST', '/v1/decisions', {
    as: 'xm.officer', body: {
      requestId: first.id, outcome: 'refuse', parts: [{ description: asked, outcome: 'refuse', grounds: ['not_held'], records: [] }],
    },
  })
  t.equal(decision.status, 201, decision.text)
  t.equal((await call('POST', `/v1/decisions/${decision.body.id}/approval`, { as: 'xm.head', body: {} })).status, 200)
  await house.file({ applicant: wang, description: '2021年小学学区划分文件' })
  await house.file({ applicant: wang, description: asked, agency: 'CS' })
  await house.file({ description: asked })
  const again = await house.file({ applicant: { ...wang, idNumber: '１１０１０５１９８００１０１００３２' }, description: `${asked}及报告` })
  const similar = (as: string) => call('GET', `/v1/requests/${again.id}/similar`, { as })
  const { status, body } = await similar('xm.officer')
  t.equal(status, 200)
  t.same(body.items.map(({ id }: { id: string }) => id), [first.id], 'of this applicant, about this, at this agency, and earlier')
  t.match(body.items[0], {
    receiptNumber: first.receiptNumber, agency: 'XM', status: /decided|closed/, receivedOn: '2026-03-03', description: asked,
    decision: { id: decision.body.id, outcome: 'refuse', issuedOn: '2026-03-03' },
  })
  t.ok(body.items[0].similarity > 0.7 && body.items[0].similarity < 1)
  t.equal((await similar('jcj.supervisor')).body.items.length, 2, 'a supervisor reads those of the whole family')
  t.equal((await call('GET', `/v1/requests/${first.id}/similar`, { as: 'xm.officer' })).body.items.length, 0, 'what came later is no earlier one')
  t.equal((await similar('cs.officer')).status, 404)
  t.equal((await similar(again.accessToken)).status, 403)
  t.equal((await similar('xm.officer')).body.nextCursor, null, 'a list like any other, of one page')
  t.equal((await call('GET', `/v1/requests/${again.id}/similar`)).status, 401)
})

t.test('the newest two hundred requests of an applicant are compared, and the twenty most similar shown', async (t) => {
  const wish = '车站广场改造工程招标文件'
  const lines = (from: number) => Array.from({ length: 200 }, (_, at) => letter(`${wish}${from + at}`, zhang.replace('张三', '某人')))
  t.equal((await register([headings, letter(wish), ...lines(0).slice(1)].join('\n'))).status, 201)
  const last = await register([headings, ...lines(1_000)].join('\n'))
  const { body } = await call('GET', `/v1/requests/${last.body.items[199].id}/similar`, { as: 'xm.clerk' })
  t.equal(body.items.length, 20)
  t.ok(body.items.every((item: { description: string }) => item.description.startsWith(wish)))
  t.ok(body.items.every((item: { similarity: number }, at: number) => at === 0 || item.similarity <= body.items[at - 1].similarity))
})
