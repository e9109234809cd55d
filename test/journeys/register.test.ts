import t from 'tap'
import { parse } from 'csv-parse/sync'
import { aFiling } from '../support/builders.ts'
import { openTestHouse } from '../support/house.ts'
import { fileRequest, recordSearch, type Filed } from '../support/story.ts'

// The register of a town: who finds what in it, page by page, as a table for a spreadsheet, and by a portal's own names.
const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
const { call, clock } = house

type Item = { id: string, status: string, heldBy: string | null }
const register = async (as: string, query = ''): Promise<Item[]> => (await call('GET', `/v1/requests${query}`, { as })).body.items
const idsOf = (items: { id: string }[]): string[] => items.map(({ id }) => id)
const csv = (as: string, query = '', language = 'zh-CN') =>
  call('GET', `/v1/requests${query}`, { as, headers: { accept: 'text/csv', 'accept-language': language } })

const letter = { channel: 'letter', receivedOn: '2026-02-27' }
const online = await fileRequest(call)
const byLetter = await fileRequest(call, { ...letter, description: '=HYPERLINK("http://evil","2024年收费标准")', subject: 'fees' }, 'xm.clerk')
const byFax = await fileRequest(call, { channel: 'fax', arrivedOn: '2026-02-27', description: '2023年度\n公交线路"论证"材料' }, 'xm.clerk')
const company = await fileRequest(call, {
  applicant: {
    kind: 'organisation', name: '某某建材有限公司', creditCode: '91350100M000100Y43', organisationKind: 'enterprise',
    representativeName: '赵六', representativeSex: 'male', representativeBirthMonth: '1970-01', address: '新民镇', phone: '139',
  },
  description: '2025年度建材采购合同',
})
const portals = await fileRequest(call, { externalId: 'GZ-7', description: '2022年度学区划分文件' }, 'portal')
const elsewhere = await fileRequest(call, { agency: 'CS' })
const everything = [portals, company, byFax, byLetter, online]

t.test('a registration shows the time, the applicant and the content (003:14)', async (t) => {
  const [item] = (await call('GET', `/v1/requests?text=${byLetter.receiptNumber}`, { as: 'xm.officer' })).body.items
  t.match(item, {
    receivedOn: '2026-02-27', registeredAt: '2026-03-02T01:00:00.000Z', applicant: { name: '张三' }, description: /2024年收费标准/, channel: 'letter',
  })
})

t.test('the register is narrowed by everything that a request is told apart by', async (t) => {
  await recordSearch(call, online)
  for (const [query, found] of [
    ['', everything], ['?agency=XM', everything], ['?status=received', [byFax]], ['?status=received&status=processing', [byFax, online]],
    ['?channel=letter', [byLetter]], ['?channel=letter&channel=fax', [byFax, byLetter]], ['?kind=correction', []],
    ['?applicantKind=organisation', [company]], ['?subject=fees', [byLetter]], ['?receivedTo=2026-02-27', [byLetter]],
    ['?receivedFrom=2026-03-02', [portals, company, online]], ['?registeredLate=true', [byFax, byLetter]],
    ['?registeredLate=false&channel=letter', []], ['?imported=true', []], ['?heldBy=clerk', [byFax]],
    ['?heldBy=officer', [portals, company, byLetter, online]], ['?heldBy=head&heldBy=third_party', []],
    [`?text=${encodeURIComponent('学区划分')}`, [portals]], [`?text=${online.receiptNumber}`, [online]],
    [`?text=${encodeURIComponent('2024年')}&channel=letter&status=registered`, [byLetter]],
  ] as const) t.same(idsOf(await register('xm.officer', query)), idsOf([...found]), query)
})

t.test('who must act next is the same on a request and in the register', async (t) => {
  await call('POST', `/v1/deadlines/${company.id}/extensions`, { as: 'xm.officer', body: { reason: '需要向多个站所收集材料' } })
  for (const { heldBy, id } of await register('xm.officer')) {
    t.ok(idsOf(await register('xm.officer', `?heldBy=${heldBy}`)).includes(id), `${heldBy}`)
    t.equal((await call('GET', `/v1/requests/${id}`, { as: 'xm.officer' })).body.heldBy, heldBy)
  }
  t.same(idsOf(await register('xm.officer', '?heldBy=head')), [company.id])
})

t.test('what a caller may not see is as what does not exist', async (t) => {
  const nowhere = await register('xm.officer', '?text=CS-20260302-00000000-0')
  for (const query of [`?text=${elsewhere.receiptNumber}`, '?agency=CS', '?agency=NN', '?agency=CS&status=registered']) {
    t.same(await register('xm.officer', query), nowhere, query)
  }
  const [theirs, none] = [
    await call('GET', `/v1/requests/${elsewhere.id}`, { as: 'xm.officer' }),
    await call('GET', '/v1/requests/01890000-0000-7000-8000-000000000000', { as: 'xm.officer' }),
  ]
  t.same([theirs.status, { ...theirs.body, instance: '' }], [none.status, { ...none.body, instance: '' }])
  t.same(idsOf(await register('portal')), [portals.id])
  t.same(idsOf(await register('portal', '?externalId=GZ-7')), [portals.id])
  t.same(await register('portal', '?externalId=GZ-8'), [])
  for (const query of ['heldBy=head', 'subject=fees']) {
    for (const as of ['portal', online.accessToken]) {
      const { body } = await call('GET', `/v1/requests?${query}`, { as })
      t.match(body.errors, [{ pointer: `/${query.split('=')[0]}`, code: 'staff_only' }], 'what the agency makes of it among its people is its own')
    }
  }
  t.same(idsOf(await register(online.accessToken)), [online.id])
  t.same(await register(online.accessToken, '?channel=letter'), [])
  t.same(idsOf(await register('jcj.supervisor')), idsOf([elsewhere, ...everything]))
  const cursorOf = (id: string) => Buffer.from(JSON.stringify([id])).toString('base64url')
  t.same(await register('cs.officer', `?cursor=${cursorOf(online.id)}`), [], 'a cursor opens nothing')
})

t.test('pages neither repeat nor lose a request, whatever is filed and done between them', async (t) => {
  clock.set('2026-03-03T01:00:00Z')
  for (const query of ['', '&status=registered&status=processing', '&heldBy=officer', '&channel=online']) {
    const whole = idsOf(await register('xm.officer', `?limit=100${query}`))
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: { items: Item[], nextCursor: string | null } = (await call('GET', `/v1/requests?limit=2${query}${cursor === null ? '' : `&cursor=${cursor}`}`, { as: 'xm.officer' })).body
      seen.push(...idsOf(page.items))
      cursor = page.nextCursor
      await fileRequest(call, { description: '此间又提出的申请' })
    } while (cursor !== null)
    t.same(seen, whole, query)
  }
})

t.test('a spreadsheet opens the register: UTF-8 with its mark, words of the reader, and no cell that is a formula', async (t) => {
  const { status, headers, text } = await csv('xm.officer', '?receivedTo=2026-03-02')
  t.equal(status, 200)
  t.match(headers.get('content-type'), /^text\/csv; charset=utf-8/)
  t.match(headers.get('content-disposition'), /attachment; filename="register\.csv"/)
  t.equal(headers.get('link'), null, 'nothing follows')
  const bytes = await (await fetch(`${house.address}/v1/requests`, {
    headers: { accept: 'text/csv', authorization: `Bearer ${await tokenOf()}` },
  })).bytes()
  t.same(Array.from(bytes.slice(0, 3)), [0xef, 0xbb, 0xbf], 'the mark by which a spreadsheet knows UTF-8')
  const [heading = [], ...lines] = parse(text, { bom: true }) as string[][]
  t.same(heading.slice(0, 3), ['登记回执号', '公开义务人', '类型'])
  t.same(lines.map(([number]) => number), everything.map(({ receiptNumber }) => receiptNumber))
  const told = (filed: Filed): Record<string, string> => Object.fromEntries((lines.find(([number]) => number === filed.receiptNumber) ?? [])
    .map((cell, at) => [heading[at] as string, cell]))
  t.equal(told(byLetter)['申请内容'], '\'=HYPERLINK("http://evil","2024年收费标准")')
  t.equal(told(byFax)['申请内容'], '2023年度\n公交线路"论证"材料')
  t.match(told(byLetter), { 渠道: 'letter', 收到日: '2026-02-27', 迟登记: '是', 答复期限: '2026-03-05', 待办: 'officer', 主题: 'fees' })
  t.notMatch(text, /13800000000|zhangsan@|建设路|002X/, 'how the applicant can be reached, and his number, are not in it')
  t.match((await csv('jcj.supervisor', '', 'en')).text, /^\ufeff?Receipt number,Agency,Kind,/)
})

async function tokenOf (): Promise<string> {
  const { issueDevelopmentToken } = await import('@lightwell/http/staff-token')
  return await issueDevelopmentToken(house.keys, 'xm.officer', clock.now())
}

t.test('a long register goes on at the address of its Link header, for the staff alone', async (t) => {
  const whole = parse((await csv('xm.officer')).text, { bom: true }) as string[][]
  const lines: string[][] = []
  let path: string | undefined = '/v1/requests?limit=3'
  while (path !== undefined) {
    const page = await call('GET', path, { as: 'xm.officer', headers: { accept: 'text/csv' } })
    lines.push(...(parse(page.text, { bom: true }) as string[][]).slice(1))
    path = /^<([^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1]
  }
  t.same(lines, whole.slice(1))
  for (const as of ['portal', online.accessToken]) t.equal((await csv(as)).status, 403)
  t.equal((await call('GET', '/v1/requests', { headers: { accept: 'text/csv' } })).status, 401)
  t.match((await csv('xm.officer', '?status=done')).body.errors, [{ pointer: '/status/0', code: 'not_listed' }], 'faults are told as everywhere')
  t.equal((await csv('xm.officer', '?text=没有这样的内容')).text.trim().split('\n').length, 1, 'a register of nothing has its headings')
})

t.test('a portal brings its open cases in once, and finds them by its names', async (t) => {
  const cases = [{
    externalId: 'OLD-1', filing: { ...aFiling(), ...letter, description: '2021年度旧案' },
    entries: [{ kind: 'extended', onDay: '2026-03-02', workingDays: 5, evidence: '延期告知书' }],
  }]
  const first = (await call('POST', '/v1/imports', { as: 'portal', body: { cases } })).body.items[0]
  const again = (await call('POST', '/v1/imports', { as: 'portal', body: { cases } })).body.items[0]
  t.match([first, again], [{ outcome: 'created' }, { outcome: 'existing', id: first.id }])
  t.same(idsOf(await register('portal', '?externalId=OLD-1')), [first.id])
  t.same(idsOf(await register('xm.officer', '?imported=true')), [first.id])
  t.match((await call('GET', `/v1/requests/${first.id}`, { as: 'portal' })).body, {
    imported: true, externalId: 'OLD-1', receivedOn: '2026-02-27', deadline: { state: 'running', dueOn: '2026-03-12' },
  })
})
